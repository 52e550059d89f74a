/** What somebody at a place in this line is told: how long it will probably be, and whether a message had better be left. */
import type { QueuePlace } from "#actors/contracts";
import type { Pace } from "#actors/queue/pace";
import type { QueueStore } from "#actors/queue/store";
import { expectedWait, toldWait } from "#domain/routing/expected-wait";
import { isBeyondLimit, type TeamPolicy } from "#domain/routing/policy";

/** @returns what is told at a position, by what is known at this moment */
export function placesNow(
  { store, pace, policy }: { readonly store: QueueStore; readonly pace: Pace; readonly policy: TeamPolicy },
  nowMs: number,
): (position: number) => QueuePlace {
  const intervalsMs = pace.intervalsMs(nowMs);
  const isAnybodyOnline = store.isAnybodyOnline();
  return (position) => {
    const wait = expectedWait(intervalsMs, position, isAnybodyOnline);
    return { position, isFull: isBeyondLimit(policy, position, wait?.meanMs), wait: toldWait(wait) };
  };
}
