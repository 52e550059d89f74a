/** The console loads the styles of those of Mantine's components that it draws, and of no other. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";

const consoleFolder = join(import.meta.dirname, "..");
const mantine = join(dirname(createRequire(import.meta.url).resolve("@mantine/core/styles.css")), "esm");
/** Of no component: what all of them stand on. */
const GROUND = ["baseline", "default-css-variables", "global"];

/** What the console imports, and what stands behind @mantine/notifications. */
function drawn(): string[] {
  const sources = globSync("**/*.{ts,tsx}", { cwd: consoleFolder }).map((path) =>
    readFileSync(join(consoleFolder, path), "utf8"),
  );
  const names = sources
    .flatMap((source) => [...source.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)])
    .flatMap(([, list = ""]) => list.match(/\b[A-Z]\w+/g) ?? []);
  return [...new Set([...names, "Notification"])];
}

/** Follows a component's modules to the styles that they name. */
function stylesBehind(components: readonly string[]): Set<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    const styles = /^(\w+)\.module\.mjs$/.exec(basename(file))?.[1];
    if (styles !== undefined) found.add(styles);
    for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/from "(\.[^"]+)"/g))
      visit(join(dirname(file), path));
  };
  for (const name of components) visit(join(mantine, "components", name, `${name}.mjs`));
  return found;
}

it("all the styles of what is drawn, and only these", () => {
  const loaded = [
    ...readFileSync(join(consoleFolder, "theme/mantine.css"), "utf8").matchAll(/styles\/([\w-]+)\.layer\.css/g),
  ].map(([, name]) => name);
  expect(loaded.toSorted()).toEqual([...GROUND, ...stylesBehind(drawn())].toSorted());
});
