/** When a queue has to look at its line again by itself: at the time at which something is to happen, and now and then besides. */
import type { QueueStore } from "#actors/queue/store";
import { nextOverflowAtMs, nextRelaxationAtMs, type TeamPolicy, wantedBy } from "#domain/routing/policy";
import { isEligible } from "#domain/routing/rules";

/** While somebody waits, another look is taken this often, whatever was or was not heard. */
const REMATCH_MS = 15_000;
/** Somebody could not be reached. */
const RETRY_MS = 2_000;
/** What falls into so little time is done at one look. */
const SHORTEST_MS = 200;
/** Of a longer line, those further back are let go of at any look. */
const MAX_LOOKED_AT = 500;

/**
 * @param weight of a conversation
 * @returns undefined if nobody waits
 */
export function nextLookAtMs(
  store: QueueStore,
  policy: TeamPolicy,
  weight: number,
  nowMs: number,
  allReached: boolean,
): number | undefined {
  const waiting = store.first(MAX_LOOKED_AT);
  if (waiting.length === 0) return undefined;
  const times = [nowMs + (allReached ? REMATCH_MS : RETRY_MS)];
  // Where nobody has room, asking for less finds nobody; whoever gets room tells.
  if (store.agents().some((agent) => isEligible(agent, { weight }))) {
    for (const { inboxId, waitingSinceMs, asks } of waiting) {
      const wanted = wantedBy(policy, { inboxId, weight, ...asks });
      times.push(nextRelaxationAtMs(wanted, waitingSinceMs, policy, nowMs) ?? Number.POSITIVE_INFINITY);
    }
  }
  const arrivedAtMs = store.firstArrivalAfter(nowMs - (policy.overflow?.afterMs ?? 0));
  times.push(nextOverflowAtMs(policy, arrivedAtMs) ?? Number.POSITIVE_INFINITY);
  return Math.max(Math.min(...times), nowMs + SHORTEST_MS);
}
