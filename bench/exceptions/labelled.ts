/** Messages that were written and labelled by meaning, apart from the code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ExceptionKind } from "#protocol/constants";

/** As whoever labelled them called the kinds. */
const KIND_OF_LABEL = { anger: "anger", legal: "legal", cross: "cross_department" } as const;
const labelled = z.object({ text: z.string(), labels: z.array(z.enum(["anger", "legal", "cross"])) });

export interface Labelled {
  readonly text: string;
  readonly kinds: ReadonlySet<ExceptionKind>;
}

/** @param set `held`, which measures and is never learned from, or `tune` */
export function labelledOf(set: string, language: string): Labelled[] {
  const file = join(import.meta.dirname, "messages", `${set}-${language}.jsonl`);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { text, labels } = labelled.parse(JSON.parse(line));
      return { text, kinds: new Set(labels.map((label) => KIND_OF_LABEL[label])) };
    });
}
