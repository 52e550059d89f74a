/** Wrapped data keys in D1. A row that is gone, or whose key was destroyed, means that its data is erased. */
import { and, eq, exists, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { type KeyRing, type KeySubject, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
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
  const values = db
    .select({
      kind: sql`${subject.kind}`.as("kind"),
      subjectId: sql`${subject.id}`.as("subject_id"),
      keyId: sql`${key.keyId}`.as("key_id"),
      wrapped: sql`${Buffer.from(key.wrapped)}`.as("wrapped"),
      createdAtMs: sql`${nowMs}`.as("created_at_ms"),
    })
    .from(sql`(SELECT 1)`)
    .where(exists(subjectRow));
  return db.insert(dataKeys).select(values);
}

/** @returns the wrapped key as it rests, or undefined if there is none */
async function readWrappedKey(db: Database, subject: KeySubject): Promise<WrappedKey | undefined> {
  const [row] = await db
    .select({ keyId: dataKeys.keyId, wrapped: dataKeys.wrapped })
    .from(dataKeys)
    .where(and(eq(dataKeys.kind, subject.kind), eq(dataKeys.subjectId, subject.id)));
  return row;
}

/** @throws KeyRingBroken if the wrapping key is missing; SealBroken if the row was tampered with */
export async function readDataKey(
  db: Database,
  keyRing: KeyRing,
  subject: KeySubject,
): Promise<Uint8Array | undefined> {
  const wrapped = await readWrappedKey(db, subject);
  return wrapped === undefined ? undefined : unwrapDataKey(keyRing, subject, wrapped);
}
