/** Builds the client and holds the widget to its size: what a shop's page loads before anybody has clicked on it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { buildClient } from "#scripts/local/client-build";
import { repositoryRoot } from "#scripts/local/instance";

const MAX_WIDGET_BYTES = 25 * 1024;
const widgetFile = join(repositoryRoot, "dist/client/widget.js");

await buildClient(() => undefined);
const sizeBytes = gzipSync(readFileSync(widgetFile), { level: constants.Z_BEST_COMPRESSION }).length;
console.info(`widget: ${sizeBytes} of ${MAX_WIDGET_BYTES} bytes gzipped`);
if (sizeBytes > MAX_WIDGET_BYTES) process.exitCode = 1;
