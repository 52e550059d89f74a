/** Attachments and a customer's rights: whose files there are, and that their rows go with what they are attached to. */
import { and, asc, eq, inArray } from "drizzle-orm";
import type { AttachmentOwner } from "#domain/attachments/ports";
import { attachments } from "#domain/attachments/schema";
import { openFileKey, openName } from "#domain/attachments/sealed";
import type { OpenedAttachment } from "#domain/attachments/store";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { type KeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { tickets } from "#domain/tickets/schema";

/** Whatever of these customers' has, or had, something attached: its files are under its prefix. */
export async function ownersOfContacts(db: Database, contactIds: readonly string[]): Promise<AttachmentOwner[]> {
  const theirs = db.select({ id: tickets.id }).from(tickets).where(inList(tickets.contactId, contactIds));
  return db
    .selectDistinct({ kind: attachments.ownerKind, id: attachments.ownerId })
    .from(attachments)
    .where(inArray(attachments.ownerId, theirs));
}

/** All that is attached to a customer's tickets, the oldest first, with what opens it. @throws KeyMissing, SealBroken */
export async function attachmentsHeldOf(
  db: Database,
  keyRing: KeyRing,
  contactId: string,
): Promise<(OpenedAttachment & { readonly ticketNumber: number })[]> {
  const rows = await db
    .select({ row: attachments, number: tickets.number, key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped } })
    .from(attachments)
    .innerJoin(tickets, eq(tickets.id, attachments.ownerId))
    .innerJoin(dataKeys, and(eq(dataKeys.kind, "ticket"), eq(dataKeys.subjectId, attachments.ownerId)))
    .where(and(eq(tickets.contactId, contactId), eq(attachments.state, "kept")))
    .orderBy(asc(attachments.id));
  return rows.map(({ row, number, key: wrapped }) => {
    const key = unwrapDataKey(keyRing, { kind: "ticket", id: row.ownerId }, wrapped);
    const { id, sealedName, sealedKey } = row;
    return { row, ticketNumber: number, name: openName(key, id, sealedName), fileKey: openFileKey(key, id, sealedKey) };
  });
}
