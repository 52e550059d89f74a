/** Moves contacts' entries of the blind index to its current key: they are made anew from what rests sealed. */
import { and, asc, eq, gt, isNotNull, ne, or, type SQL, sql } from "drizzle-orm";
import { NOT_FINDABLE } from "#domain/customers/forget";
import { contacts } from "#domain/customers/schema";
import { type ContactSecrets, indexedFields, openContact } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { distinctValues } from "#domain/distinct-values";
import { isUnopenable } from "#domain/privacy/key-ring";

/** `unopenable`: its data key cannot be unwrapped now. `left`: it changed meanwhile, or another contact has the entry. */
export type Rehashed = "done" | "left" | "unopenable";

function isStale(keyId: string): SQL | undefined {
  return or(
    ne(contacts.identifierKeyId, keyId),
    and(isNotNull(contacts.sealedEmail), sql`${contacts.emailKeyId} IS NOT ${keyId}`),
  );
}

export interface StaleContact {
  readonly id: string;
  readonly identifierKeyId: string | null;
  readonly emailKeyId: string | null;
}

/** @returns contacts with an entry of another key, or an email without one, in order, after the given id */
export function pageOfStaleContacts(
  db: Database,
  keyId: string,
  afterId: string,
  limit: number,
): Promise<StaleContact[]> {
  return db
    .select({ id: contacts.id, identifierKeyId: contacts.identifierKeyId, emailKeyId: contacts.emailKeyId })
    .from(contacts)
    .where(and(gt(contacts.id, afterId), isStale(keyId)))
    .orderBy(asc(contacts.id))
    .limit(limit);
}

export async function countStaleContacts(db: Database, keyId: string): Promise<number> {
  return db.$count(contacts, isStale(keyId));
}

/** Makes one contact's entries anew. Repeating it changes nothing. */
export async function rehashContact(db: Database, secrets: ContactSecrets, contactId: string): Promise<Rehashed> {
  try {
    const row = await openContact(db, secrets.keyRing, contactId);
    if (row === undefined) return await forget(db, contactId);
    const { identifierKeyId, identifierHash, emailKeyId, emailHash } = indexedFields(
      secrets.blindIndexKeys,
      row.contact,
    );
    // OR IGNORE: if another contact came to have the entry, this one keeps its old one, and the rotation is not finished.
    const { meta } = await db.run(sql`UPDATE OR IGNORE ${contacts}
      SET identifier_key_id = ${identifierKeyId}, identifier_hash = ${identifierHash},
        email_key_id = ${emailKeyId}, email_hash = ${emailHash}
      WHERE id = ${contactId} AND revision = ${row.revision}`);
    return meta.changes > 0 ? "done" : "left";
  } catch (error) {
    if (isUnopenable(error)) return "unopenable";
    throw error;
  }
}

/** Its data key is gone, so it was erased: what could still be compared goes too. */
async function forget(db: Database, contactId: string): Promise<Rehashed> {
  await db
    .update(contacts)
    .set({
      ...NOT_FINDABLE,
      sealedEmail: null,
    })
    .where(
      and(
        eq(contacts.id, contactId),
        sql`NOT EXISTS (SELECT 1 FROM data_keys WHERE kind = 'contact' AND subject_id = ${contactId})`,
      ),
    );
  return "done";
}

/** Which keys of the blind index made any contact's entry, however many contacts there are. */
export async function contactEntryKeyIds(db: Database): Promise<string[]> {
  const byIdentifier = await distinctValues(
    db,
    contacts,
    contacts.identifierKeyId,
    sql`${contacts.identifierKeyId} IS NOT NULL`,
  );
  const byEmail = await distinctValues(db, contacts, contacts.emailKeyId, sql`${contacts.emailKeyId} IS NOT NULL`);
  return [...new Set([...byIdentifier, ...byEmail])];
}

/** How many contacts have entries that each key made. */
export async function countContactEntries(db: Database): Promise<Record<string, number>> {
  const rows = await db.all<{ keyId: string; n: number }>(sql`
    SELECT keyId, count(*) AS n FROM (
      SELECT identifier_key_id AS keyId FROM ${contacts} WHERE identifier_key_id IS NOT NULL
      UNION ALL SELECT email_key_id FROM ${contacts} WHERE email_key_id IS NOT NULL
    ) GROUP BY keyId`);
  return Object.fromEntries(rows.map(({ keyId, n }) => [keyId, n]));
}
