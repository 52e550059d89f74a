/** Queries over contacts. Fields are sealed and opened here, so that nothing else sees them at rest. */
import { and, eq, exists, inArray, not, or, type SQL, sql } from "drizzle-orm";
import { normalEmail } from "#domain/customers/email";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { type BlindIndexEntry, type BlindIndexKeys, blindIndexEntries } from "#domain/privacy/blind-index";
import { DATA_KEY_BYTES, NONCE_BYTES, openText, type Place, sealText } from "#domain/privacy/envelope";
import { type KeyRing, unwrapDataKey, wrapDataKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { insertDataKeyIf } from "#domain/privacy/store";
import type { Locale } from "#protocol/constants";
import { newId } from "#protocol/ids";

/** What a shop or a visitor says about a contact. */
export interface ContactDetails {
  readonly inboxId: string;
  readonly locale: Locale | undefined;
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** Only one that the shop vouched for. */
  readonly identifier: string | undefined;
}

export interface Contact extends ContactDetails {
  readonly id: string;
}

export interface ContactSecrets {
  readonly keyRing: KeyRing;
  readonly blindIndexKeys: BlindIndexKeys;
}

const FIRST_REVISION = 1;
type SealedField = "name" | "email" | "identifier";

function placeOf(contactId: string, field: SealedField, revision: number): Place {
  return { table: "contacts", record: contactId, field, revision };
}

/** Customers of one inbox have nothing to do with those of another who happen to have the same id. */
function identifierEntries(keys: BlindIndexKeys, details: { inboxId: string; identifier: string }): BlindIndexEntry[] {
  return blindIndexEntries(keys, `contacts.identifier:${details.inboxId}`, details.identifier);
}

function emailEntries(keys: BlindIndexKeys, email: string): BlindIndexEntry[] {
  return blindIndexEntries(keys, "contacts.email", normalEmail(email));
}

/** The columns of the blind index as the current key makes them. */
export function indexedFields(keys: BlindIndexKeys, details: Pick<ContactDetails, "inboxId" | "identifier" | "email">) {
  const { inboxId, identifier, email } = details;
  const [ofIdentifier] = identifier === undefined ? [] : identifierEntries(keys, { inboxId, identifier });
  const [ofEmail] = email === undefined ? [] : emailEntries(keys, email);
  return {
    identifierKeyId: ofIdentifier?.keyId ?? null,
    identifierHash: ofIdentifier?.hash ?? null,
    emailKeyId: ofEmail?.keyId ?? null,
    emailHash: ofEmail?.hash ?? null,
  };
}

/**
 * The contact of a verified identifier, made if there is none yet: the same one every time, whoever asks at once.
 * @returns its id
 */
export async function contactOfIdentifier(
  db: Database,
  secrets: ContactSecrets,
  details: ContactDetails & { readonly identifier: string },
  nowMs: number,
): Promise<string> {
  const entries = identifierEntries(secrets.blindIndexKeys, details);
  const known = await findByEntries(db, details.inboxId, entries);
  if (known !== undefined) return known;
  await createContact(db, secrets, details, nowMs);
  // Read back rather than assumed: the unique index lets one of two simultaneous inserts through.
  const made = await findByEntries(db, details.inboxId, entries);
  if (made === undefined) throw new Error("contact vanished after it was made");
  return made;
}

async function findByEntries(
  db: Database,
  inboxId: string,
  entries: readonly BlindIndexEntry[],
): Promise<string | undefined> {
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(hasIdentifier(inboxId, entries))
    .orderBy(contacts.createdAtMs)
    .limit(1);
  return rows[0]?.id;
}

/** Whichever key made the entry. */
function hasIdentifier(inboxId: string, entries: readonly BlindIndexEntry[]): SQL | undefined {
  const anyEntry = or(
    ...entries.map((entry) => and(eq(contacts.identifierKeyId, entry.keyId), eq(contacts.identifierHash, entry.hash))),
  );
  return and(eq(contacts.inboxId, inboxId), anyEntry);
}

const MAX_CONTACTS_FOUND = 50;

/**
 * Contacts that have exactly this email, or exactly this id in one of the inboxes.
 * @returns their ids, some tens at most
 */
export async function contactsKnownAs(
  db: Database,
  keys: BlindIndexKeys,
  inboxIds: readonly string[],
  text: string,
): Promise<string[]> {
  const byEmail = emailEntries(keys, text).map((entry) =>
    and(eq(contacts.emailKeyId, entry.keyId), eq(contacts.emailHash, entry.hash)),
  );
  const byIdentifier = inboxIds.map((inboxId) =>
    hasIdentifier(inboxId, identifierEntries(keys, { inboxId, identifier: text })),
  );
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(inArray(contacts.inboxId, [...inboxIds]), or(...byEmail, ...byIdentifier)))
    .limit(MAX_CONTACTS_FOUND);
  return rows.map(({ id }) => id);
}

/**
 * Makes a contact with a data key of its own. With an identifier that another contact has, it makes nothing.
 * @returns the id it gave
 */
export async function createContact(
  db: Database,
  secrets: ContactSecrets,
  details: ContactDetails,
  nowMs: number,
): Promise<string> {
  const id = newId(nowMs);
  const subject = { kind: "contact", id } as const;
  const key = crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
  const wrapped = wrapDataKey(secrets.keyRing, subject, key, newNonce());
  const { identifier, inboxId } = details;
  const isThere = db.select({ one: sql`1` }).from(contacts).where(eq(contacts.id, id));
  const row: ContactRow = {
    id,
    inboxId,
    locale: details.locale ?? null,
    revision: FIRST_REVISION,
    ...sealedFields(key, id, details, FIRST_REVISION),
    ...indexedFields(secrets.blindIndexKeys, details),
    createdAtMs: nowMs,
  };
  await db.batch([
    identifier === undefined
      ? db.insert(contacts).values(row)
      : insertUnlessKnown(db, row, identifierEntries(secrets.blindIndexKeys, { inboxId, identifier })),
    insertDataKeyIf(db, isThere, subject, wrapped, nowMs),
  ]);
  return id;
}

type ContactRow = typeof contacts.$inferSelect;

/**
 * The unique index is of one key each, and while keys are rotated the same identifier may stand there under another: so
 * all of the keys are asked, in the very statement that inserts.
 */
function insertUnlessKnown(db: Database, row: ContactRow, entries: readonly BlindIndexEntry[]) {
  const isKnown = db.select({ one: sql`1` }).from(contacts).where(hasIdentifier(row.inboxId, entries));
  const values = db
    .select({
      id: sql`${row.id}`.as("id"),
      inboxId: sql`${row.inboxId}`.as("inbox_id"),
      locale: sql`${row.locale}`.as("locale"),
      revision: sql`${row.revision}`.as("revision"),
      sealedName: sql`${row.sealedName}`.as("sealed_name"),
      sealedEmail: sql`${row.sealedEmail}`.as("sealed_email"),
      sealedIdentifier: sql`${row.sealedIdentifier}`.as("sealed_identifier"),
      identifierKeyId: sql`${row.identifierKeyId}`.as("identifier_key_id"),
      identifierHash: sql`${row.identifierHash}`.as("identifier_hash"),
      emailKeyId: sql`${row.emailKeyId}`.as("email_key_id"),
      emailHash: sql`${row.emailHash}`.as("email_hash"),
      createdAtMs: sql`${row.createdAtMs}`.as("created_at_ms"),
    })
    .from(sql`(SELECT 1)`)
    .where(not(exists(isKnown)));
  return db.insert(contacts).select(values).onConflictDoNothing();
}

export interface OpenRow {
  readonly contact: Contact;
  readonly key: Uint8Array;
  readonly revision: number;
}

/** @returns nothing if the contact is not there, or its key was destroyed */
export async function openRow(db: Database, keyRing: KeyRing, id: string): Promise<OpenRow | undefined> {
  const [row] = await db
    .select({ contact: contacts, wrapped: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped } })
    .from(contacts)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, "contact"), eq(dataKeys.subjectId, contacts.id)))
    .where(eq(contacts.id, id));
  if (row === undefined) return undefined;
  const { inboxId, locale, revision, ...sealed } = row.contact;
  const key = unwrapDataKey(keyRing, { kind: "contact", id }, row.wrapped);
  const open = (field: SealedField, value: Uint8Array | null) =>
    value === null ? undefined : openText(key, placeOf(id, field, revision), value);
  const contact = {
    id,
    inboxId,
    locale: locale ?? undefined,
    name: open("name", sealed.sealedName),
    email: open("email", sealed.sealedEmail),
    identifier: open("identifier", sealed.sealedIdentifier),
  };
  return { contact, key, revision };
}

/** @returns one contact, opened, or undefined if it is not there (any more) */
export async function readContact(db: Database, keyRing: KeyRing, contactId: string): Promise<Contact | undefined> {
  return (await openRow(db, keyRing, contactId))?.contact;
}

/**
 * Takes over what is new of name, email and locale; what is absent stays.
 * @returns whether the contact is there
 */
export async function updateContact(
  db: Database,
  secrets: ContactSecrets,
  contactId: string,
  change: Partial<Pick<ContactDetails, "locale" | "name" | "email">>,
): Promise<boolean> {
  const row = await openRow(db, secrets.keyRing, contactId);
  if (row === undefined) return false;
  const { contact, key, revision } = row;
  const changed = {
    ...contact,
    locale: change.locale ?? contact.locale,
    name: change.name ?? contact.name,
    email: change.email ?? contact.email,
  };
  const isSame = changed.locale === contact.locale && changed.name === contact.name && changed.email === contact.email;
  if (isSame) return true;
  // Of two changes at once the second one finds another revision and gives way: the details are a convenience.
  await db
    .update(contacts)
    .set({
      locale: changed.locale ?? null,
      revision: revision + 1,
      ...sealedFields(key, contactId, changed, revision + 1),
      ...indexedFields(secrets.blindIndexKeys, changed),
    })
    .where(and(eq(contacts.id, contactId), eq(contacts.revision, revision)));
  return true;
}

function sealedFields(key: Uint8Array, contactId: string, details: ContactDetails, revision: number) {
  const seal = (field: SealedField) => {
    const plain = details[field];
    return plain === undefined
      ? null
      : Buffer.from(sealText(key, placeOf(contactId, field, revision), plain, newNonce()));
  };
  return { sealedName: seal("name"), sealedEmail: seal("email"), sealedIdentifier: seal("identifier") };
}

function newNonce(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
}
