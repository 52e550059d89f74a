import { shareOf } from "#worker/local-ai/exceptions/features";
import type { Linear } from "#worker/local-ai/exceptions/packed";

/** @returns the more above 0, the more likely: log odds */
export function scoreOf({ bias, step, weights }: Linear, features: Uint32Array): number {
  let steps = 0;
  for (const at of features) steps += weights[at % weights.length] ?? 0;
  return bias + steps * step * shareOf(features.length);
}
