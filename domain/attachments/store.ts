/** What is attached to tickets, in D1. The file is written before its row, and removed after it. */
import { and, asc, eq, exists, lt, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { attachments } from "#domain/attachments/schema";
import { openFileKey, openName, sealFileKey, sealName } from "#domain/attachments/sealed";
import { auditStatement } from "#domain/audit/store";
import { isOneOf } from "#domain/conversations/list-filters";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { rowIf } from "#domain/insert-select";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { entryStatement } from "#domain/tickets/entries";
import { isKeyOfTicket, type OpenedTicket, storedTicket, type TicketEdit } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";
import { ticketKeyIfThere } from "#domain/tickets/sealed";
import { type AttachmentType, MAX_ATTACHMENTS } from "#protocol/attachment-constants";
import type { Attachment } from "#protocol/http-attachments";

export type StoredAttachment = typeof attachments.$inferSelect;

export interface NewAttachment {
  readonly id: string;
  readonly clientId: string;
  readonly name: string;
  readonly type: AttachmentType;
  readonly sizeBytes: number;
  /** What the file is sealed with. */
  readonly fileKey: Uint8Array;
}

/** In the words of its index. */
const isKept = sql`${attachments.state} = 'kept'`;

function ofClient(ticketId: string, byId: string, clientId: string) {
  return and(eq(attachments.ownerId, ticketId), eq(attachments.byId, byId), eq(attachments.clientId, clientId));
}

/**
 * Whether a file may come, before any of it is read.
 * @returns what came with this clientId before, if anything did; refuses `too_many`, and `not_found` for what was removed since
 */
export async function beforeAttaching(
  db: Database,
  { row, key }: OpenedTicket,
  byId: string,
  clientId: string,
): Promise<Result<Attachment | undefined>> {
  const [same] = await db
    .select()
    .from(attachments)
    .where(ofClient(row.id, byId, clientId));
  if (same !== undefined) return same.state === "kept" ? ok(toAttachment(key, same)) : refuse("not_found");
  const count = await db.$count(attachments, and(eq(attachments.ownerId, row.id), isKept));
  return count < MAX_ATTACHMENTS ? ok(undefined) : refuse("too_many");
}

/** It is no change of the ticket, as a note is none. @returns refuses `too_many`, `not_found` */
export async function attachToTicket(
  db: Database,
  { row, key }: OpenedTicket,
  { id, clientId, name, type, sizeBytes, fileKey }: NewAttachment,
  { auditor, nowMs }: TicketEdit,
): Promise<Result<{ attachment: Attachment; repeated: boolean }>> {
  const ticketId = row.id;
  const hasRoom = lt(db.$count(attachments, and(eq(attachments.ownerId, ticketId), isKept)), MAX_ATTACHMENTS);
  const same = db
    .select({ one: sql`1` })
    .from(attachments)
    .where(ofClient(ticketId, auditor.id, clientId));
  // Without the key, as after an erasure began, nothing is made of what came.
  const mayBe = db
    .select({ one: sql`1` })
    .from(tickets)
    .innerJoin(dataKeys, isKeyOfTicket)
    .where(and(eq(tickets.id, ticketId), hasRoom, notExists(same)));
  const made = db.select({ one: sql`1` }).from(attachments).where(eq(attachments.id, id));
  const attached = {
    ...({ id, ownerKind: "ticket", ownerId: ticketId, state: "kept", type, sizeBytes } as const),
    ...{ byId: auditor.id, atMs: nowMs, clientId },
    sealedName: sealName(key, id, name),
    sealedKey: sealFileKey(key, id, fileKey),
  };
  const content = { changes: [{ field: "attachment", to: name }] };
  const [, , , , isMade] = await db.batch([
    db.insert(attachments).select(rowIf(attachments, attached, mayBe)),
    entryStatement(db, told("attached", ticketId, auditor.id, nowMs), { key, content }, made),
    auditStatement(db, auditOf("ticket.attached", ticketId, auditor, { id, type, sizeBytes }), nowMs, made),
    touched(db, ticketId, nowMs, exists(made)),
    made,
  ]);
  const [kept] = await db
    .select()
    .from(attachments)
    .where(isMade.length > 0 ? eq(attachments.id, id) : and(ofClient(ticketId, auditor.id, clientId), isKept));
  if (kept !== undefined) return ok({ attachment: toAttachment(key, kept), repeated: isMade.length === 0 });
  return refuse((await storedTicket(db, ticketId)) === undefined ? "not_found" : "too_many");
}

/**
 * What is attached to a ticket and to those that were merged into it, also by way of another; the oldest first. Only of
 * inboxes that this person sees: a ticket of another inbox may have been merged into it.
 */
export async function listAttachments(
  db: Database,
  keyRing: KeyRing,
  { inboxIds }: Pick<AgentPrincipal, "inboxIds">,
  ticketId: string,
): Promise<Attachment[]> {
  const merged = alias(tickets, "merged");
  const family = sql`(WITH RECURSIVE family(id) AS (SELECT ${ticketId}
    UNION SELECT ${merged.id} FROM ${tickets} AS merged JOIN family ON ${merged.mergedIntoId} = family.id)
    SELECT id FROM family)`;
  const rows = await db
    .select({ row: attachments, key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped } })
    .from(attachments)
    .innerJoin(tickets, eq(tickets.id, attachments.ownerId))
    .innerJoin(dataKeys, isKeyOfTicket)
    .where(and(sql`${attachments.ownerId} IN ${family}`, isKept, isOneOf(tickets.inboxId, inboxIds)))
    .orderBy(asc(attachments.id));
  return rows.map(({ row, key }) => toAttachment(ticketKeyIfThere(keyRing, row.ownerId, key), row));
}

export interface OpenedAttachment {
  readonly row: StoredAttachment;
  readonly name: string;
  readonly fileKey: Uint8Array;
}

/** @returns refuses `not_found`, also of another ticket's. @throws SealBroken */
export async function readAttachment(
  db: Database,
  { row: ticket, key }: Pick<OpenedTicket, "row" | "key">,
  id: string,
): Promise<Result<OpenedAttachment>> {
  const [row] = await db
    .select()
    .from(attachments)
    .where(and(eq(attachments.id, id), eq(attachments.ownerId, ticket.id), isKept));
  if (row === undefined) return refuse("not_found");
  return ok({ row, name: openName(key, id, row.sealedName), fileKey: openFileKey(key, id, row.sealedKey) });
}

/** From here on nobody opens it: its key is overwritten. @returns refuses `not_found` */
export async function detachFromTicket(
  db: Database,
  { row, key }: OpenedTicket,
  { row: { id }, name }: OpenedAttachment,
  { auditor, nowMs }: TicketEdit,
): Promise<Result<true>> {
  const isThere = and(eq(attachments.id, id), eq(attachments.ownerId, row.id), isKept);
  const there = db.select({ one: sql`1` }).from(attachments).where(isThere);
  const content = { changes: [{ field: "attachment", from: name }] };
  const [was] = await db.batch([
    there,
    entryStatement(db, told("detached", row.id, auditor.id, nowMs), { key, content }, there),
    auditStatement(db, auditOf("ticket.detached", row.id, auditor, { id }), nowMs, there),
    touched(db, row.id, nowMs, exists(there)),
    db
      .update(attachments)
      .set({
        state: "removed",
        sealedKey: sql`zeroblob(length(${attachments.sealedKey}))`,
        sealedName: sql`zeroblob(length(${attachments.sealedName}))`,
      })
      .where(isThere),
  ]);
  return was.length > 0 ? ok(true) : refuse("not_found");
}

function toAttachment(key: Uint8Array | undefined, row: StoredAttachment): Attachment {
  const { id, ownerId, type, sizeBytes, byId, atMs } = row;
  const named = key === undefined ? {} : { name: openName(key, id, row.sealedName) };
  return { id, ticketId: ownerId, ...named, type, sizeBytes, by: byId, atMs };
}

function told(kind: "attached" | "detached", ticketId: string, byId: string, atMs: number) {
  const version = sql`(SELECT version FROM tickets WHERE id = ${ticketId})`;
  return { ticketId, kind, version, byId, atMs, changes: [] } as const;
}

function touched(db: Database, ticketId: string, nowMs: number, condition: ReturnType<typeof exists>) {
  return db
    .update(tickets)
    .set({ updatedAtMs: nowMs })
    .where(and(eq(tickets.id, ticketId), condition));
}

function auditOf(
  action: "ticket.attached" | "ticket.detached",
  ticketId: string,
  actor: TicketEdit["auditor"],
  { id, ...rest }: { id: string; type?: AttachmentType; sizeBytes?: number },
) {
  return { actor, action, subject: { type: "ticket", id: ticketId }, detail: { attachmentId: id, ...rest } } as const;
}
