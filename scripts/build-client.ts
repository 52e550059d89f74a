/**
 * Builds everything that browsers load into `dist/client`: widget, landing page, console, a page to try widgets on, and demo
 * store. With `--production` into `dist/production`, and without the demo.
 */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, mergeConfig, type Plugin } from "vite";
import { widgetBuild } from "#client/widget/build.ts";

const root = join(import.meta.dirname, "..");

const isProduction = process.argv.includes("--production");
const output = join(root, isProduction ? "dist/production" : "dist/client");

/** Pages say what of them is there for the demo alone. */
const withoutDemo: Plugin = {
  name: "without-demo",
  transformIndexHtml: (html) => html.replaceAll(/<!-- demo -->.*?<!-- \/demo -->/gs, ""),
};

// The folder itself stays: a server that is running watches it.
mkdirSync(output, { recursive: true });
for (const entry of readdirSync(output)) rmSync(join(output, entry), { recursive: true, force: true });
for (const [entry, script] of [
  ["loader.ts", "widget.js"],
  ["app.ts", "widget-app.js"],
  ["identity.ts", "widget-identity.js"],
  ["consent.ts", "widget-consent.js"],
] as const) {
  await build(mergeConfig(widgetBuild(entry, script), { build: { outDir: output } }));
}
for (const [part, folder] of [
  ["landing", "."],
  ["console", "console"],
  ["try-widget", "try-widget"],
  ["demo", "demo"],
] as const) {
  if (isProduction && part === "demo") continue;
  const dir = join(root, "client", part);
  const outDir = join(output, folder);
  await build({
    root: dir,
    configFile: join(dir, "vite.config.ts"),
    mode: "production",
    logLevel: "warn",
    plugins: isProduction ? [withoutDemo] : [],
    build: { outDir },
  });
}
