/** Builds everything that browsers load into `dist/client`: widget, demo store, landing page, console, and a page to try widgets on. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { widgetBuild } from "#client/widget/build.ts";

const root = join(import.meta.dirname, "..");

const output = join(root, "dist/client");

// The folder itself stays: a server that is running watches it.
mkdirSync(output, { recursive: true });
for (const entry of readdirSync(output)) rmSync(join(output, entry), { recursive: true, force: true });
await build(widgetBuild("loader.ts", "widget.js"));
await build(widgetBuild("app.ts", "widget-app.js"));
await build(widgetBuild("identity.ts", "widget-identity.js"));
await build(widgetBuild("consent.ts", "widget-consent.js"));
for (const part of ["landing", "demo", "try-widget", "console"]) {
  const dir = join(root, "client", part);
  await build({ root: dir, configFile: join(dir, "vite.config.ts"), logLevel: "warn" });
}
