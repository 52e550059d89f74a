/** How both scripts of the widget are built: classic ones, so that a shop needs no module support and no CORS. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InlineConfig, Plugin } from "vite";
import { fitTokens } from "./fit-tokens.ts";

const here = import.meta.dirname;
const tokens = readFileSync(join(here, "../tokens.css"), "utf8");

const withTokens: Plugin = {
  name: "widget-tokens",
  enforce: "pre",
  transform: (code, id) => (/\/widget\/\w+\.css/.test(id) ? fitTokens(tokens, code) : undefined),
};

/** @param entry file of this folder @param fileName of the script in `dist/client` */
export function widgetBuild(entry: string, fileName: string): InlineConfig {
  return {
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [withTokens],
    resolve: { alias: { "preact/jsx-runtime": join(here, "jsx-runtime.ts") } },
    build: {
      outDir: "../../dist/client",
      emptyOutDir: false,
      target: "es2022",
      // Half a kilobyte smaller than Vite's own minifier.
      minify: "terser",
      terserOptions: { ecma: 2020, compress: { passes: 3 } },
      // Terser takes most of the time of so small a build; that is known and no warning.
      rolldownOptions: { checks: { pluginTimings: false } },
      lib: { entry, formats: ["iife"], name: "edgedesk", fileName: () => fileName },
    },
  };
}
