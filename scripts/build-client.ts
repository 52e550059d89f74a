/** Builds every page that has a Vite configuration under `client/` into `dist/client/`. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
mkdirSync(join(root, "dist/client"), { recursive: true });
for (const page of ["landing", "demo", "widget", "console"]) {
  const folder = join(root, "client", page);
  const configFile = join(folder, "vite.config.ts");
  if (existsSync(configFile)) await build({ root: folder, configFile, logLevel: "warn" });
}
