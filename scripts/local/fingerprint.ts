/** Tells whether something must be made again: a hash over the files that it is made from. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/**
 * @param root what names are relative to, so that a moved checkout has the same fingerprint
 * @param sources files and folders (walked through); one that does not exist counts as absent
 * @returns hex SHA-256 over names and contents
 */
export function fingerprint(root: string, sources: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of sources.flatMap((source) => filesOf(join(root, source)))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

/** @returns whether the stamp says that it was made from sources of this fingerprint */
export function isCurrent(stampFile: string, value: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, "utf8") === value;
}

/** Written last: without it, or with another value in it, the work is done again. */
export function stamp(stampFile: string, value: string): void {
  writeFileSync(stampFile, value);
}
