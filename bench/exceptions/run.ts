/**
 * `npm run bench:exceptions`: how many exceptions the embedded model finds in messages that were written and labelled apart from it,
 * and how often it cries wolf. `-- --set tune` looks at the messages that its signals were chosen by; `--show` prints its errors.
 */
import { parseArgs } from "node:util";
import { labelledOf } from "#bench/exceptions/labelled";
import { EXCEPTION_KINDS, type ExceptionKind } from "#protocol/constants";
import { embeddedModel } from "#worker/local-ai/exceptions/embedded";

const { values } = parseArgs({
  options: { set: { type: "string", default: "held" }, show: { type: "boolean", default: false } },
});

interface Judged {
  readonly text: string;
  readonly expected: ReadonlySet<ExceptionKind>;
  readonly found: ReadonlySet<ExceptionKind>;
}

const find = await embeddedModel();

function judged(language: string): Judged[] {
  return labelledOf(values.set, language).map(({ text, kinds }) => {
    const found = new Set(find(text).map(({ kind }) => kind));
    return { text, expected: kinds, found };
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

console.log(timed());

/** The middle of how long one message takes, each asked by itself after the model has been read. */
function timed(): string {
  const texts = ["en", "zh"].flatMap((language) => labelledOf(values.set, language).map(({ text }) => text));
  const spans = [...texts, ...texts]
    .map((text) => {
      const before = performance.now();
      find(text);
      return (performance.now() - before) * 1000;
    })
    .slice(texts.length)
    .toSorted((a, b) => a - b);
  const at = (share: number) => (spans[Math.floor(spans.length * share)] ?? 0).toFixed(0);
  return `\none message: median ${at(0.5)} µs, p95 ${at(0.95)} µs`;
}
