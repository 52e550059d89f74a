/** Builds the client and holds the widget to its size: all that a visitor loads who opens it, and what a page loads before. */
import { join } from "node:path";
import { widgetSizes } from "#scripts/checks/widget-sizes";
import { buildClient } from "#scripts/local/client-build";
import { repositoryRoot } from "#scripts/local/instance";

/** What every page of a shop loads. */
const MAX_LOADER_BYTES = 3 * 1024;
/** What a visitor has loaded who sees the panel: loader, style sheet, first-opened part and the words of one language. */
const MAX_OPENED_BYTES = 25 * 1024;
/** All of it, with the thread, what customers are asked and told, and what a page tells of its customer. */
const MAX_WHOLE_BYTES = 48 * 1024;
/** Comes with the first opening, after the rest, and waits for nobody. */
const MAX_CONSENT_BYTES = 5 * 1024;

await buildClient(() => undefined);
const sizes = widgetSizes(join(repositoryRoot, "dist/client"));
const limits = [
  ["widget.js", sizes.loader, MAX_LOADER_BYTES],
  ["opened first", sizes.opened, MAX_OPENED_BYTES],
  ["widget-consent.js", sizes.consent, MAX_CONSENT_BYTES],
  ["the whole widget", sizes.whole, MAX_WHOLE_BYTES],
] as const;
for (const [what, bytes, maxBytes] of limits) {
  console.info(`${what}: ${bytes} of ${maxBytes} bytes gzipped`);
  if (bytes > maxBytes) process.exitCode = 1;
}
