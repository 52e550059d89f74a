/** Results as Markdown: figures by server and n, then Edgedesk's ratios to the other two. */
import { type TargetName, targetName } from "./contract.ts";
import type { Results, Run } from "./results.ts";
import { type Spread, spreadOf } from "./statistics.ts";

const NAMES: Readonly<Record<TargetName, string>> = {
  edgedesk: "Edgedesk",
  before: "Edgedesk before",
  relay: "(a) bare durable relay",
  "socket.io": "(b) socket.io + SQLite",
};

/** Three digits that mean something: 0.123, 4.56, 78.9, 1234. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function spreadText({ median, min, max }: Spread): string {
  return min === max ? figure(median) : `${figure(median)} (${figure(min)}–${figure(max)})`;
}

function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

const rateOf = (run: Run) => run.report.ratePerSecond;
const p99Of = (run: Run) => run.report.latencies.p99Ms;

function figuresTable(runs: readonly Run[]): string {
  const header = ["server", "messages/s", "p50 ms", "p95 ms", "p99 ms", "max ms", "server core", "outbox drains, ms"];
  const rows = targetName.options.flatMap((target) => {
    const own = runs.filter((run) => run.target === target);
    if (own.length === 0) return [];
    const over = (pick: (run: Run) => number) => spreadText(spreadOf(own.map(pick)));
    const drains = own.flatMap((run) => run.report.settlement?.drainMs ?? []);
    return [
      [
        NAMES[target],
        over(rateOf),
        over((run) => run.report.latencies.p50Ms),
        over((run) => run.report.latencies.p95Ms),
        over(p99Of),
        over((run) => run.report.latencies.maxMs),
        over((run) => run.serverCpu),
        drains.length > 0 ? spreadText(spreadOf(drains)) : "",
      ],
    ];
  });
  return markdown(header, rows);
}

/** Ratio of the medians, with the least and greatest ratio of two runs of the same round. */
export function ratioOf(own: readonly Run[], other: readonly Run[], pick: (run: Run) => number): Spread {
  const rounds = own.flatMap((run) => {
    const pair = other.find((it) => it.round === run.round);
    return pair === undefined ? [] : [pick(run) / pick(pair)];
  });
  return { ...spreadOf(rounds), median: spreadOf(own.map(pick)).median / spreadOf(other.map(pick)).median };
}

function ratiosTable(runs: readonly Run[]): string {
  const own = runs.filter((run) => run.target === "edgedesk");
  const rows = (["before", "relay", "socket.io"] as const).flatMap((target) => {
    const other = runs.filter((run) => run.target === target);
    if (own.length === 0 || other.length === 0) return [];
    return [[NAMES[target], spreadText(ratioOf(own, other, rateOf)), spreadText(ratioOf(own, other, p99Of))]];
  });
  return rows.length > 0 ? markdown(["Edgedesk to", "rate", "p99"], rows) : "";
}

function proofText(runs: readonly Run[]): string {
  const sum = (pick: (run: Run) => number) => runs.reduce((total, run) => total + pick(run), 0);
  const own = runs.filter((run) => run.target === "edgedesk");
  const projected = own.reduce((total, run) => total + (run.proof.projectedRows ?? 0), 0);
  const frames = new Map<string, number>();
  for (const run of own) {
    for (const [kind, count] of Object.entries(run.report.frames)) frames.set(kind, (frames.get(kind) ?? 0) + count);
  }
  const proven = `Proven after the runs: ${sum((run) => run.proof.messages)} messages read back, each once and in order`;
  if (own.length === 0) return `${proven}.`;
  const counts = [...frames].map(([kind, count]) => `${count} ${kind}`).join(", ");
  return `${proven}; no plain text in ${own.reduce((total, run) => total + run.proof.filesSearched, 0)} files of Edgedesk's state; ${projected} rows of D1 at their actor's last seq. Besides the messages: ${counts}.`;
}

/** The whole report of a benchmark. */
export function renderTable(results: Results): string {
  const { machine } = results;
  const packages = Object.entries(machine.packages).map(([name, version]) => `${name} ${version}`);
  const sections = [...new Set(results.runs.map((run) => run.n))].map((n) => {
    const runs = results.runs.filter((run) => run.n === n);
    const percent = (pick: (run: Run) => number) => `${Math.round(Math.max(...runs.map(pick)) * 100)} %`;
    const generator = percent((run) => run.report.generatorCpu);
    const foreign = percent((run) => run.foreignCpu);
    const ratios = ratiosTable(runs);
    return [
      `### N = ${n}`,
      figuresTable(runs),
      ...(ratios === "" ? [] : [ratios]),
      `${proofText(runs)} The generator used at most ${generator} of its core, processes that are no part of the benchmark at most ${foreign} of one.`,
    ].join("\n\n");
  });
  const rounds = Math.max(...results.runs.map((run) => run.round)) + 1;
  return [
    `\`${results.command}\`, ${results.startedAt.slice(0, 10)}: ${rounds} alternating run${rounds === 1 ? "" : "s"} of ${results.seconds} s after ${results.warmUpSeconds} s of warm-up; median (least–greatest).`,
    `${machine.cpu}, ${machine.cores} cores${machine.pinned ? ", generator and server pinned to one each" : ", not pinned"}, ${machine.memoryGiB} GiB, ${machine.system}; Node ${machine.node}, ${packages.join(", ")}; a 4 KiB write with fsync takes ${figure(machine.fsyncP50Ms)} ms.`,
    ...sections,
  ].join("\n\n");
}
