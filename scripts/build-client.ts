/** Builds everything that browsers load into `dist/client`: widget, demo store, landing page and console. */
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { WIDGET_ENTRIES, widgetBuild } from "#client/widget/build.ts";

const root = join(import.meta.dirname, "..");

const output = join(root, "dist/client");

// The folder itself stays: a server that is running watches it.
mkdirSync(output, { recursive: true });
for (const entry of readdirSync(output)) rmSync(join(output, entry), { recursive: true, force: true });
for (const entry of WIDGET_ENTRIES) await build(widgetBuild(entry));
for (const part of ["landing", "demo", "console"]) {
  const dir = join(root, "client", part);
  await build({ root: dir, configFile: join(dir, "vite.config.ts"), logLevel: "warn" });
}
