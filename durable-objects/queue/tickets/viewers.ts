/** Who has which of the team's tickets open: in memory alone, for whoever is still there says so again. */
import { agentAddress } from "#actors/addresses";
import { logFailure } from "#actors/runtime/log";
import {
  isNewsToOthers,
  NOBODY,
  othersThan,
  type Viewer,
  type Viewers,
  viewersAfter,
} from "#domain/tickets/viewers/viewers";
import type { TicketDoing } from "#protocol/constants";

/** More than a team looks at; then those that nobody looks at any more are forgotten. */
const MAX_TICKETS = 500;

export class TicketViewers {
  readonly #env: Cloudflare.Env;
  readonly #byTicket = new Map<string, Viewers>();

  constructor(env: Cloudflare.Env) {
    this.#env = env;
  }

  /** Tells the others, if it is news to them. @returns who else is there */
  take(ticketId: string, agentId: string, doing: TicketDoing, nowMs: number): Viewer[] {
    const before = this.#byTicket.get(ticketId) ?? NOBODY;
    const after = viewersAfter(before, agentId, doing, nowMs);
    if (after.size === 0) this.#byTicket.delete(ticketId);
    else {
      if (this.#byTicket.size >= MAX_TICKETS) this.#forgetLeft(nowMs);
      this.#byTicket.set(ticketId, after);
    }
    if (isNewsToOthers(before, after, doing, nowMs)) this.#tellOthers(ticketId, agentId, after, nowMs);
    return othersThan(agentId, after, nowMs);
  }

  /** Nobody waits for it: who misses it is told with what they say next. */
  #tellOthers(ticketId: string, agentId: string, viewers: Viewers, nowMs: number): void {
    for (const { agentId: other } of othersThan(agentId, viewers, nowMs)) {
      agentAddress(this.#env, other)
        .ticketViewers(ticketId, othersThan(other, viewers, nowMs))
        .catch((error: unknown) => logFailure("ticket_viewers_untold", error));
    }
  }

  #forgetLeft(nowMs: number): void {
    for (const [ticketId, viewers] of this.#byTicket)
      if ([...viewers.values()].every(({ untilMs }) => untilMs <= nowMs)) this.#byTicket.delete(ticketId);
  }
}
