/** Tickets and a customer's rights: what is held of them, and that it goes with them. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { forgetAttachmentsStatements } from "#domain/attachments/forget";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { type KeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { storedRefundsOf, toRefund } from "#domain/refunds/record";
import { refunds } from "#domain/refunds/schema";
import { ticketRequests } from "#domain/tickets/customers/schema";
import { allEntries } from "#domain/tickets/entries";
import { linkedTo } from "#domain/tickets/joining/links";
import { isKeyOfTicket, withKey } from "#domain/tickets/record";
import { ticketConversations, ticketCourses, ticketEntries, ticketFollowers, tickets } from "#domain/tickets/schema";
import { openTicket, type TicketContent } from "#domain/tickets/sealed";
import type { Refund } from "#protocol/http-refunds";
import type { TicketEntry } from "#protocol/http-tickets";

/** Data keys of these customers' tickets: destroying them is the first step of an erasure. */
export function isKeyOfTicketsOf(db: Database, contactIds: readonly string[]) {
  const theirs = db.select({ id: tickets.id }).from(tickets).where(inList(tickets.contactId, contactIds));
  return and(eq(dataKeys.kind, "ticket"), inArray(dataKeys.subjectId, theirs));
}

/** For an erasure; overwritten first, or what was sealed would rest on in what is free of its pages. */
export async function forgetTicketsOf(db: Database, contactIds: readonly string[]): Promise<void> {
  const isTheirs = inList(tickets.contactId, contactIds);
  const ids = db.select({ id: tickets.id }).from(tickets).where(isTheirs);
  const isEntry = inArray(ticketEntries.ticketId, ids);
  const isKey = isKeyOfTicketsOf(db, contactIds);
  await db.batch([
    db
      .update(dataKeys)
      .set({ wrapped: sql`zeroblob(length(${dataKeys.wrapped}))` })
      .where(isKey),
    db.delete(dataKeys).where(isKey),
    db
      .update(ticketEntries)
      .set({ sealedContent: sql`zeroblob(length(${ticketEntries.sealedContent}))` })
      .where(isEntry),
    db.delete(ticketEntries).where(isEntry),
    db.delete(ticketCourses).where(inArray(ticketCourses.ticketId, ids)),
    ...forgetAttachmentsStatements(db, ids),
    db
      .update(ticketRequests)
      .set({ sealedSubject: sql`zeroblob(length(${ticketRequests.sealedSubject}))` })
      .where(inArray(ticketRequests.ticketId, ids)),
    db.delete(ticketRequests).where(inArray(ticketRequests.ticketId, ids)),
    db
      .update(refunds)
      .set({
        sealedReason: sql`zeroblob(length(${refunds.sealedReason}))`,
        sealedAnswer: sql`zeroblob(length(${refunds.sealedAnswer}))`,
      })
      .where(inArray(refunds.ticketId, ids)),
    db.delete(refunds).where(inArray(refunds.ticketId, ids)),
    db.delete(ticketFollowers).where(inArray(ticketFollowers.ticketId, ids)),
    db.delete(ticketConversations).where(inArray(ticketConversations.ticketId, ids)),
    db
      .update(tickets)
      .set({ sealedContent: sql`zeroblob(length(${tickets.sealedContent}))` })
      .where(isTheirs),
    db.delete(tickets).where(isTheirs),
  ]);
}

/** Of conversations that were erased: their tickets are of the customer, and stay as long as the customer is known. */
export async function unlinkConversations(db: Database, conversationIds: readonly string[]): Promise<void> {
  await db.batch([
    db.update(tickets).set({ conversationId: null }).where(inList(tickets.conversationId, conversationIds)),
    db.delete(ticketConversations).where(inList(ticketConversations.conversationId, conversationIds)),
  ]);
}

export interface HeldTicket extends TicketContent {
  readonly row: typeof tickets.$inferSelect;
  readonly entries: readonly TicketEntry[];
  readonly refunds: readonly Refund[];
  /** That joined it, beside the one that it is of. */
  readonly linkedConversationIds: readonly string[];
}

/** All that is held in a customer's tickets, the oldest first. @throws KeyMissing, SealBroken */
export async function ticketsHeldOf(db: Database, keyRing: KeyRing, contactId: string): Promise<HeldTicket[]> {
  const rows = await db
    .select(withKey)
    .from(tickets)
    .innerJoin(dataKeys, isKeyOfTicket)
    .where(eq(tickets.contactId, contactId))
    .orderBy(asc(tickets.id));
  return Promise.all(
    rows.map(async ({ row, key: wrapped }) => {
      const key = unwrapDataKey(keyRing, { kind: "ticket", id: row.id }, wrapped);
      const content = openTicket(key, row.id, row.version, row.sealedContent);
      const asked = (await storedRefundsOf(db, row.id)).map((refund) => toRefund(key, refund));
      const linkedConversationIds = (await linkedTo(db, row.id)).map((link) => link.id);
      const entries = await allEntries(db, keyRing, row.id);
      return { row, ...content, entries, refunds: asked, linkedConversationIds };
    }),
  );
}
