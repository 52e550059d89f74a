/** All that the contact's own row holds, for their export. */
import { eq } from "drizzle-orm";
import { contacts } from "#domain/customers/schema";
import { readContact } from "#domain/customers/store";
import type { Database } from "#domain/database";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { ExportedContact } from "#domain/rights/export-records";

/** @returns undefined if the contact is not there (any more) */
export async function exportedContact(
  db: Database,
  keyRing: KeyRing,
  contactId: string,
): Promise<ExportedContact | undefined> {
  const contact = await readContact(db, keyRing, contactId);
  const [row] = await db.select({ createdAtMs: contacts.createdAtMs }).from(contacts).where(eq(contacts.id, contactId));
  if (contact === undefined || row === undefined) return undefined;
  const { id, inboxId, locale, name, email, identifier } = contact;
  return {
    type: "contact",
    id,
    inboxId,
    createdAtMs: row.createdAtMs,
    ...(locale === undefined ? {} : { locale }),
    ...(name === undefined ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(identifier === undefined ? {} : { identifier }),
  };
}
