/** Customers' attributes in D1, sealed and opened here. */
import { and, eq, exists, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { type Attributes, type SaidAttributes, withSaidAttributes } from "#domain/customers/attributes";
import { contactAttributes, contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import { NONCE_BYTES, openText, type Place, sealText } from "#domain/privacy/envelope";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { readDataKey } from "#domain/privacy/store";

const stored = z.array(
  z.tuple([z.string(), z.object({ value: z.union([z.string(), z.number(), z.boolean()]), verified: z.boolean() })]),
);

/** How often a change is tried again that found another one before it. */
const TRIES = 5;

function placeOf(contactId: string, revision: number): Place {
  return { table: "contact_attributes", record: contactId, field: "attributes", revision };
}

/** @returns in the order of their keys; none if the contact is not there (any more) */
export async function readAttributes(db: Database, keyRing: KeyRing, contactId: string): Promise<Attributes> {
  const opened = await open(db, keyRing, contactId);
  return new Map([...(opened?.attributes ?? [])].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Takes over what is said, by the rules of `attributes.ts`; of several changes at once each finds what the one before made.
 * @param isSigned by the shop
 * @returns refuses `session_ended` for a contact that is not there or has joined another, `changed_meanwhile` for one that
 * changes all the time
 */
export async function sayAttributes(
  db: Database,
  keyRing: KeyRing,
  contactId: string,
  said: SaidAttributes,
  isSigned: boolean,
  nowMs: number,
): Promise<Result<true>> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const known = await open(db, keyRing, contactId);
    if (known === undefined) return refuse("session_ended");
    const after = withSaidAttributes(known.attributes, said, isSigned);
    if (!after.ok) return after;
    if (after.value === known.attributes) return ok(true);
    if (await write(db, contactId, known, after.value, nowMs)) return ok(true);
  }
  return refuse("changed_meanwhile");
}

/** Of contacts that were erased. */
export async function forgetAttributes(db: Database, contactIds: readonly string[]): Promise<void> {
  await db.delete(contactAttributes).where(inList(contactAttributes.contactId, contactIds));
}

interface Opened {
  readonly attributes: Attributes;
  /** 0 as long as there is no row. */
  readonly revision: number;
  readonly key: Uint8Array;
}

async function open(db: Database, keyRing: KeyRing, contactId: string): Promise<Opened | undefined> {
  const [key, [row]] = await Promise.all([
    readDataKey(db, keyRing, { kind: "contact", id: contactId }),
    db.select().from(contactAttributes).where(eq(contactAttributes.contactId, contactId)),
  ]);
  if (key === undefined) return undefined;
  if (row === undefined) return { attributes: new Map(), revision: 0, key };
  const text = openText(key, placeOf(contactId, row.revision), row.sealed);
  return { attributes: new Map(stored.parse(JSON.parse(text))), revision: row.revision, key };
}

/** @returns whether nobody was faster, and the contact is still somebody of whom something may be kept */
async function write(
  db: Database,
  contactId: string,
  { revision: before, key }: Opened,
  attributes: Attributes,
  nowMs: number,
): Promise<boolean> {
  const revision = before + 1;
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = Buffer.from(sealText(key, placeOf(contactId, revision), JSON.stringify([...attributes]), nonce));
  const isSomebody = db
    .select({ one: sql`1` })
    .from(contacts)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, "contact"), eq(dataKeys.subjectId, contacts.id)))
    .where(and(eq(contacts.id, contactId), isNull(contacts.joinedInto), isNull(contacts.erasureId)));
  const row = { contactId, revision, sealed, changedAtMs: nowMs };
  const { meta } =
    before === 0
      ? await db
          .insert(contactAttributes)
          .select(rowIf(contactAttributes, row, isSomebody))
          .onConflictDoNothing()
      : await db
          .update(contactAttributes)
          .set(row)
          .where(
            and(eq(contactAttributes.contactId, contactId), eq(contactAttributes.revision, before), exists(isSomebody)),
          );
  return meta.changes > 0;
}
