/** What an erasure does in D1, step by step; each may be done twice. */
import { and, eq, sql } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { conversations } from "#domain/conversations/schema";
import { NOT_FINDABLE } from "#domain/customers/forget";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { dataKeys } from "#domain/privacy/schema";
import type { LedgerEntry } from "#domain/rights/ledger";
import { changeRequest, isUnchanged, type RequestRow, STEP_LEASE_MS } from "#domain/rights/requests";
import { consents } from "#domain/rights/schema";
import { isKeyOfTicketsOf } from "#domain/tickets/rights";

/**
 * Destroys the data keys: from then on nothing that they sealed can be read, wherever a copy of it is. Overwritten first,
 * or the keys would rest on in what is free of their pages.
 */
export async function destroyKeys(db: Database, { contactIds, conversationIds }: LedgerEntry): Promise<void> {
  const theirs = (kind: "contact" | "conversation", ids: readonly string[]) =>
    and(eq(dataKeys.kind, kind), inList(dataKeys.subjectId, ids));
  const overwritten = { wrapped: sql`zeroblob(length(${dataKeys.wrapped}))` };
  const ofTickets = isKeyOfTicketsOf(db, contactIds);
  await db.batch([
    db.update(dataKeys).set(overwritten).where(ofTickets),
    db.delete(dataKeys).where(ofTickets),
    db.update(dataKeys).set(overwritten).where(theirs("contact", contactIds)),
    db.update(dataKeys).set(overwritten).where(theirs("conversation", conversationIds)),
    db.delete(dataKeys).where(theirs("contact", contactIds)),
    db.delete(dataKeys).where(theirs("conversation", conversationIds)),
  ]);
}

/** The keys are gone: from here on it is known how much there is to do. */
export async function erasureStarted(db: Database, row: RequestRow, entry: LedgerEntry, nowMs: number): Promise<void> {
  await changeRequest(db, row, {
    status: "running",
    startedAtMs: nowMs,
    progressDone: 0,
    progressTotal: entry.conversationIds.length + entry.contactIds.length,
    attempts: 0,
    failure: null,
    nextAttemptAtMs: nowMs + STEP_LEASE_MS,
  });
}

/** The actors of these conversations have forgotten them: so does the index. */
export async function conversationsErased(
  db: Database,
  row: RequestRow,
  ids: readonly string[],
  nowMs: number,
): Promise<void> {
  await db.batch([
    db
      .update(conversations)
      .set({ sealedDetails: sql`zeroblob(length(${conversations.sealedDetails}))` })
      .where(inList(conversations.id, ids)),
    db.delete(conversations).where(inList(conversations.id, ids)),
    changeRequest(db, row, {
      progressDone: row.progressDone + ids.length,
      attempts: 0,
      failure: null,
      nextAttemptAtMs: nowMs + STEP_LEASE_MS,
    }),
  ]);
}

/** Of the contacts nothing is left but that they were there; and that it is done is told, once. */
export async function erasureFinished(
  db: Database,
  row: RequestRow,
  entry: LedgerEntry,
  counts: { readonly files: number },
  nowMs: number,
): Promise<void> {
  const { contactIds, conversationIds } = entry;
  const detail = { contacts: contactIds.length, conversations: conversationIds.length, ...counts };
  const subject = { type: "request", id: row.id } as const;
  await db.batch([
    auditStatement(
      db,
      { actor: SYSTEM_AUDITOR, action: "erasure.finished", subject, detail },
      nowMs,
      isUnchanged(db, row),
    ),
    db
      .update(contacts)
      .set({
        erasureId: sql`coalesce(${contacts.erasureId}, ${row.id})`,
        sealedName: null,
        sealedEmail: null,
        sealedIdentifier: null,
        ...NOT_FINDABLE,
        locale: null,
      })
      .where(inList(contacts.id, contactIds)),
    db.delete(consents).where(inList(consents.contactId, contactIds)),
    changeRequest(db, row, {
      status: "done",
      progressDone: row.progressTotal,
      finishedAtMs: nowMs,
      failure: null,
      attempts: 0,
    }),
  ]);
}
