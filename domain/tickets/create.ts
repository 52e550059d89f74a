/** Making a ticket: its number, its key, the beginning of its time line and its audit row come in one batch. */

import { and, eq, exists, lt, notExists, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { auditStatement } from "#domain/audit/store";
import { rankOf } from "#domain/conversations/priority";
import { isSomebody } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { inboxes, teams } from "#domain/organisation/schema";
import type { KeyRing } from "#domain/privacy/key-ring";
import { insertDataKeyIf } from "#domain/privacy/store";
import { entryStatement } from "#domain/tickets/entries";
import { isOpenTicket, type StoredTicket, type TicketEdit } from "#domain/tickets/record";
import { statusOnceGiven } from "#domain/tickets/rules";
import { ticketFollowers, ticketNumbers, tickets, ticketTypes } from "#domain/tickets/schema";
import { maskedContent, newTicketKey, sealTicket, type TicketContent } from "#domain/tickets/sealed";
import { ticketEffect } from "#domain/tickets/sla/effects";
import { isBuiltIn } from "#domain/tickets/types";
import {
  CUSTOMER_WROTE,
  MAX_SUB_TICKETS,
  type Priority,
  type TicketChannel,
  type TicketSource,
} from "#protocol/constants";

/** Numbers begin here, so that they are all of one length for a long time. */
export const FIRST_NUMBER = 1_001;

export interface NewTicket {
  readonly id: string;
  /** Of whoever makes it: the same never makes a second one. */
  readonly clientId: string;
  readonly type: string;
  readonly priority: Priority;
  readonly source: TicketSource;
  readonly channel: TicketChannel;
  readonly inboxId: string;
  readonly teamId: string;
  readonly assigneeId: string | null;
  readonly contactId: string | null;
  readonly conversationId: string | null;
  readonly parentId: string | null;
  /** The ticket that it was a part of until now. */
  readonly splitFromId?: string | undefined;
  readonly dueAtMs: number | null;
  readonly orderIds: readonly string[];
  readonly content: TicketContent;
  /** Names of the routing rules that gave it something. */
  readonly ruledBy?: readonly string[] | undefined;
}

/** What was made, as it rests and in plain: whoever answers with it need not read it again. */
export type MadeTicket =
  | { readonly id: string; readonly repeated: true }
  | { readonly id: string; readonly repeated: false; readonly row: StoredTicket; readonly content: TicketContent };

/**
 * @param besides statements of the same batch, given what selects something where the ticket is made, and its data key
 * @returns the ticket, or the id of the one that was made before; refuses `not_found` without its inbox, `erased` where its customer is nobody any more, `wrong_status`
 *   under a ticket that is finished or out of one, `too_many`, `type_unknown`
 */
export async function createTicket(
  db: Database,
  keyRing: KeyRing,
  ticket: NewTicket,
  { auditor, nowMs }: TicketEdit,
  besides: (made: SQLWrapper, key: Uint8Array) => readonly BatchItem<"sqlite">[] = () => [],
): Promise<Result<MadeTicket>> {
  const { id, clientId, parentId, splitFromId, content: given, priority, orderIds, ruledBy = [], ...facts } = ticket;
  const { key, wrapped } = newTicketKey(keyRing, id);
  const content = maskedContent(given);
  const status = statusOnceGiven("new", ticket.assigneeId);
  const isMine = and(eq(tickets.createdBy, auditor.id), eq(tickets.clientId, clientId));
  const repeated = db.select({ id: tickets.id }).from(tickets).where(isMine);
  const mayBe = sql`(SELECT 1 WHERE ${and(notExists(repeated), ...conditionsOf(db, ticket))})`;
  const made = db.select({ one: sql`1` }).from(tickets).where(eq(tickets.id, id));
  const row = {
    ...{ id, clientId, parentId, ...facts, status, orderIds: [...orderIds], version: 1 },
    priority: rankOf(priority),
    mergedIntoId: null,
    slaDueAtMs: null,
    slaShown: null,
    slaRevision: 0,
    ...{ reopenings: 0, closingCategory: null, rating: null },
    sealedContent: sealTicket(key, id, 1, content),
    createdBy: auditor.id,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  const number = sql`(SELECT last FROM ${ticketNumbers} WHERE id = 1)`;
  const { type, source, teamId } = ticket;
  const detail = {
    ...{ type, source, team: teamId },
    ...(parentId === null ? {} : { parent: parentId }),
    ...(splitFromId === undefined ? {} : { splitFrom: splitFromId }),
  };
  const changes = [
    ...(splitFromId === undefined ? [] : [{ field: "splitFromId", to: splitFromId }]),
    ...(ruledBy.length === 0 ? [] : [{ field: "rule", to: ruledBy.join(", ") }]),
  ];
  const entry = { ticketId: id, kind: "created", version: 1, byId: writerOf(auditor), atMs: nowMs, changes } as const;
  const subjects = { key, content: {} };
  const byStaff = sql`(SELECT 1 WHERE ${auditor.type === "agent"} AND ${exists(made)})`;
  const [, , , , , , [numbered]] = await db.batch([
    db
      .insert(ticketNumbers)
      .select(rowIf(ticketNumbers, { id: 1, last: FIRST_NUMBER }, mayBe))
      .onConflictDoUpdate({ target: ticketNumbers.id, set: { last: sql`${ticketNumbers.last} + 1` } }),
    db.insert(tickets).select(rowIf(tickets, { ...row, number }, mayBe)),
    auditStatement(
      db,
      { actor: auditor, action: "ticket.created", subject: { type: "ticket", id }, detail },
      nowMs,
      made,
    ),
    insertDataKeyIf(db, made, { kind: "ticket", id }, wrapped, nowMs),
    entryStatement(db, entry, subjects, made),
    db.insert(ticketFollowers).select(rowIf(ticketFollowers, { agentId: auditor.id, ticketId: id }, byStaff)),
    db.select({ number: tickets.number }).from(tickets).where(eq(tickets.id, id)),
    ticketEffect(db, { ticketId: id, teamId, version: 1 }, nowMs, made),
    ...originEntry(db, ticket, { auditor, nowMs }, made),
    ...besides(made, key),
  ]);
  if (numbered !== undefined) return ok({ id, repeated: false, row: { ...row, ...numbered }, content });
  const [before] = await repeated;
  return before === undefined ? refuse(await whyNot(db, ticket)) : ok({ id: before.id, repeated: true });
}

/** Customers join one another and are forgotten; a time line is not written anew for that. */
function writerOf({ type, id }: TicketEdit["auditor"]): string {
  return type === "contact" ? CUSTOMER_WROTE : id;
}

/** The time line of what it was made of, a parent or a ticket that it was split from, tells of it too. */
function originEntry(
  db: Database,
  { id, parentId, splitFromId }: NewTicket,
  { auditor, nowMs }: TicketEdit,
  made: SQLWrapper,
) {
  const ticketId = parentId ?? splitFromId;
  if (ticketId === undefined) return [];
  const version = sql`(SELECT version FROM tickets WHERE id = ${ticketId})`;
  const changes = [{ field: parentId === null ? "splitIntoId" : "subTicket", to: id }];
  const entry = { ticketId, kind: "changed", version, byId: auditor.id, atMs: nowMs, changes } as const;
  return [entryStatement(db, entry, undefined, made)];
}

function conditionsOf(
  db: Database,
  { source, inboxId, teamId, contactId, parentId, splitFromId, type }: NewTicket,
): (SQL | undefined)[] {
  const isType = db.select({ one: sql`1` }).from(ticketTypes).where(eq(ticketTypes.id, type));
  return [
    // Deleted since somebody looked, it has no queue for the ticket.
    exists(db.select({ one: sql`1` }).from(teams).where(eq(teams.id, teamId))),
    // What comes of other work is of its inbox, whatever became of that.
    source === "blank" ? exists(db.select({ one: sql`1` }).from(inboxes).where(eq(inboxes.id, inboxId))) : undefined,
    contactId === null ? undefined : exists(isSomebody(db, contactId)),
    isBuiltIn(type) ? undefined : exists(isType),
    parentId === null ? undefined : and(isOpenTicket(parentId), hasRoom(db, parentId)),
    splitFromId === undefined ? undefined : isOpenTicket(splitFromId),
  ];
}

function hasRoom(db: Database, parentId: string): SQL {
  return lt(db.$count(tickets, eq(tickets.parentId, parentId)), MAX_SUB_TICKETS);
}

async function whyNot(
  db: Database,
  { source, inboxId, contactId, parentId, splitFromId, type }: NewTicket,
): Promise<Failure> {
  if (contactId !== null && (await isSomebody(db, contactId)).length === 0) return "erased";
  if (parentId !== null) {
    const isFull = (await db.$count(tickets, eq(tickets.parentId, parentId))) >= MAX_SUB_TICKETS;
    return isFull ? "too_many" : "wrong_status";
  }
  const known = await db.$count(ticketTypes, or(eq(ticketTypes.id, type)));
  if (known === 0 && !isBuiltIn(type)) return "type_unknown";
  if (splitFromId !== undefined) return "wrong_status";
  const isThere = source !== "blank" || (await db.$count(inboxes, eq(inboxes.id, inboxId))) > 0;
  return isThere ? "changed_meanwhile" : "not_found";
}
