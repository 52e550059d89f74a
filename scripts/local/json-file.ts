/** Files of our own that a crash may have cut short: read through a schema, written whole or not at all. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { z } from "zod";

/** @returns undefined if the file is absent, not JSON or not of the schema's form */
export function readJsonFile<Value>(path: string, schema: z.ZodType<Value>): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(path, "utf8"))).data;
  } catch {
    return undefined;
  }
}

export function writeJsonFile(path: string, value: unknown): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
}
