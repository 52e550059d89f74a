/** The few statistics that the tables print. Every function leaves its argument as it was. */

/**
 * A percentile by the nearest-rank method: the smallest sample that at least `percent` % of all samples do not exceed
 * (rank ⌈percent / 100 × n⌉, from 1). It is always one of the samples, never a value between two.
 * @param sorted samples in ascending order, at least one
 * @param percent above 0, to 100
 */
export function percentileOfSorted(sorted: ArrayLike<number>, percent: number): number {
  if (!(percent > 0 && percent <= 100)) throw new RangeError(`a percentile lies in (0, 100], not ${percent}`);
  const value = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  if (value === undefined) throw new RangeError("no samples");
  return value;
}

/** What a run, or a figure over several runs, comes to: the middle and how far apart the ends are. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** Median (the mean of the middle two when their number is even), least and greatest of at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (upper === undefined || lower === undefined || min === undefined || max === undefined) {
    throw new RangeError("no samples");
  }
  return { median: (lower + upper) / 2, min, max };
}

/** A run's latencies in milliseconds. */
export interface LatencySummary {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Summarises at least one latency, in any order. */
export function summariseLatencies(latenciesMs: readonly number[]): LatencySummary {
  const sorted = Float64Array.from(latenciesMs).sort();
  return {
    p50Ms: percentileOfSorted(sorted, 50),
    p95Ms: percentileOfSorted(sorted, 95),
    p99Ms: percentileOfSorted(sorted, 99),
    maxMs: percentileOfSorted(sorted, 100),
  };
}
