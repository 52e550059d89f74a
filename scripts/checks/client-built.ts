/** Builds the client and holds the widget to its size: all that a visitor loads who opens it, and what a page loads before. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { LOCALES, LOCALES } from "#protocol/constants";
import { buildClient } from "#scripts/local/client-build";
import { repositoryRoot } from "#scripts/local/instance";

const MAX_LOADER_BYTES = 3 * 1024;
const MAX_WIDGET_BYTES = 25 * 1024;

function gzippedBytes(script: string): number {
  const content = readFileSync(join(repositoryRoot, "dist/client", script));
  return gzipSync(content, { level: constants.Z_BEST_COMPRESSION }).length;
}

await buildClient(() => undefined);
const loaderBytes = gzippedBytes("widget.js");
console.info(`widget.js, on every page of a shop: ${loaderBytes} of ${MAX_LOADER_BYTES} bytes gzipped`);
if (loaderBytes > MAX_LOADER_BYTES) process.exitCode = 1;
for (const locale of LOCALES) {
  const widgetBytes = loaderBytes + gzippedBytes(`widget-app.${locale}.js`);
  console.info(`the whole widget in ${locale}: ${widgetBytes} of ${MAX_WIDGET_BYTES} bytes gzipped`);
  if (widgetBytes > MAX_WIDGET_BYTES) process.exitCode = 1;
}
