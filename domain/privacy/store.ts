/** Wrapped data keys in D1. A row that is gone, or whose key was destroyed, means that its data is erased. */
import { and, asc, count, eq, inArray, ne, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { distinctValues } from "#domain/distinct-values";
import { rowIf } from "#domain/insert-select";
import { DATA_KEY_BYTES, NONCE_BYTES } from "#domain/privacy/envelope";
import { type KeyRing, type KeySubject, unwrapDataKey, type WrappedKey, wrapDataKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";

/**
 * The insert of a wrapped key, for the batch that makes its subject. A batch does not stop at an insert that did nothing,
 * so the key is written only where the subject was.
 * @param subjectRow selects something if the subject is there
 */
export function insertDataKeyIf(
  db: Database,
  subjectRow: SQLWrapper,
  subject: KeySubject,
  key: WrappedKey,
  nowMs: number,
) {
  const { kind, id: subjectId } = subject;
  const row = { kind, subjectId, keyId: key.keyId, wrapped: Buffer.from(key.wrapped), createdAtMs: nowMs };
  return db.insert(dataKeys).select(rowIf(dataKeys, row, subjectRow));
}

/** @returns the wrapped key as it rests, or undefined if there is none */
async function readWrappedKey(db: Database, subject: KeySubject): Promise<WrappedKey | undefined> {
  const [row] = await db
    .select({ keyId: dataKeys.keyId, wrapped: dataKeys.wrapped })
    .from(dataKeys)
    .where(and(eq(dataKeys.kind, subject.kind), eq(dataKeys.subjectId, subject.id)));
  return row;
}

/** @throws KeyMissing if the wrapping key is missing; SealBroken if the row was tampered with */
export async function readDataKey(
  db: Database,
  keyRing: KeyRing,
  subject: KeySubject,
): Promise<Uint8Array | undefined> {
  const wrapped = await readWrappedKey(db, subject);
  return wrapped === undefined ? undefined : unwrapDataKey(keyRing, subject, wrapped);
}

/**
 * The subject's data key, made with its first use.
 * @param random as many random bytes as asked for
 * @throws KeyRingBroken, SealBroken as {@link readDataKey}
 */
export async function dataKeyOf(
  db: Database,
  keyRing: KeyRing,
  subject: KeySubject,
  nowMs: number,
  random: (bytes: number) => Uint8Array,
): Promise<Uint8Array> {
  const known = await readDataKey(db, keyRing, subject);
  if (known !== undefined) return known;
  const { keyId, wrapped } = wrapDataKey(keyRing, subject, random(DATA_KEY_BYTES), random(NONCE_BYTES));
  const row = { kind: subject.kind, subjectId: subject.id, keyId, wrapped: Buffer.from(wrapped), createdAtMs: nowMs };
  // Two at a time may come here: the first one's key is everybody's.
  await db.insert(dataKeys).values(row).onConflictDoNothing();
  const made = await readDataKey(db, keyRing, subject);
  if (made === undefined) throw new Error("a data key that was just made is not there");
  return made;
}

export interface DataKeyRow extends KeySubject, WrappedKey {}

/** @returns what these keys of the ring wrap, in order of key and subject, after the given row */
export function pageOfDataKeys(
  db: Database,
  keyIds: readonly string[],
  after: readonly [keyId: string, kind: string, subjectId: string],
  limit: number,
): Promise<DataKeyRow[]> {
  const { keyId, kind, subjectId: id, wrapped } = dataKeys;
  const isAfter = sql`(${keyId}, ${kind}, ${id}) > (${after[0]}, ${after[1]}, ${after[2]})`;
  return db
    .select({ keyId, kind, id, wrapped })
    .from(dataKeys)
    .where(and(inArray(keyId, [...keyIds]), isAfter))
    .orderBy(asc(keyId), asc(kind), asc(id))
    .limit(limit);
}

/**
 * Puts rewrapped keys in place of what was read, each unless it has changed meanwhile: one that was destroyed stays so.
 * @returns how many were
 */
export async function replaceDataKeys(
  db: Database,
  changes: readonly { before: DataKeyRow; after: WrappedKey }[],
): Promise<number> {
  const [first, ...others] = changes.map(({ before, after }) =>
    db
      .update(dataKeys)
      .set({ keyId: after.keyId, wrapped: Buffer.from(after.wrapped) })
      .where(
        and(
          eq(dataKeys.kind, before.kind),
          eq(dataKeys.subjectId, before.id),
          eq(dataKeys.keyId, before.keyId),
          eq(dataKeys.wrapped, Buffer.from(before.wrapped)),
        ),
      ),
  );
  if (first === undefined) return 0;
  const results = await db.batch([first, ...others]);
  return results.reduce((sum, { meta }) => sum + meta.changes, 0);
}

/** Which keys of the ring wrap anything, however much there is. */
export function dataKeyIds(db: Database): Promise<string[]> {
  return distinctValues(db, dataKeys, dataKeys.keyId);
}

/** How many data keys each key of the ring wraps. */
export async function countDataKeys(db: Database): Promise<Record<string, number>> {
  const rows = await db.select({ keyId: dataKeys.keyId, n: count() }).from(dataKeys).groupBy(dataKeys.keyId);
  return Object.fromEntries(rows.map(({ keyId, n }) => [keyId, n]));
}

export async function countDataKeysNotOf(db: Database, keyId: string): Promise<number> {
  return db.$count(dataKeys, ne(dataKeys.keyId, keyId));
}
