/** What the loader, which is on every page of a shop, and the app, which comes when it is wanted, know of each other. */

import type { Locale } from "#protocol/constants";
import type { Desk } from "./desk.ts";

export const TAG = "edgedesk-widget";

/** The widget in one element. */
export interface Mounted {
  /** The element's `open` attribute has changed. */
  update(): void;
  /** Ends the drawing. What was drawn goes on: another language takes it over, or the loader stops it. */
  leave(): Desk;
}

/** Draws the widget into an element's shadow root, in place of the loader's launcher or of another language. */
export type Mount = (host: HTMLElement, root: ShadowRoot, desk?: Desk) => Mounted;

declare global {
  /** Set by the loader; the app hands itself over. */
  var edgedeskApp: ((locale: Locale, mount: Mount) => void) | undefined;
}
