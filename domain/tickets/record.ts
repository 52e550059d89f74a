/** A ticket as it rests and as it is read. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { AuditActor } from "#domain/audit/actions";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { type KeyRing, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { tickets } from "#domain/tickets/schema";
import { openTicket, type TicketContent, ticketKeyIfThere } from "#domain/tickets/sealed";
import { slaOfRow } from "#domain/tickets/sla/shown";
import { PRIORITIES } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";

export type StoredTicket = typeof tickets.$inferSelect;

/** Who changes a ticket, and when. */
export interface TicketEdit {
  readonly auditor: AuditActor;
  readonly nowMs: number;
}

export interface OpenedTicket {
  readonly row: StoredTicket;
  readonly content: TicketContent;
  /** The ticket's data key, in plain. */
  readonly key: Uint8Array;
}

export const storedIds = z.array(z.string());

/** In the order of its table and beside it the key that its texts are sealed with. */
export const withKey = { row: tickets, key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped } };
export const isKeyOfTicket = and(eq(dataKeys.kind, "ticket"), eq(dataKeys.subjectId, tickets.id));

/** @returns the row and its wrapped key, or undefined if there is none */
export async function storedTicket(
  db: Database,
  id: string,
): Promise<{ row: StoredTicket; key: WrappedKey } | undefined> {
  const [found] = await db.select(withKey).from(tickets).innerJoin(dataKeys, isKeyOfTicket).where(eq(tickets.id, id));
  return found;
}

/** @returns the ticket with what is written in it; refuses `not_found`. @throws KeyMissing, SealBroken */
export async function openedTicket(db: Database, keyRing: KeyRing, id: string): Promise<Result<OpenedTicket>> {
  const found = await storedTicket(db, id);
  if (found === undefined) return refuse("not_found");
  const key = unwrapDataKey(keyRing, { kind: "ticket", id }, found.key);
  return ok({ row: found.row, key, content: openTicket(key, id, found.row.version, found.row.sealedContent) });
}

/** A line of a list; one whose key is missing has no subject. */
export function toTicketRow(keyRing: KeyRing, row: StoredTicket, wrapped: WrappedKey): TicketRow {
  const key = ticketKeyIfThere(keyRing, row.id, wrapped);
  const subject = key === undefined ? undefined : openTicket(key, row.id, row.version, row.sealedContent).subject;
  return { ...factsOf(row), ...(subject === undefined ? {} : { subject }) };
}

export function factsOf(row: StoredTicket): TicketRow {
  const sla = slaOfRow(row);
  const { id, number, version, type, status, inboxId, teamId, createdAtMs, updatedAtMs } = row;
  return {
    ...{ id, number, version, type, status, inboxId, teamId, createdAtMs, updatedAtMs },
    priority: PRIORITIES[row.priority] ?? "normal",
    ...(row.assigneeId === null ? {} : { assigneeId: row.assigneeId }),
    ...(row.contactId === null ? {} : { contactId: row.contactId }),
    ...(row.conversationId === null ? {} : { conversationId: row.conversationId }),
    ...(row.parentId === null ? {} : { parentId: row.parentId }),
    ...(row.dueAtMs === null ? {} : { dueAtMs: row.dueAtMs }),
    ...(sla === undefined ? {} : { sla }),
    ...(row.reopenings === 0 ? {} : { reopenings: row.reopenings }),
    ...(row.closingCategory === null ? {} : { closingCategory: row.closingCategory }),
    ...(row.rating === null ? {} : { rating: row.rating }),
  };
}

/** In the words of the partial indexes: SQLite takes them only for a condition that says the same. */
export const isUnfinished = sql`${tickets.status} NOT IN ('resolved', 'closed')`;

/** Whether a ticket in D1 is one to work on; `alias` is the name of its table in the statement. */
export function isOpenTicket(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM tickets AS parent WHERE parent.id = ${id}
    AND parent.merged_into_id IS NULL AND parent.status NOT IN ('resolved', 'closed'))`;
}
