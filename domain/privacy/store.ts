/** Wrapped data keys in D1. A row that is gone, or whose key was destroyed, means that its data is erased. */
import { and, eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import { type KeyRing, type KeySubject, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";

/** The insert of a wrapped key, for the batch that makes its subject. */
export function insertDataKey(db: Database, subject: KeySubject, key: WrappedKey, nowMs: number) {
  return db.insert(dataKeys).values({
    kind: subject.kind,
    subjectId: subject.id,
    keyId: key.keyId,
    wrapped: Buffer.from(key.wrapped),
    createdAtMs: nowMs,
  });
}

/** @returns the wrapped key as it rests, or undefined if there is none */
export async function readWrappedKey(db: Database, subject: KeySubject): Promise<WrappedKey | undefined> {
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
