/** `npm run bench`: the three servers, run after run, then the table. */

import { checkOutEarlier } from "./earlier.ts";
import { describeMachine, isDiskAsFast, waitForDisk } from "./machine.ts";
import { measure, type RunOptions } from "./measure.ts";
import { orderOf, readOptions, USAGE } from "./options.ts";
import { type Run, writeResults } from "./results.ts";
import { renderTable } from "./table.ts";

if (process.argv.includes("--help")) {
  console.log(USAGE);
  process.exit(0);
}
const ATTEMPTS = 3;
const options = readOptions(process.argv.slice(2));
const earlierRoot = options.before === undefined ? undefined : checkOutEarlier(options.before);
const startedAt = new Date().toISOString();
const machine = describeMachine();
const runs: Run[] = [];
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

const total = options.n.length * options.runs * options.targets.length;
for (const n of options.n) {
  for (let round = 0; round < options.runs; round++) {
    for (const target of orderOf(options.targets, round)) {
      const run = await measureOnFastDisk({ ...options, target, n, round, earlierRoot });
      runs.push(run);
      const { ratePerSecond, latencies, settlement } = run.report;
      const drain = settlement ? `, outbox drained in ${settlement.drainMs.toFixed(0)} ms` : "";
      console.log(
        `${runs.length}/${total} n=${n} round ${round + 1} ${target}: ${ratePerSecond.toFixed(0)}/s, p50 ${latencies.p50Ms.toFixed(2)} ms, p99 ${latencies.p99Ms.toFixed(2)} ms, ${run.proof.messages} messages proven${drain}`,
      );
    }
  }
}

/** A run in which the host began to hold the disk back says nothing of the server, whichever it is: it is done again. */
async function measureOnFastDisk(run: RunOptions): Promise<Run> {
  for (let attempt = 1; ; attempt++) {
    await waitForDisk(machine);
    const result = await measure(run);
    if (isDiskAsFast(machine)) return result;
    if (attempt === ATTEMPTS) throw new Error("the disk was held back in every attempt; shorter windows may help");
    console.log(`${run.target}: the disk was held back meanwhile; again …`);
  }
}

const { seconds, warmUpSeconds } = options;
const command = ["npm run bench", ...(process.argv.length > 2 ? ["--", ...process.argv.slice(2)] : [])].join(" ");
const results = { startedAt, command, seconds, warmUpSeconds, machine, runs };
const path = writeResults(results);
console.log(
  `\n${renderTable(results)}\nwritten to ${path}; npm run bench:render puts the tables into docs/performance.md`,
);
