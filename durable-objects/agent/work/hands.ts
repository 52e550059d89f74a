/** What an agent has on their hands: granted for the asking, settled by what conversations tell of themselves, and let go of. */
import { oweRelease } from "#actors/agent/deliveries";
import type { FeedRows } from "#actors/agent/feed/feed-rows";
import type { Standing } from "#actors/agent/presence/standing";
import { LEASE_MARGIN_MS, type Slots } from "#actors/agent/work/slots";
import type { AssignmentState, SlotGrant, SlotRequest } from "#actors/contracts";
import { logFailure } from "#actors/runtime/log";
import type { Outbox } from "#actors/runtime/outbox";
import type { Timers } from "#actors/runtime/timers";
import type { ConversationSummary } from "#domain/conversations/summary";
import { ok, type Result, refuse } from "#domain/failures";
import { FIRST_CONVERSATION_WEIGHT } from "#protocol/work-weights";

export const LEASE_TIMER = "lease";

export interface HandsPorts {
  readonly slots: Slots;
  readonly standing: Standing;
  readonly rows: Pick<FeedRows, "conversations">;
  readonly outbox: Outbox;
  readonly timers: Timers;
  /** Who has the conversation, as it says itself. */
  readonly ask: (conversationId: string) => Promise<AssignmentState | undefined>;
}

export class Hands {
  readonly #ports: HandsPorts;

  constructor(ports: HandsPorts) {
    this.#ports = ports;
  }

  reserve(request: SlotRequest, nowMs: number): Result<SlotGrant> {
    const { slots, standing } = this.#ports;
    if (request.picker !== undefined) standing.introduce(request.picker, nowMs);
    const profile = standing.profile;
    // There is such an agent, or nobody would ask; they just never came.
    if (profile === undefined) return refuse("agent_offline");
    const isPick = request.manner === "pick";
    if (!profile.takesWork) return refuse(isPick ? "no_permission" : "agent_unknown");
    // Who picks was let in by the conversation itself.
    if (!isPick && !standing.mayHave(request.inboxId)) return refuse("agent_out_of_scope");
    if (request.manner === "offer" && standing.offered(nowMs) !== "online") return refuse("agent_offline");
    if (request.manner === "handover" && standing.reachable() === "offline") return refuse("agent_offline");
    const lease = slots.lease(request, profile.capacity, nowMs);
    if (!lease.ok) return lease;
    this.loadChanged(nowMs);
    return ok({ agentId: profile.agentId, agentName: profile.name, leaseUntilMs: lease.value });
  }

  /** Queues and consoles are told; and a lease that lapses is asked about. */
  loadChanged(nowMs: number): void {
    const { slots, standing, timers } = this.#ports;
    if (standing.profile === undefined) return;
    const nextLapse = slots.nextLapseAtMs();
    if (nextLapse !== undefined) timers.schedule(LEASE_TIMER, nextLapse);
    standing.loadChanged(nowMs);
  }

  /** @returns whether the load changed, which is for the caller to tell */
  settle(summary: ConversationSummary, isMine: boolean): boolean {
    const { slots } = this.#ports;
    const { id, epoch, status } = summary.conversation;
    const before = slots.get(id);
    if (isMine && (status === "open" || status === "pending")) {
      if (before?.epoch === epoch && before.leaseUntilMs === undefined) return false;
      slots.hold(id, epoch, FIRST_CONVERSATION_WEIGHT);
      return before === undefined;
    }
    // A lease for this very epoch is an assignment that is still being made.
    if (before === undefined || (before.leaseUntilMs !== undefined && before.epoch === epoch)) return false;
    slots.free(id);
    return true;
  }

  /**
   * Asks about each lease that ran out, since its commit may have been the last thing that happened.
   * @returns when the next one runs out
   */
  async settleLeases(nowMs: number): Promise<number | undefined> {
    const { slots, standing, ask } = this.#ports;
    const { agentId } = standing.known;
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
      if (state?.assigneeId === agentId && state.takesSlot)
        slots.hold(conversationId, state.epoch, FIRST_CONVERSATION_WEIGHT);
      else slots.free(conversationId);
    }
    this.loadChanged(nowMs);
    return slots.nextLapseAtMs();
  }

  /** Customers do not wait for somebody who may no longer see what they wrote. */
  releaseWhatIsNotTheirs(): void {
    const { slots, standing, rows } = this.#ports;
    for (const { id, inboxId } of rows.conversations()) {
      const slot = slots.get(id);
      if (slot !== undefined && !standing.mayHave(inboxId)) this.release(id, slot.epoch);
    }
  }

  release(conversationId: string, epoch: number): void {
    const nowMs = Date.now();
    oweRelease(this.#ports.outbox, conversationId, epoch, nowMs);
    this.#ports.outbox.flush(nowMs);
  }

  /**
   * The agent is gone: every conversation they have goes back to the head of its queue.
   * @returns when to come again for those that are being assigned right now
   */
  letGo(nowMs: number): number | undefined {
    const { slots, standing, outbox } = this.#ports;
    for (const { conversationId, epoch, leaseUntilMs } of slots.all()) {
      if (leaseUntilMs === undefined) oweRelease(outbox, conversationId, epoch, nowMs);
    }
    standing.announce(nowMs);
    const lapseAtMs = slots.nextLapseAtMs();
    return lapseAtMs === undefined ? undefined : lapseAtMs + LEASE_MARGIN_MS;
  }
}
