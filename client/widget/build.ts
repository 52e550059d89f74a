/** How the scripts of the widget are built: classic ones, so that a shop needs no module support and no CORS. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { InlineConfig, Plugin } from "vite";
import { LOCALES } from "#protocol/constants";
import { classicParts } from "./classic-parts.ts";
import { fitTokens } from "./fit-tokens.ts";
import { requestWords, threadWords, words } from "./words.ts";

const here = import.meta.dirname;
const tokens = readFileSync(join(here, "../tokens.css"), "utf8");

/** Sheets that stand beside the launcher's, which has the tokens that differ by theme already. */
const withTokens: Plugin = {
  name: "widget-tokens",
  enforce: "pre",
  transform: (code, id) => (/\/widget\/\w+\.css/.test(id) ? fitTokens(tokens, code) : undefined),
};

/** A script in which these stand comes once for each language, and its name has the language in it. */
const CATALOGUES = {
  EDGEDESK_WORDS: words,
  EDGEDESK_THREAD_WORDS: threadWords,
  EDGEDESK_REQUEST_WORDS: requestWords,
} as const;

/** Makes of a script one for each language: `name.js` becomes `name.en.js`, `name.zh-CN.js`, and so where it is loaded. */
const oneForEachLanguage: Plugin = {
  name: "widget-languages",
  generateBundle(_, bundle) {
    const spoken = Object.values(bundle).filter(
      (part) => part.type === "chunk" && Object.keys(CATALOGUES).some((name) => part.code.includes(name)),
    );
    for (const part of spoken) {
      if (part.type !== "chunk") continue;
      for (const locale of LOCALES) {
        let source = part.code.replaceAll("EDGEDESK_LOCALE", () => JSON.stringify(locale));
        for (const [name, catalogue] of Object.entries(CATALOGUES)) {
          source = source.replaceAll(name, () => JSON.stringify(catalogue[locale]));
        }
        for (const { fileName } of spoken) {
          source = source.replaceAll(`"${fileName}"`, () => JSON.stringify(inLanguage(fileName, locale)));
        }
        this.emitFile({ type: "asset", fileName: inLanguage(part.fileName, locale), source });
      }
      delete bundle[part.fileName];
    }
  },
};

function inLanguage(fileName: string, locale: string): string {
  return fileName.replace(".js", `.${locale}.js`);
}

/** Each is a script of its own; the app's brings those of the thread and of requests with it. */
export const WIDGET_ENTRIES = ["loader", "app", "consent", "closing", "sdk", "identity"] as const;

/** @param entry file of this folder; its script in `dist/client` is `widget-<entry>.js`, the loader's `widget.js` */
export function widgetBuild(entry: (typeof WIDGET_ENTRIES)[number]): InlineConfig {
  const hasParts = entry === "app" || entry === "sdk" || entry === "consent" || entry === "closing";
  return {
    root: here,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    plugins: [withTokens, ...(hasParts ? [classicParts] : []), oneForEachLanguage],
    resolve: { alias: { "preact/jsx-runtime": join(here, "jsx-runtime.ts") } },
    build: {
      outDir: "../../dist/client",
      emptyOutDir: false,
      target: "es2022",
      // What runs the script understands these, too; older targets cost fallbacks for each colour scheme.
      cssTarget: ["chrome123", "firefox120", "safari17.5"],
      // Half a kilobyte smaller than Vite's own minifier.
      minify: "terser",
      terserOptions: { ecma: 2020, module: true, compress: { passes: 4, unsafe_arrows: true, keep_fargs: false } },
      rolldownOptions: {
        // Terser takes most of the time of so small a build; that is known and no warning.
        checks: { pluginTimings: false },
        // What the thread takes from the app it takes from its script, not from a third one.
        ...(hasParts && { preserveEntrySignatures: "allow-extension", output: { chunkFileNames: "widget-[name].js" } }),
      },
      lib: {
        entry: `${entry}.ts`,
        formats: [hasParts ? "es" : "iife"],
        name: "edgedesk",
        fileName: () => (entry === "loader" ? "widget.js" : `widget-${entry}.js`),
      },
    },
  };
}
