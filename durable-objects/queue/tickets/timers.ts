/**
 * A team's ticket timers: it hears of a ticket that was changed, brings the ticket's service level up to its time line, and
 * keeps what is to come to pass by itself. Every run goes by what D1 has, so a timer of a version that is no more, or of a
 * ticket that is another team's now, does nothing.
 */
import { deliverTicketAlert } from "#actors/queue/tickets/alert-delivery";
import { TicketTimerStore } from "#actors/queue/tickets/store";
import { logFailure } from "#actors/runtime/log";
import type { Timers } from "#actors/runtime/timers";
import { keyRingOf } from "#actors/secrets";
import { database } from "#domain/database";
import { d1EffectTaken } from "#domain/delivery/d1-outbox";
import { type SettledTicket, settleTickets } from "#domain/tickets/sla/settle";

export const TICKETS_TIMER = "tickets";
/** A moment for more to come: what is changed together is written together. */
const GATHER_MS = 40;
/** So many statements D1 takes in one batch without holding up whoever else waits here. */
const MAX_AT_ONCE = 25;

export class TicketTimers {
  readonly #storage: DurableObjectStorage;
  readonly #timers: Timers;
  readonly #env: Cloudflare.Env;
  readonly #store: TicketTimerStore;
  readonly #settled: (settled: readonly SettledTicket[]) => void;

  /** @param settled hears of those that were looked at, in the transaction in which they are done with */
  constructor(
    storage: DurableObjectStorage,
    timers: Timers,
    env: Cloudflare.Env,
    settled: (settled: readonly SettledTicket[]) => void,
  ) {
    this.#settled = settled;
    this.#storage = storage;
    this.#timers = timers;
    this.#env = env;
    this.#store = new TicketTimerStore(storage.sql);
  }

  /** From the alarm, not from here: whoever tells of a change does not wait for what follows from it. */
  changed(ticketIds: readonly string[], nowMs: number): void {
    this.#storage.transactionSync(() => {
      for (const ticketId of ticketIds) this.#store.mark(ticketId);
      const dueAtMs = this.#timers.dueAtMs(TICKETS_TIMER);
      if (dueAtMs === undefined || dueAtMs > nowMs + GATHER_MS) this.#timers.schedule(TICKETS_TIMER, nowMs + GATHER_MS);
    });
  }

  /** @returns when to look again. @throws Error if D1 does not answer: the timer comes again */
  async run(teamId: string, nowMs: number): Promise<number | undefined> {
    const marks = this.#store.marked(MAX_AT_ONCE);
    const due = this.#store.due(nowMs, MAX_AT_ONCE);
    const ticketIds = [...new Set([...marks.map(({ ticketId }) => ticketId), ...due])].slice(0, MAX_AT_ONCE);
    const settled =
      ticketIds.length === 0
        ? []
        : await settleTickets(database(this.#env.DB), keyRingOf(this.#env), teamId, ticketIds, nowMs);
    this.#storage.transactionSync(() => {
      for (const { ticketId, outcome, version, moments } of settled) {
        if (outcome === "overtaken") this.#store.mark(ticketId);
        else this.#store.set(ticketId, version, outcome === "gone" ? {} : moments);
      }
      const isOvertaken = new Set(settled.filter(({ outcome }) => outcome === "overtaken").map((one) => one.ticketId));
      for (const mark of marks)
        if (ticketIds.includes(mark.ticketId) && !isOvertaken.has(mark.ticketId)) this.#store.unmark(mark);
      this.#settled(settled);
    });
    await this.#tell(settled);
    if (this.#store.marked(1).length > 0) return Date.now() + GATHER_MS;
    return this.#store.nextDueAtMs();
  }

  timersOf(ticketId: string) {
    return this.#store.timersOf(ticketId);
  }

  /** What fails here is owed in D1 and swept by cron. */
  async #tell(settled: readonly SettledTicket[]): Promise<void> {
    for (const { id, alert } of settled.flatMap(({ alerts }) => alerts)) {
      try {
        await deliverTicketAlert(this.#env, alert);
        await d1EffectTaken(database(this.#env.DB), id);
      } catch (error) {
        logFailure("ticket_alert_failed", error);
      }
    }
  }
}
