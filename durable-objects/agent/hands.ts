/** What an agent has on their hands: settles slots as conversations tell of themselves, and leases that ran out. */
import type { Slots } from "#actors/agent/slots";
import type { AssignmentState } from "#actors/contracts";
import { logFailure } from "#actors/runtime/log";
import type { ConversationSummary } from "#domain/conversations/summary";
import { CONVERSATION_WEIGHT } from "#domain/routing/rules";

/** @returns whether the load changed */
export function settleSlot(slots: Slots, summary: ConversationSummary, isMine: boolean): boolean {
  const { id, epoch, status } = summary.conversation;
  const before = slots.get(id);
  if (isMine && (status === "open" || status === "pending")) {
    if (before?.epoch === epoch && before.leaseUntilMs === undefined) return false;
    slots.hold(id, epoch, CONVERSATION_WEIGHT);
    return before === undefined;
  }
  // A lease for this very epoch is an assignment that is still being made.
  if (before === undefined || (before.leaseUntilMs !== undefined && before.epoch === epoch)) return false;
  slots.free(id);
  return true;
}

/** Asks about each lease that ran out, since its commit may have been the last thing that happened. */
export async function settleLeases(
  slots: Slots,
  agentId: string,
  nowMs: number,
  ask: (conversationId: string) => Promise<AssignmentState | undefined>,
): Promise<void> {
  for (const { conversationId, epoch } of slots.lapsed(nowMs)) {
    let state: AssignmentState | undefined;
    try {
      state = await ask(conversationId);
    } catch (error) {
      // Not freed unheard, and nobody else's lease waits for it.
      logFailure("lease_unsettled", error);
      slots.postpone(conversationId, epoch, nowMs);
      continue;
    }
    const slot = slots.get(conversationId);
    // While we asked, the slot may have been confirmed or leased anew.
    if (slot === undefined || slot.epoch !== epoch || slot.leaseUntilMs === undefined) continue;
    if (state?.assigneeId === agentId && state.takesSlot) slots.hold(conversationId, state.epoch, CONVERSATION_WEIGHT);
    else slots.free(conversationId);
  }
}
