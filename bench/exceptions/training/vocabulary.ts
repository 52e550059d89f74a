/** Which features a model of kinds knows: those that several lines have. */
import type { Featured } from "#bench/exceptions/training/examples";
import { FEATURES } from "#worker/local-ai/exceptions/features";

/** What one or two lines alone have says more of those lines than of anything else. */
const FEWEST_LINES = 3;

/** @returns in order. Messages of a line come one after the other */
export function vocabularyOf(messages: readonly Featured[]): Uint32Array {
  const lines = new Uint8Array(FEATURES);
  const last = new Float64Array(FEATURES).fill(Number.NaN);
  for (const { features, group } of messages) {
    for (const feature of features) {
      if (last[feature] === group) continue;
      last[feature] = group;
      lines[feature] = Math.min(FEWEST_LINES, (lines[feature] ?? 0) + 1);
    }
  }
  return Uint32Array.from([...lines.keys()].filter((feature) => lines[feature] === FEWEST_LINES));
}
