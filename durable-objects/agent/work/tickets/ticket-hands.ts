/** Tickets that an agent has: places granted for the asking, and counted anew whenever D1 has others. */
import type { Standing } from "#actors/agent/presence/standing";
import type { Hands } from "#actors/agent/work/hands";
import type { TicketSlots } from "#actors/agent/work/tickets/ticket-slots";
import type { TicketSlotRequest } from "#actors/contracts";
import type { Timers } from "#actors/runtime/timers";
import { ok, type Result, refuse } from "#domain/failures";
import type { InHand } from "#domain/tickets/handing-out/held";

export const TICKETS_TIMER = "tickets";
/** A moment for more to come: what is changed together is counted together. */
const GATHER_MS = 50;
/** As long as they have any, they are counted now and then, whatever was or was not heard: some may have been erased. */
const RECOUNT_MS = 10 * 60_000;

export interface TicketHandsPorts {
  readonly slots: TicketSlots;
  readonly standing: Standing;
  readonly hands: Pick<Hands, "loadChanged">;
  readonly timers: Timers;
  /** What they have, as D1 has it at this moment, and how those stand that are about to be theirs. */
  readonly inHand: (agentId: string, leased: readonly string[]) => Promise<InHand>;
}

export class TicketHands {
  readonly #ports: TicketHandsPorts;
  /** One count after the other: an earlier answer of D1 never comes after a later one. */
  #counting: Promise<unknown> = Promise.resolve();

  constructor(ports: TicketHandsPorts) {
    this.#ports = ports;
  }

  async reserve(request: TicketSlotRequest): Promise<Result<{ leaseUntilMs: number }>> {
    const { slots, standing, hands, timers } = this.#ports;
    if (standing.profile === undefined) return refuse("agent_offline");
    // Nothing was ever counted, or there was nothing: what they took by themselves meanwhile counts from now on.
    if (timers.dueAtMs(TICKETS_TIMER) === undefined) this.#comeAgainBy(await this.count(Date.now()));
    const nowMs = Date.now();
    const { profile } = standing;
    if (!profile.takesWork || !profile.teamIds.includes(request.teamId)) return refuse("agent_unknown");
    if (!standing.mayHave(request.inboxId)) return refuse("agent_out_of_scope");
    if (standing.offered(nowMs) !== "online") return refuse("agent_offline");
    const leased = slots.lease(request, profile.capacity, nowMs);
    if (!leased.ok) return leased;
    this.#comeAgainBy(slots.nextLapseAtMs());
    hands.loadChanged(nowMs);
    return ok({ leaseUntilMs: leased.value });
  }

  cancel(ticketId: string, version: number): void {
    this.#ports.slots.cancel(ticketId, version);
    this.#ports.hands.loadChanged(Date.now());
  }

  changed(nowMs: number): void {
    this.#comeAgainBy(nowMs + GATHER_MS);
  }

  /** @returns when to count again, as long as they have any. @throws Error if D1 does not answer: the timer comes again */
  count(readAtMs: number): Promise<number | undefined> {
    const counted = this.#counting.then(() => this.#count(readAtMs));
    this.#counting = counted.catch(() => undefined);
    return counted;
  }

  async #count(readAtMs: number): Promise<number | undefined> {
    const { slots, standing, hands, inHand } = this.#ports;
    const { agentId } = standing.known;
    const found = await inHand(agentId, slots.leased());
    const nowMs = Date.now();
    if (slots.follow(found, standing.known.capacity, readAtMs)) hands.loadChanged(nowMs);
    if (slots.count() === 0) return undefined;
    return Math.min(nowMs + RECOUNT_MS, slots.nextLapseAtMs() ?? Number.POSITIVE_INFINITY);
  }

  #comeAgainBy(atMs: number | undefined): void {
    const { timers } = this.#ports;
    const dueAtMs = timers.dueAtMs(TICKETS_TIMER);
    if (atMs !== undefined && (dueAtMs === undefined || dueAtMs > atMs)) timers.schedule(TICKETS_TIMER, atMs);
  }
}
