/** Queries over contacts. Fields are sealed and opened here, so that nothing else sees them at rest. */
import { and, eq, exists, inArray, isNull, not, or, type SQL, sql } from "drizzle-orm";
import { isSameDetails, type KnownDetails, NOTHING_KNOWN, type SaidDetails, withSaid } from "#domain/customers/details";
import { normalEmail } from "#domain/customers/email";
import { contacts } from "#domain/customers/schema";
import type { ContactStanding } from "#domain/customers/standing";
import type { Database } from "#domain/database";
import { rowIf } from "#domain/insert-select";
import { type BlindIndexEntry, type BlindIndexKeys, blindIndexEntries } from "#domain/privacy/blind-index";
import { DATA_KEY_BYTES, NONCE_BYTES, openText, type Place, sealText } from "#domain/privacy/envelope";
import { type KeyRing, unwrapDataKey, wrapDataKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { insertDataKeyIf } from "#domain/privacy/store";
import { newId } from "#protocol/ids";

export interface Contact extends KnownDetails {
  readonly id: string;
  readonly createdAtMs: number;
  readonly inboxId: string;
  /** The shop's own id of them; only one that the shop vouched for. */
  readonly identifier: string | undefined;
  /** Whether it did. */
  readonly verified: boolean;
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

function identifierEntries(keys: BlindIndexKeys, inboxId: string, identifier: string): BlindIndexEntry[] {
  return blindIndexEntries(keys, `contacts.identifier:${inboxId}`, identifier);
}

function emailEntries(keys: BlindIndexKeys, email: string): BlindIndexEntry[] {
  return blindIndexEntries(keys, "contacts.email", normalEmail(email));
}

/** The columns of the blind index as the current key makes them. */
export function indexedFields(
  keys: BlindIndexKeys,
  { inboxId, identifier, email }: Pick<Contact, "inboxId" | "identifier" | "email">,
) {
  const [ofIdentifier] = identifier === undefined ? [] : identifierEntries(keys, inboxId, identifier);
  const [ofEmail] = email === undefined ? [] : emailEntries(keys, email);
  return {
    identifierKeyId: ofIdentifier?.keyId ?? null,
    identifierHash: ofIdentifier?.hash ?? null,
    emailKeyId: ofEmail?.keyId ?? null,
    emailHash: ofEmail?.hash ?? null,
  };
}

/**
 * The contact of an identifier that the shop vouched for, made if there is none yet: the same one every time, whoever asks
 * at once. Nothing else makes two people one: names and emails are never compared for that.
 * @returns its id
 */
export async function contactOfIdentifier(
  db: Database,
  secrets: ContactSecrets,
  who: { readonly inboxId: string; readonly identifier: string },
  nowMs: number,
): Promise<string> {
  const entries = identifierEntries(secrets.blindIndexKeys, who.inboxId, who.identifier);
  const known = await findByEntries(db, who.inboxId, entries);
  if (known !== undefined) return known;
  await createContact(db, secrets, who, [], nowMs);
  // Read back rather than assumed: the unique index lets one of two simultaneous inserts through.
  const made = await findByEntries(db, who.inboxId, entries);
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
  const byIdentifier = inboxIds.map((inboxId) => hasIdentifier(inboxId, identifierEntries(keys, inboxId, text)));
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
  who: { readonly inboxId: string; readonly identifier?: string | undefined },
  said: readonly SaidDetails[],
  nowMs: number,
): Promise<string> {
  const id = newId(nowMs);
  const subject = { kind: "contact", id } as const;
  const key = crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
  const wrapped = wrapDataKey(secrets.keyRing, subject, key, newNonce());
  const { identifier, inboxId } = who;
  const isThere = db.select({ one: sql`1` }).from(contacts).where(eq(contacts.id, id));
  const details = said.reduce(withSaid, NOTHING_KNOWN);
  const row = contactRow(secrets.blindIndexKeys, key, { id, inboxId, identifier, createdAtMs: nowMs }, details);
  // The unique index is of one key each, and while keys are rotated the same identifier may stand there under another: so
  // all of the keys are asked, in the very statement that inserts.
  const entries = identifier === undefined ? [] : identifierEntries(secrets.blindIndexKeys, inboxId, identifier);
  const isKnown = db.select({ one: sql`1` }).from(contacts).where(hasIdentifier(inboxId, entries));
  const isNew = db
    .select({ one: sql`1` })
    .from(sql`(SELECT 1)`)
    .where(not(exists(isKnown)));
  await db.batch([
    entries.length === 0
      ? db.insert(contacts).values(row)
      : db
          .insert(contacts)
          .select(rowIf(contacts, row, isNew))
          .onConflictDoNothing(),
    insertDataKeyIf(db, isThere, subject, wrapped, nowMs),
  ]);
  return id;
}

/** A new contact's row, its details sealed. @param key the contact's data key, in plain */
export function contactRow(
  keys: BlindIndexKeys,
  key: Uint8Array,
  contact: Pick<Contact, "id" | "inboxId" | "identifier" | "createdAtMs">,
  details: KnownDetails,
) {
  const { id, inboxId, identifier, createdAtMs } = contact;
  return {
    id,
    inboxId,
    ...detailColumns(key, { id, identifier, ...details }, FIRST_REVISION),
    ...indexedFields(keys, { inboxId, identifier, email: details.email }),
    createdAtMs,
  };
}

export interface OpenContact {
  readonly contact: Contact;
  readonly key: Uint8Array;
  readonly revision: number;
}

/** @param sealed as it stands in the contact's row at that revision. @throws SealBroken */
export function openName(key: Uint8Array, contactId: string, revision: number, sealed: Uint8Array): string {
  return openText(key, placeOf(contactId, "name", revision), sealed);
}

/** @returns nothing if the contact is not there, or its key was destroyed */
export async function openContact(db: Database, keyRing: KeyRing, id: string): Promise<OpenContact | undefined> {
  const [row] = await db
    .select({ contact: contacts, wrapped: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped } })
    .from(contacts)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, "contact"), eq(dataKeys.subjectId, contacts.id)))
    .where(and(eq(contacts.id, id), isNull(contacts.erasureId)));
  if (row === undefined) return undefined;
  const { inboxId, locale, revision, createdAtMs, ...stored } = row.contact;
  const key = unwrapDataKey(keyRing, { kind: "contact", id }, row.wrapped);
  const open = (field: SealedField, value: Uint8Array | null) =>
    value === null ? undefined : openText(key, placeOf(id, field, revision), value);
  const contact: Contact = {
    id,
    inboxId,
    createdAtMs,
    locale: locale ?? undefined,
    name: open("name", stored.sealedName),
    email: open("email", stored.sealedEmail),
    identifier: open("identifier", stored.sealedIdentifier),
    verified: stored.identifierHash !== null,
    detailsVerified: { name: stored.nameVerified, email: stored.emailVerified },
    detailsIssuedAtMs: stored.detailsIssuedAtMs,
  };
  return { contact, key, revision };
}

/**
 * Selects something as long as a contact is somebody: for what is only kept of those who are. Whoever joined another is
 * that one, and of one who is being erased nothing more is kept.
 */
export function isSomebody(db: Database, contactId: string) {
  return db
    .select({ one: sql`1` })
    .from(contacts)
    .where(and(eq(contacts.id, contactId), isNull(contacts.joinedInto), isNull(contacts.erasureId)));
}

/** @returns one contact, opened, or undefined if it is not there (any more) */
export async function readContact(db: Database, keyRing: KeyRing, contactId: string): Promise<Contact | undefined> {
  return (await openContact(db, keyRing, contactId))?.contact;
}

/** How a contact stands, with nothing of it opened. @returns undefined if it is not there (any more) or is being erased */
export async function readStanding(db: Database, contactId: string): Promise<ContactStanding | undefined> {
  const [row] = await db
    .select({
      inboxId: contacts.inboxId,
      verified: sql<number>`${contacts.identifierHash} IS NOT NULL`,
      joinedInto: contacts.joinedInto,
    })
    .from(contacts)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, "contact"), eq(dataKeys.subjectId, contacts.id)))
    .where(and(eq(contacts.id, contactId), isNull(contacts.erasureId)));
  return row && { inboxId: row.inboxId, verified: row.verified === 1, joinedInto: row.joinedInto ?? undefined };
}

/**
 * Takes over what is new of name, email and locale, by the rules of `details.ts`.
 * @param said in the order in which it counts: a later one goes over an earlier one
 * @returns whether the contact is there
 */
export async function updateContact(
  db: Database,
  secrets: ContactSecrets,
  contactId: string,
  said: readonly SaidDetails[],
): Promise<boolean> {
  const row = await openContact(db, secrets.keyRing, contactId);
  if (row === undefined) return false;
  const changed = said.reduce(withSaid, row.contact as KnownDetails);
  // Of two changes at once the second one finds another revision and gives way: the details are a convenience.
  if (!isSameDetails(changed, row.contact)) await detailsUpdate(db, secrets.blindIndexKeys, row, changed);
  return true;
}

/**
 * The update of a contact's details, for a batch; it does nothing if the contact changed since it was opened.
 * @param condition holds besides
 */
export function detailsUpdate(
  db: Database,
  keys: BlindIndexKeys,
  { contact, key, revision }: OpenContact,
  details: KnownDetails,
  condition?: SQL,
) {
  return db
    .update(contacts)
    .set({
      ...detailColumns(key, { ...contact, ...details }, revision + 1),
      ...indexedFields(keys, { ...contact, ...details }),
    })
    .where(and(eq(contacts.id, contact.id), eq(contacts.revision, revision), condition));
}

/** Every sealed field is sealed anew at each revision. */
function detailColumns(key: Uint8Array, contact: KnownDetails & Pick<Contact, "id" | "identifier">, revision: number) {
  const seal = (field: SealedField) => {
    const plain = contact[field];
    return plain === undefined
      ? null
      : Buffer.from(sealText(key, placeOf(contact.id, field, revision), plain, newNonce()));
  };
  return {
    locale: contact.locale ?? null,
    revision,
    sealedName: seal("name"),
    sealedEmail: seal("email"),
    sealedIdentifier: seal("identifier"),
    nameVerified: contact.detailsVerified.name,
    emailVerified: contact.detailsVerified.email,
    detailsIssuedAtMs: contact.detailsIssuedAtMs,
  };
}

function newNonce(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
}
