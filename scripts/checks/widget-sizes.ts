/** What the widget weighs on its way, by what a visitor does. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { LOCALES } from "#protocol/constants";

/** Bytes after `gzip -9`; of a script that comes in each language the larger one, since a visitor loads one. */
export interface WidgetSizes {
  readonly loader: number;
  readonly app: number;
  readonly talk: number;
  /** The form for requests. */
  readonly ask: number;
  readonly consent: number;
  readonly sdk: number;
  /** Comes only to whom it asks something. */
  readonly closing: number;
  /** Loader and first-opened part. */
  readonly opened: number;
  /** Whoever does all that can be done loads so much in the end. */
  readonly whole: number;
}

/** What of a file is sent after `gzip -9`. */
export function gzippedBytes(file: string): number {
  return gzipSync(readFileSync(file), { level: constants.Z_BEST_COMPRESSION }).length;
}

/** @param folder of the built client */
export function widgetSizes(folder: string): WidgetSizes {
  const bytes = (script: string) => gzippedBytes(join(folder, script));
  const ofOneLanguage = (name: string) => Math.max(...LOCALES.map((locale) => bytes(`${name}.${locale}.js`)));
  const loader = bytes("widget.js");
  const [app, talk, ask] = [ofOneLanguage("widget-app"), ofOneLanguage("widget-talk"), ofOneLanguage("widget-ask")];
  const [consent, sdk] = [bytes("widget-consent.js"), bytes("widget-sdk.js")];
  const closing = bytes("widget-closing.js");
  const whole = loader + app + talk + ask + consent + closing + sdk;
  return { loader, app, talk, ask, consent, sdk, closing, opened: loader + app, whole };
}
