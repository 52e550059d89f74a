/** What a simulated day comes to, and how sure that is over several. */

import { percentileOfSorted } from "#bench/statistics";
import type { Priority } from "#protocol/constants";
import type { Outcome, Simulated } from "./simulate.ts";

/** Within which somebody has to have it; who gave up was not served in time either. */
const SLA_MS: Readonly<Record<Priority, number>> = { low: 300_000, normal: 180_000, high: 120_000, urgent: 60_000 };

export const FIGURES = [
  "meanWaitS",
  "p95WaitS",
  "abandoned",
  "missed",
  "pressingMissed",
  "utilisation",
  "jain",
] as const;
export type Figure = (typeof FIGURES)[number];
/** Waits in seconds, the others as a part of one. */
export type Figures = Readonly<Record<Figure, number>>;

export function figuresOf({ outcomes, staff }: Simulated): Figures {
  const waits = Float64Array.from(outcomes, ({ waitMs }) => waitMs).sort();
  const share = (count: number) => count / outcomes.length;
  const use = staff
    .filter(({ toMs, fromMs }) => toMs > fromMs)
    .map(({ busyMs, capacity, toMs, fromMs }) => ({ busyMs, capacityMs: capacity * (toMs - fromMs) }));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const isMissed = ({ isAbandoned, waitMs, arrival }: Outcome) => isAbandoned || waitMs > SLA_MS[arrival.priority];
  const pressing = outcomes.filter(({ arrival: { priority } }) => priority === "high" || priority === "urgent");
  return {
    meanWaitS: waits.reduce((total, wait) => total + wait, 0) / waits.length / 1_000,
    p95WaitS: percentileOfSorted(waits, 95) / 1_000,
    abandoned: share(outcomes.filter(({ isAbandoned }) => isAbandoned).length),
    missed: share(outcomes.filter(isMissed).length),
    pressingMissed: pressing.filter(isMissed).length / Math.max(1, pressing.length),
    utilisation: sum(use.map(({ busyMs }) => busyMs)) / sum(use.map(({ capacityMs }) => capacityMs)),
    jain: jainIndex(use.map(({ busyMs, capacityMs }) => busyMs / capacityMs)),
  };
}

/** 1 if all have the same, 1/n if one has everything (Jain, Chiu and Hawe, 1984). */
export function jainIndex(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0);
  const squares = values.reduce((total, value) => total + value * value, 0);
  return squares === 0 ? 1 : (sum * sum) / (values.length * squares);
}

export interface Interval {
  readonly mean: number;
  /** Half of the 95 % confidence interval. */
  readonly halfWidth: number;
}

/** Two-sided 97.5 % quantile of Student's t for 29 degrees of freedom: for 30 values; a little small for fewer. */
const T_29 = 2.045;

export function intervalOf(values: readonly number[]): Interval {
  const n = values.length;
  const mean = values.reduce((total, value) => total + value, 0) / n;
  const variance = n < 2 ? 0 : values.reduce((total, value) => total + (value - mean) ** 2, 0) / (n - 1);
  return { mean, halfWidth: T_29 * Math.sqrt(variance / n) };
}
