/** Which scripts of the built console a route loads: its own and all that those import before they run. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { repositoryRoot } from "#scripts/local/instance";

const chunk = z.object({ file: z.string(), imports: z.array(z.string()).optional(), src: z.string().optional() });
const manifest = z.record(z.string(), chunk);

/** @param sources within `client/console`. @returns paths within `dist/client`; throws for one that is no entry of its own */
export function scriptsOf(sources: readonly string[]): string[] {
  const path = join(repositoryRoot, "dist/client/console/manifest.json");
  const chunks = manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  const files = new Set<string>();
  const add = (name: string) => {
    const found = chunks[name];
    if (found === undefined) throw new Error(`${name} is not in the console's manifest`);
    if (files.has(found.file)) return;
    files.add(found.file);
    for (const imported of found.imports ?? []) add(imported);
  };
  for (const source of sources) add(source === "main.tsx" ? "index.html" : source);
  return [...files].map((file) => `console/${file}`);
}
