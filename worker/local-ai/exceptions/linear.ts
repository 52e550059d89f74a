import { shareOf } from "#worker/local-ai/exceptions/features";
import type { Linear } from "#worker/local-ai/exceptions/packed";

/**
 * @param places of a message's features among the weights
 * @param count of all its features, of which some may be known to nobody
 * @returns the more above 0, the more likely: log odds
 */
export function scoreOf({ bias, step, weights }: Linear, places: Uint32Array, count: number): number {
  let steps = 0;
  for (const at of places) steps += weights[at] ?? 0;
  return bias + steps * step * shareOf(count);
}
