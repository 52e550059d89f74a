/** What whoever comes to the head of this line may expect, for those who choose among teams. */
import type { QueueOutlook } from "#actors/contracts";
import type { Pace } from "#actors/queue/pace";
import type { QueueStore } from "#actors/queue/store";
import { expectedWait } from "#domain/routing/expected-wait";
import { agentsThere } from "#domain/routing/rules";

export interface WorkHandedOn {
  readonly inboxId: string;
  /** Who hands it on: it is to be somebody else's. Absent where an earlier release asks. */
  readonly leavesAgentId?: string | undefined;
}

/** Who was transferred stands behind those who were put back before, and before everybody else. */
export function outlookNow(
  { store, pace }: { readonly store: Pick<QueueStore, "agents" | "counts">; readonly pace: Pick<Pace, "intervalsMs"> },
  { inboxId, leavesAgentId }: WorkHandedOn,
  nowMs: number,
): QueueOutlook {
  const { atHead, waiting } = store.counts();
  const isSomebodyIn = agentsThere(store.agents(), inboxId).some(({ agentId }) => agentId !== leavesAgentId);
  const wait = expectedWait(pace.intervalsMs(nowMs), atHead + 1, isSomebodyIn);
  return { isSomebodyIn, waiting, expectedWaitMs: wait?.meanMs };
}
