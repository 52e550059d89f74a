/** How both scripts of the widget are built: classic ones, so that a shop needs no module support and no CORS. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InlineConfig, Plugin } from "vite";
import { LOCALES } from "#protocol/constants";
import { fitTokens } from "./fit-tokens.ts";
import { words } from "./words.ts";

const here = import.meta.dirname;
const tokens = readFileSync(join(here, "../tokens.css"), "utf8");

const withTokens: Plugin = {
  name: "widget-tokens",
  enforce: "pre",
  transform: (code, id) => (/\/widget\/\w+\.css/.test(id) ? fitTokens(tokens, code) : undefined),
};

/** Makes of the one script one for each language: `name.js` becomes `name.en.js`, `name.zh-CN.js`. */
const oneForEachLanguage: Plugin = {
  name: "widget-languages",
  generateBundle(_, bundle) {
    for (const [fileName, part] of Object.entries(bundle)) {
      if (part.type !== "chunk" || !part.code.includes("EDGEDESK_WORDS")) continue;
      for (const locale of LOCALES) {
        const source = part.code
          .replaceAll("EDGEDESK_WORDS", () => JSON.stringify(words[locale]))
          .replaceAll("EDGEDESK_LOCALE", () => JSON.stringify(locale));
        this.emitFile({ type: "asset", fileName: fileName.replace(".js", `.${locale}.js`), source });
      }
      delete bundle[fileName];
    }
  },
};

/** @param entry file of this folder @param fileName of the script in `dist/client` */
export function widgetBuild(entry: string, fileName: string): InlineConfig {
  return {
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [withTokens, oneForEachLanguage],
    resolve: { alias: { "preact/jsx-runtime": join(here, "jsx-runtime.ts") } },
    build: {
      outDir: "../../dist/client",
      emptyOutDir: false,
      target: "es2022",
      // What runs the script understands these, too; older targets cost fallbacks for each colour scheme.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      // Half a kilobyte smaller than Vite's own minifier.
      minify: "terser",
      terserOptions: { ecma: 2020, compress: { passes: 4, unsafe_arrows: true, keep_fargs: false } },
      // Terser takes most of the time of so small a build; that is known and no warning.
      rolldownOptions: { checks: { pluginTimings: false } },
      lib: { entry, formats: ["iife"], name: "edgedesk", fileName: () => fileName },
    },
  };
}
