/** The SQL of a team's ticket timers: which tickets are to be looked at, and when which of them is to be looked at again. */
import type { TicketMoments } from "#domain/tickets/sla/shown";
import { TICKET_MOMENTS } from "#domain/tickets/sla/shown";

/** Migration text of the tables; put it into the actor's list. */
export const TICKET_TIMERS_MIGRATION = `
  CREATE TABLE ticket_marks (
    mark_id INTEGER PRIMARY KEY AUTOINCREMENT,
    ticket_id TEXT NOT NULL UNIQUE
  ) STRICT;

  CREATE TABLE ticket_timers (
    ticket_id TEXT NOT NULL,
    moment TEXT NOT NULL,
    version INTEGER NOT NULL,
    due_at_ms INTEGER NOT NULL,
    PRIMARY KEY (ticket_id, moment)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX ticket_timers_due ON ticket_timers (due_at_ms);
`;

export interface TicketMark {
  readonly ticketId: string;
  readonly markId: number;
}

export interface TicketTimer {
  readonly ticketId: string;
  readonly moment: string;
  /** Of the ticket, when the timer was set: once the ticket is at a later one, the timer means nothing. */
  readonly version: number;
  readonly dueAtMs: number;
}

export class TicketTimerStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Marked again while it is looked at, it is looked at again. */
  mark(ticketId: string): void {
    this.#sql.exec("INSERT OR REPLACE INTO ticket_marks (ticket_id) VALUES (?)", ticketId);
  }

  marked(limit: number): TicketMark[] {
    return this.#sql
      .exec<{ mark_id: number; ticket_id: string }>("SELECT * FROM ticket_marks ORDER BY mark_id LIMIT ?", limit)
      .toArray()
      .map((row) => ({ markId: row.mark_id, ticketId: row.ticket_id }));
  }

  unmark({ ticketId, markId }: TicketMark): void {
    this.#sql.exec("DELETE FROM ticket_marks WHERE ticket_id = ? AND mark_id <= ?", ticketId, markId);
  }

  due(nowMs: number, limit: number): string[] {
    return this.#sql
      .exec<{ ticket_id: string }>(
        "SELECT ticket_id FROM ticket_timers WHERE due_at_ms <= ? GROUP BY ticket_id ORDER BY min(due_at_ms) LIMIT ?",
        ...[nowMs, limit],
      )
      .toArray()
      .map((row) => row.ticket_id);
  }

  /** In place of those that were set before. */
  set(ticketId: string, version: number, moments: TicketMoments): void {
    this.#sql.exec("DELETE FROM ticket_timers WHERE ticket_id = ?", ticketId);
    for (const moment of TICKET_MOMENTS) {
      const dueAtMs = moments[moment];
      if (dueAtMs === undefined) continue;
      this.#sql.exec(
        `INSERT INTO ticket_timers (ticket_id, moment, version, due_at_ms) VALUES (?, ?, ?, ?)`,
        ...[ticketId, moment, version, dueAtMs],
      );
    }
  }

  /** For whoever wants to know; a ticket has three at most. */
  timersOf(ticketId: string): TicketTimer[] {
    return this.#sql
      .exec<{ moment: string; version: number; due_at_ms: number }>(
        "SELECT * FROM ticket_timers WHERE ticket_id = ? ORDER BY due_at_ms, moment",
        ticketId,
      )
      .toArray()
      .map(({ moment, version, due_at_ms: dueAtMs }) => ({ ticketId, moment, version, dueAtMs }));
  }

  nextDueAtMs(): number | undefined {
    const { at } = this.#sql.exec<{ at: number | null }>("SELECT min(due_at_ms) AS at FROM ticket_timers").one();
    return at ?? undefined;
  }
}
