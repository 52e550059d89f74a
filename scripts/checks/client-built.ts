/** Builds the client and holds the widget to its size: all that a visitor loads who opens it, and what a page loads before. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { LOCALES } from "#protocol/constants";
import { scriptsOf } from "#scripts/checks/console-scripts";
import { buildClient } from "#scripts/local/client-build";
import { repositoryRoot } from "#scripts/local/instance";

const MAX_LOADER_BYTES = 3 * 1024;
const MAX_WIDGET_BYTES = 25 * 1024;
/** Comes with the first opening, after the rest, and waits for nobody. */
const MAX_CONSENT_BYTES = 5 * 1024;

/** All script that the console's first page waits for once somebody is signed in: the inbox. */
const MAX_CONSOLE_BYTES = 250 * 1024;
const CONSOLE_ROUTE = ["main.tsx", "shell/shell.tsx", "inbox/inbox-page.tsx", "thread/no-thread.tsx"];

function gzippedBytes(script: string): number {
  const content = readFileSync(join(repositoryRoot, "dist/client", script));
  return gzipSync(content, { level: constants.Z_BEST_COMPRESSION }).length;
}

await buildClient(() => undefined);
const loaderBytes = gzippedBytes("widget.js");
// A visitor loads the app of one language.
const widgetBytes = loaderBytes + Math.max(...LOCALES.map((locale) => gzippedBytes(`widget-app.${locale}.js`)));
console.info(`widget.js: ${loaderBytes} of ${MAX_LOADER_BYTES} bytes gzipped`);
console.info(`the whole widget: ${widgetBytes} of ${MAX_WIDGET_BYTES} bytes gzipped`);
const consentBytes = gzippedBytes("widget-consent.js");
console.info(`widget-consent.js: ${consentBytes} of ${MAX_CONSENT_BYTES} bytes gzipped`);
const consoleBytes = scriptsOf(CONSOLE_ROUTE).reduce((sum, script) => sum + gzippedBytes(script), 0);
console.info(`the console's first route: ${consoleBytes} of ${MAX_CONSOLE_BYTES} bytes gzipped`);
if (consoleBytes > MAX_CONSOLE_BYTES) process.exitCode = 1;
if (loaderBytes > MAX_LOADER_BYTES || widgetBytes > MAX_WIDGET_BYTES) process.exitCode = 1;
if (consentBytes > MAX_CONSENT_BYTES) process.exitCode = 1;
