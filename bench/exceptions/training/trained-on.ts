/** Tells whether the kept weights are of what the training would read now. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..", "..", "..");
/** All that weights depend on: messages, how they are read, and how they are learned from. */
const SOURCES = [
  "bench/exceptions/train.ts",
  "bench/exceptions/labelled.ts",
  "bench/exceptions/training/**/*.{ts,txt}",
  "bench/exceptions/messages/tune-*.jsonl",
  "worker/local-ai/exceptions/{chinese,english,features,folded,hash,linear,packed,parts,sign-buckets,signals-of,simplified,vocabulary}.ts",
];

/** @returns of everything that the training reads, in hexadecimal */
export function trainedOn(): string {
  const hash = createHash("sha256");
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).filter(
    (file) => !file.endsWith(".test.ts"),
  );
  for (const file of files.toSorted()) {
    hash.update(`${file}\n`);
    hash.update(readFileSync(join(ROOT, file)));
  }
  return hash.digest("hex");
}
