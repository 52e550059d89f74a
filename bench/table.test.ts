import { expect, test } from "vitest";
import type { TargetName } from "./contract.ts";
import type { Results, Run } from "./results.ts";
import { ratioOf, renderTable } from "./table.ts";

function runOf(target: TargetName, round: number, ratePerSecond: number, p99Ms: number): Run {
  const latencies = { p50Ms: p99Ms / 2, p95Ms: p99Ms, p99Ms, maxMs: p99Ms };
  const settlement = target === "edgedesk" ? { drainMs: 1_500, lastSeqs: { a: 101 } } : undefined;
  return {
    target,
    n: 50,
    round,
    report: {
      ratePerSecond,
      latencies,
      messages: 100,
      generatorCpu: 0.25,
      frames: target === "edgedesk" ? { "delivered sent": 7 } : {},
      ...(settlement && { settlement }),
    },
    serverCpu: 0.9,
    foreignCpu: 0.125,
    proof: {
      messages: 100,
      filesSearched: 10,
      filesWithPlainText: target === "edgedesk" ? 0 : 2,
      ...(settlement && { projectedRows: 50 }),
    },
  };
}

const edgedesk = [runOf("edgedesk", 0, 800, 60), runOf("edgedesk", 1, 700, 70), runOf("edgedesk", 2, 900, 50)];
const relay = [runOf("relay", 0, 1_000, 40), runOf("relay", 1, 1_000, 50), runOf("relay", 2, 1_000, 50)];
const results: Results = {
  startedAt: "2026-11-22T10:00:00.000Z",
  command: "npm run bench -- --n 50",
  seconds: 10,
  warmUpSeconds: 2,
  machine: {
    cpu: "a CPU",
    cores: 2,
    memoryGiB: 8,
    system: "Linux 6",
    node: "v24",
    packages: { workerd: "1.2.3" },
    pinned: true,
    fsyncP50Ms: 0.3,
  },
  runs: [...edgedesk, ...relay],
};

test("a ratio is that of the medians; its spread is that of runs of the same round", () => {
  expect(ratioOf(edgedesk, relay, (run) => run.report.ratePerSecond)).toEqual({ median: 0.8, min: 0.7, max: 0.9 });
  expect(ratioOf(edgedesk, relay, (run) => run.report.latencies.p99Ms)).toEqual({ median: 1.2, min: 1, max: 1.5 });
});

test("the report has figures, ratios, the proofs and the machine", () => {
  const page = renderTable(results);
  expect(page).toContain("| Edgedesk | 800 (700–900) |");
  expect(page).toContain("| (a) bare durable relay | 1000 |");
  expect(page).toContain("| (a) bare durable relay | 0.800 (0.700–0.900) | 1.20 (1.00–1.50) |");
  expect(page).toContain("600 messages read back, each once and in order");
  expect(page).toContain("no plain text in 30 files");
  expect(page).toContain("150 rows of D1 at their actor's last seq");
  expect(page).toContain("21 delivered sent");
  expect(page).toContain("a CPU, 2 cores, generator and server pinned to one each");
});
