/**
 * Builds the client and holds it to its size: what a shop's page loads of the widget before and after somebody opens it, and
 * what the console's first page waits for.
 */
import { join } from "node:path";
import { scriptsOf } from "#scripts/checks/console-scripts";
import { gzippedBytes, widgetSizes } from "#scripts/checks/widget-sizes";
import { buildClient } from "#scripts/local/client-build";
import { repositoryRoot } from "#scripts/local/instance";

/** What every page of a shop loads. */
const MAX_LOADER_BYTES = 3 * 1024;
/** What a visitor has loaded who sees the panel: loader, style sheet, first-opened part and the words of one language. */
const MAX_OPENED_BYTES = 25 * 1024;
/** All of it, with the thread, requests, what customers are asked and told, and what a page tells of its customer. */
const MAX_WHOLE_BYTES = 52 * 1024;
/** Comes with the first opening, after the rest, and waits for nobody. */
const MAX_CONSENT_BYTES = 5 * 1024;
/** Comes when a customer is asked whether it is settled. */
const MAX_CLOSING_BYTES = 4 * 1024;

/** All script that the console's first page waits for once somebody is signed in: the inbox. */
const MAX_CONSOLE_BYTES = 250 * 1024;
const CONSOLE_ROUTE = ["main.tsx"];

await buildClient(() => undefined);
const folder = join(repositoryRoot, "dist/client");
const sizes = widgetSizes(folder);
const consoleBytes = scriptsOf(CONSOLE_ROUTE).reduce((sum, script) => sum + gzippedBytes(join(folder, script)), 0);
const limits = [
  ["widget.js", sizes.loader, MAX_LOADER_BYTES],
  ["the widget opened first", sizes.opened, MAX_OPENED_BYTES],
  ["widget-consent.js", sizes.consent, MAX_CONSENT_BYTES],
  ["widget-closing.js", sizes.closing, MAX_CLOSING_BYTES],
  ["the whole widget", sizes.whole, MAX_WHOLE_BYTES],
  ["the console's first route", consoleBytes, MAX_CONSOLE_BYTES],
] as const;
for (const [what, bytes, maxBytes] of limits) {
  console.info(`${what}: ${bytes} of ${maxBytes} bytes gzipped`);
  if (bytes > maxBytes) process.exitCode = 1;
}
