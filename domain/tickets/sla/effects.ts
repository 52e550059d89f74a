/**
 * What a change of a ticket owes to the queue of its team, which keeps its times: written in the change's own batch. The queue
 * strikes it out itself with what it writes; whoever changed the ticket merely hurries it, so the sweep waits a little.
 */
import { and, eq, gt, lt, lte, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import type { D1Effect } from "#domain/delivery/d1-outbox";
import { d1Outbox } from "#domain/delivery/schema";
import { rowIf } from "#domain/insert-select";

/** The sweep takes it after so long. */
const HURRIED_MS = 20_000;

export interface TicketNews {
  readonly ticketId: string;
  readonly teamId: string;
  readonly version: number;
}

/** @param condition selects something if the change takes place */
export function ticketEffect(db: Database, news: TicketNews, nowMs: number, condition: SQLWrapper) {
  return owed(db, ticketEffectRow(news, nowMs), condition);
}

/** As it rests. */
export function ticketEffectRow(news: TicketNews, nowMs: number) {
  const { ticketId, teamId, version } = news;
  return rowOf(
    `${prefixOf(news)}${version}`,
    { kind: "ticket.changed", payload: { ticketId, teamId, version } },
    nowMs,
  );
}

export type TicketAlert = Extract<D1Effect, { kind: "ticket.alerted" }>["payload"];

/** @returns under which id it is owed, and the insert of it */
export function alertEffect(db: Database, alert: TicketAlert, nowMs: number, condition: SQLWrapper) {
  const id = `ticket-alert:${alert.ticketId}:${alert.key}`;
  return { id, statement: owed(db, rowOf(id, { kind: "ticket.alerted", payload: alert }, nowMs), condition) };
}

function rowOf(id: string, { kind, payload }: D1Effect, nowMs: number) {
  return { id, kind, payload: JSON.stringify(payload), createdAtMs: nowMs, nextAttemptAtMs: nowMs + HURRIED_MS };
}

function owed(db: Database, row: ReturnType<typeof rowOf>, condition: SQLWrapper) {
  return db
    .insert(d1Outbox)
    .select(rowIf(d1Outbox, row, condition))
    .onConflictDoNothing();
}

/** The queue of this team has seen the ticket at this version. */
export function strikeOut(db: Database, { ticketId, teamId, version }: TicketNews) {
  return db
    .delete(d1Outbox)
    .where(
      and(isBetween(prefixOf({ ticketId, teamId })), lte(sql`json_extract(${d1Outbox.payload}, '$.version')`, version)),
    );
}

/** @returns the teams whose queues are still to be told of these tickets, by ticket */
export async function owedTeams(db: Database, ticketId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ teamId: sql<string>`json_extract(${d1Outbox.payload}, '$.teamId')` })
    .from(d1Outbox)
    .where(and(isBetween(`ticket:${ticketId}:`), eq(d1Outbox.kind, "ticket.changed")));
  return rows.map(({ teamId }) => teamId);
}

function prefixOf({ ticketId, teamId }: Pick<TicketNews, "ticketId" | "teamId">): string {
  return `ticket:${ticketId}:${teamId}:`;
}

/** `;` is what comes after `:`. */
function isBetween(prefix: string) {
  return and(gt(d1Outbox.id, prefix), lt(d1Outbox.id, `${prefix.slice(0, -1)};`));
}
