/** What colleagues write to each other about a ticket, and who follows it. */
import { and, eq, exists, notExists, sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import type { KeyRing } from "#domain/privacy/key-ring";
import { entryOfClient, entryStatement } from "#domain/tickets/entries";
import { linkStatement } from "#domain/tickets/joining/links";
import { newsEffect } from "#domain/tickets/news/owed";
import type { OpenedTicket, TicketEdit } from "#domain/tickets/record";
import { ticketEntries, ticketFollowers, tickets } from "#domain/tickets/schema";
import { masking } from "#domain/tickets/sealed";
import type { TicketEntry } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";

export interface NewNote {
  readonly clientId: string;
  readonly text: string;
  /** Accounts that are known to see the ticket. */
  readonly mentions: readonly string[];
  /** Known to be of the ticket's customer: joins the ticket with the note. */
  readonly conversationId?: string | undefined;
}

/** The note is no change of the ticket: nobody who edits it has to look again. The same clientId never makes a second. */
export async function noteTicket(
  db: Database,
  keyRing: KeyRing,
  { row, key }: OpenedTicket,
  { clientId, text, mentions, conversationId }: NewNote,
  { auditor, nowMs }: TicketEdit,
): Promise<Result<{ entry: TicketEntry; repeated: boolean }>> {
  const { id: ticketId } = row;
  const id = newId(nowMs);
  const ours = { ticketId, byId: auditor.id, clientId };
  const same = db
    .select({ one: sql`1` })
    .from(ticketEntries)
    .where(
      and(
        eq(ticketEntries.ticketId, ticketId),
        eq(ticketEntries.byId, auditor.id),
        eq(ticketEntries.clientId, clientId),
      ),
    );
  const isThere = db
    .select({ one: sql`1` })
    .from(tickets)
    .where(and(eq(tickets.id, ticketId), notExists(same)));
  const made = db.select({ one: sql`1` }).from(ticketEntries).where(eq(ticketEntries.id, id));
  const version = sql`(SELECT version FROM tickets WHERE id = ${ticketId})`;
  const note = { ...ours, kind: "note", version, atMs: nowMs, changes: [], mentions } as const;
  const subject = { type: "ticket", id: ticketId } as const;
  const detail = { mentions: [...mentions] };
  const followers = mentions.map((agentId) =>
    db
      .insert(ticketFollowers)
      .select(rowIf(ticketFollowers, { agentId, ticketId }, made))
      .onConflictDoNothing(),
  );
  const isOther = conversationId !== undefined && conversationId !== row.conversationId;
  const links = isOther ? [linkStatement(db, { ticketId, conversationId }, nowMs, made)] : [];
  const [, , , isMade] = await db.batch([
    entryStatement(db, note, { key, content: { text: masking(text) } }, isThere, id),
    auditStatement(db, { actor: auditor, action: "ticket.noted", subject, detail }, nowMs, made),
    db
      .update(tickets)
      .set({ updatedAtMs: nowMs })
      .where(and(eq(tickets.id, ticketId), exists(made))),
    made,
    ...followers,
    ...links,
    newsEffect(db, { ticketId, entryId: id }, nowMs, made),
  ]);
  const entry = await entryOfClient(db, keyRing, ours);
  return entry === undefined ? refuse("not_found") : ok({ entry, repeated: isMade.length === 0 });
}

export async function followTicket(db: Database, ticketId: string, agentId: string): Promise<void> {
  const isThere = db.select({ one: sql`1` }).from(tickets).where(eq(tickets.id, ticketId));
  await db
    .insert(ticketFollowers)
    .select(rowIf(ticketFollowers, { agentId, ticketId }, isThere))
    .onConflictDoNothing();
}

export async function unfollowTicket(db: Database, ticketId: string, agentId: string): Promise<void> {
  await db
    .delete(ticketFollowers)
    .where(and(eq(ticketFollowers.ticketId, ticketId), eq(ticketFollowers.agentId, agentId)));
}

/** In the order of their ids; to be asked by itself or in a batch. */
export function followersOf(db: Database, ticketId: string) {
  return db
    .select({ id: ticketFollowers.agentId })
    .from(ticketFollowers)
    .where(eq(ticketFollowers.ticketId, ticketId))
    .orderBy(ticketFollowers.agentId);
}
