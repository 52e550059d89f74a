/**
 * `npm run sim:routing`: thirty days a load under each strategy, and the tables for docs/performance.md. With `-- --tune` the
 * days are those by which constants are chosen, which are no part of the tables.
 */
import { seededRandom } from "#scripts/seed/history/random";
import { FIGURES, type Figure, type Figures, figuresOf, intervalOf } from "./figures.ts";
import { simulate } from "./simulate.ts";
import { strategies } from "./strategies.ts";
import { dayOf, TEAMS } from "./world.ts";

const LOADS = [0.7, 0.9, 1.1];
const isTuning = process.argv.includes("--tune");
/** Of the tables: 1001 to 1030. Of tuning: 1 to 8. */
const SEEDS = Array.from({ length: isTuning ? 8 : 30 }, (_, index) => (isTuning ? 1 : 1_001) + index);
const OURS = "Edgedesk";
const IN_PERCENT: readonly Figure[] = ["abandoned", "missed", "pressingMissed", "utilisation"];
const COMPARED: readonly Figure[] = ["p95WaitS", "missed", "pressingMissed"];

const table = [
  "| load | strategy | mean wait s | p95 wait s | gave up % | missed % | pressing missed % | in use % | Jain |",
  "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
];
const differences = [
  "| load | less than | p95 wait s | missed % | pressing missed % |",
  "| ---: | --- | ---: | ---: | ---: |",
];
for (const load of LOADS) {
  const results = new Map<string, Figures[]>();
  for (const seed of SEEDS) {
    const day = dayOf(seed, load);
    for (const strategy of strategies(seededRandom(seed))) {
      const figures = figuresOf(simulate(day, TEAMS, strategy));
      results.set(strategy.name, [...(results.get(strategy.name) ?? []), figures]);
    }
  }
  const ours = results.get(OURS) ?? [];
  for (const [name, days] of results) {
    const cells = FIGURES.map((figure) => cell(figure, figuresIn(days, figure)));
    table.push(`| ${[load, name, ...cells].join(" | ")} |`);
    if (name === OURS) continue;
    const less = COMPARED.map((figure) => {
      const theirs = figuresIn(days, figure);
      return cell(
        figure,
        figuresIn(ours, figure).map((value, index) => (theirs[index] ?? 0) - value),
      );
    });
    differences.push(`| ${[load, name, ...less].join(" | ")} |`);
  }
}
console.log([...table, "", ...differences].join("\n"));

function figuresIn(days: readonly Figures[], figure: Figure): number[] {
  return days.map((day) => day[figure]);
}

function cell(figure: Figure, values: readonly number[]): string {
  const { mean, halfWidth } = intervalOf(values);
  const factor = IN_PERCENT.includes(figure) ? 100 : 1;
  const digits = figure === "jain" ? 3 : 1;
  return `${(mean * factor).toFixed(digits)} ± ${(halfWidth * factor).toFixed(digits)}`;
}
