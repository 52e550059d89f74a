/**
 * `npm run bench:exceptions`: how many exceptions the embedded model finds in messages that were written and labelled apart from it,
 * and how often it cries wolf. `-- --set tune` looks at the messages that its signals were chosen by; `--show` prints its errors.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { EXCEPTION_KINDS, type ExceptionKind } from "#protocol/constants";
import { exceptionsIn } from "#worker/local-ai/exceptions/model";

const { values } = parseArgs({
  options: { set: { type: "string", default: "held" }, show: { type: "boolean", default: false } },
});

/** As whoever labelled them called the kinds. */
const KIND_OF_LABEL = { anger: "anger", legal: "legal", cross: "cross_department" } as const;
const labelled = z.object({ text: z.string(), labels: z.array(z.enum(["anger", "legal", "cross"])) });

interface Judged {
  readonly text: string;
  readonly expected: ReadonlySet<ExceptionKind>;
  readonly found: ReadonlySet<ExceptionKind>;
}

function judged(language: string): Judged[] {
  const file = join(import.meta.dirname, "messages", `${values.set}-${language}.jsonl`);
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const { text, labels } = labelled.parse(JSON.parse(line));
      const expected = new Set(labels.map((label) => KIND_OF_LABEL[label]));
      return { text, expected, found: new Set(exceptionsIn(text).map(({ kind }) => kind)) };
    });
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;

console.log("| language | what | found of those that are (recall) | flagged of those that are not |");
console.log("| --- | --- | ---: | ---: |");
for (const language of ["en", "zh"]) {
  const all = judged(language);
  for (const kind of EXCEPTION_KINDS) {
    const [those, others] = [all.filter((one) => one.expected.has(kind)), all.filter((one) => !one.expected.has(kind))];
    const hits = those.filter((one) => one.found.has(kind)).length;
    const wolves = others.filter((one) => one.found.has(kind)).length;
    console.log(`| ${language} | ${kind} | ${percent(hits, those.length)} | ${percent(wolves, others.length)} |`);
  }
  const [those, others] = [all.filter((one) => one.expected.size > 0), all.filter((one) => one.expected.size === 0)];
  const [hits, wolves] = [those, others].map((some) => some.filter((one) => one.found.size > 0).length);
  console.log(
    `| ${language} | any of them | ${percent(hits ?? 0, those.length)} | ${percent(wolves ?? 0, others.length)} |`,
  );
  if (values.show) {
    for (const { text, expected, found } of all) {
      const missed = [...expected].filter((kind) => !found.has(kind));
      const wolf = [...found].filter((kind) => !expected.has(kind));
      if (missed.length + wolf.length > 0) console.error(`missed [${missed}] too much [${wolf}]: ${text}`);
    }
  }
}
