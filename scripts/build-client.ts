/** Builds everything that browsers load into `dist/client`: widget, demo store, landing page and console. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");

rmSync(join(root, "dist/client"), { recursive: true, force: true });
for (const part of ["widget", "landing", "demo", "console"]) {
  const dir = join(root, "client", part);
  const configFile = join(dir, "vite.config.ts");
  // The console is built on its own too, so the rest can do without it.
  if (existsSync(configFile)) await build({ root: dir, configFile, logLevel: "warn" });
}
