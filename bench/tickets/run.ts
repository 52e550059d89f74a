/**
 * `npm run bench:tickets`: (a) pages and counts over 1,000 and 100,000 tickets, and (b) 100 tickets a second for a minute
 * through the API of a demo that runs (`npm start` in another terminal; the same `PORT` and `STATE_DIR`). `-- --only lists`
 * or `-- --only throughput`; `--rate` and `--seconds` for another load.
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measureLists } from "#bench/tickets/lists";
import { measureThroughput } from "#bench/tickets/throughput";
import { readInstance } from "#scripts/local/instance";

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    rate: { type: "string", default: "100" },
    seconds: { type: "string", default: "60" },
  },
});
const SIZES = [1_000, 100_000] as const;
const load = () =>
  `load of the machine: ${loadavg()
    .map((each) => each.toFixed(1))
    .join(", ")}`;
const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

if (values.only !== "throughput") {
  console.log("| list | of 1,000, µs | of 100,000, µs | ratio |\n| --- | ---: | ---: | ---: |");
  const figures = measureLists(SIZES);
  for (const {
    name,
    medianUs: [few, many],
  } of figures)
    console.log(`| ${name} | ${figure(few)} | ${figure(many)} | ${(many / few).toFixed(2)} |`);
  const sum = (index: 0 | 1) => figures.reduce((total, { medianUs }) => total + medianUs[index], 0);
  console.log(
    `| all of them | ${figure(sum(0))} | ${figure(sum(1))} | ${(sum(1) / sum(0)).toFixed(2)} |\n\n${load()}\n`,
  );
}

if (values.only !== "lists") {
  const asked = { ratePerSecond: Number(values.rate), seconds: Number(values.seconds) };
  const { tookMs, p50Ms, p99Ms, settledMs, failures, ...counts } = await measureThroughput(
    readInstance(process.env),
    asked,
  );
  console.log(
    "| asked | acknowledged | in, s | p50, ms | p99, ms | lost | due without a timer | queues done after, s |",
  );
  console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  const cells = [counts.asked, counts.acknowledged, figure(tookMs / 1_000), figure(p50Ms), figure(p99Ms)];
  console.log(
    `| ${[...cells, counts.lost, counts.withoutTimer, figure(settledMs / 1_000)].join(" | ")} |\n\n${load()}`,
  );
  for (const [reason, times] of failures) console.log(`not acknowledged: ${times} times ${reason}`);
  if (counts.lost + counts.withoutTimer > 0 || counts.acknowledged < counts.asked) process.exitCode = 1;
}
