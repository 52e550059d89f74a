/** A line of a time line with the ticket that it is of, for whoever tells of it: ids, numbers and words of ours alone. */
import { and, eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import { storedChanges } from "#domain/tickets/entries";
import type { Hearers, ToldLine } from "#domain/tickets/news/told";
import { followersOf } from "#domain/tickets/notes";
import { storedIds } from "#domain/tickets/record";
import { ticketEntries, tickets } from "#domain/tickets/schema";

export interface LineOfTicket {
  readonly line: ToldLine & { readonly atMs: number };
  readonly ticket: Hearers & { readonly number: number };
}

/** @returns undefined if there is no such line (any more) */
export async function lineOfTicket(db: Database, ticketId: string, entryId: string): Promise<LineOfTicket | undefined> {
  const { kind, byId, changes, mentions, atMs } = ticketEntries;
  const { number, inboxId, assigneeId } = tickets;
  const [[row], following] = await db.batch([
    db
      .select({ line: { kind, byId, changes, mentions, atMs }, ticket: { number, inboxId, assigneeId } })
      .from(ticketEntries)
      .innerJoin(tickets, eq(tickets.id, ticketEntries.ticketId))
      .where(and(eq(ticketEntries.id, entryId), eq(ticketEntries.ticketId, ticketId))),
    followersOf(db, ticketId),
  ]);
  if (row === undefined) return undefined;
  const told = { changes: storedChanges.parse(row.line.changes), mentions: storedIds.parse(row.line.mentions) };
  return { line: { ...row.line, ...told }, ticket: { ...row.ticket, followerIds: following.map(({ id }) => id) } };
}
