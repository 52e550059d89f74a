/** What colleagues did with tickets that the agent has or follows, until they open each: ids and times. */
import type { z } from "zod";
import { TICKET_NEWS_KINDS, type TicketNewsKind } from "#protocol/constants";
import type { feedTicketNews } from "#protocol/ticket-frames";

/** Migration text of the table; put it into the actor's list. */
export const TICKET_NEWS_MIGRATION = `
  CREATE TABLE ticket_news (
    ticket_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    by_id TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    seen INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (ticket_id, entry_id)
  ) STRICT, WITHOUT ROWID;
`;

export type TicketNewsTold = Omit<z.infer<typeof feedTicketNews>, "type">;

export interface NewTicketNews {
  readonly ticketId: string;
  /** Of the time line; told again it is no news. */
  readonly entryId: string;
  readonly number: number;
  readonly kind: TicketNewsKind;
  readonly byId: string;
  readonly atMs: number;
}

type NewsRow = { ticket_id: string; entry_id: string; number: number; kind: string; by_id: string; at_ms: number };

/** More tickets would say no more than that there are many. */
const MAX_TOLD = 50;
/** Of all of them; more of one ticket are counted no further. */
const MAX_LINES = 500;
const DAY_MS = 24 * 60 * 60_000;
/** What was seen is kept as long as it may be told once more. */
const SEEN_KEPT_MS = DAY_MS;
const KEPT_MS = 30 * DAY_MS;

export class TicketNews {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @returns what there is to tell of the ticket by now, or undefined if this was told before */
  add({ ticketId, entryId, number, kind, byId, atMs }: NewTicketNews, nowMs: number): TicketNewsTold | undefined {
    const old = "DELETE FROM ticket_news WHERE at_ms < ? OR (seen = 1 AND at_ms < ?)";
    this.#sql.exec(old, nowMs - KEPT_MS, nowMs - SEEN_KEPT_MS);
    const insert = `INSERT INTO ticket_news (ticket_id, entry_id, number, kind, by_id, at_ms)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;
    if (this.#sql.exec(insert, ticketId, entryId, number, kind, byId, atMs).rowsWritten === 0) return undefined;
    return this.all().find((each) => each.ticketId === ticketId);
  }

  seen(ticketId: string): void {
    this.#sql.exec("UPDATE ticket_news SET seen = 1 WHERE ticket_id = ? AND seen = 0", ticketId);
  }

  /** As a snapshot tells them: each ticket once, the latest first. */
  all(): TicketNewsTold[] {
    const select = "SELECT * FROM ticket_news WHERE seen = 0 ORDER BY at_ms DESC, entry_id DESC LIMIT ?";
    const rows = this.#sql.exec<NewsRow>(select, MAX_LINES).toArray();
    const byTicket = Map.groupBy(rows, ({ ticket_id: ticketId }) => ticketId);
    return [...byTicket.values()].slice(0, MAX_TOLD).flatMap(coalesced);
  }
}

/** That somebody named the agent counts for more than what came after it. */
function coalesced(rows: readonly NewsRow[]): TicketNewsTold[] {
  const [latest] = rows;
  const shown = rows.find(({ kind }) => kind === "mention") ?? latest;
  const kind = TICKET_NEWS_KINDS.find((each) => each === shown?.kind);
  if (latest === undefined || shown === undefined || kind === undefined) return [];
  const { ticket_id: ticketId, entry_id: key, number } = latest;
  return [{ ticketId, number, key, kind, byId: shown.by_id, atMs: shown.at_ms, count: rows.length }];
}
