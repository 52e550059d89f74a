/** A promise as it rests and as it is read, with what it is about. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { followUps } from "#domain/followups/schema";
import { NONCE_BYTES, openText, sealText } from "#domain/privacy/envelope";
import { isUnopenable, type KeyRing, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import { maskText } from "#domain/privacy/masking";
import { dataKeys } from "#domain/privacy/schema";
import type { FollowUp } from "#protocol/http-follow-ups";

export type StoredFollowUp = typeof followUps.$inferSelect;

/** A stored promise, the key that its note is sealed with, and who has what it is about. */
export interface FoundFollowUp {
  readonly row: StoredFollowUp;
  readonly key: WrappedKey;
  readonly holderId: string | null;
}

/** While it is one to work on. */
const holder = sql<string | null>`CASE ${followUps.subject}
  WHEN 'conversation' THEN (SELECT assignee_id FROM conversations WHERE id = ${followUps.subjectId} AND status <> 'resolved')
  ELSE (SELECT assignee_id FROM tickets WHERE id = ${followUps.subjectId} AND status NOT IN ('resolved', 'closed')) END`;

/** Those that hold, the soonest first. What was erased has no key, and no promise. */
export function findFollowUps(db: Database, condition: SQL | undefined, limit: number) {
  return db
    .select({ row: followUps, key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped }, holderId: holder })
    .from(followUps)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, followUps.subject), eq(dataKeys.subjectId, followUps.subjectId)))
    .where(condition)
    .orderBy(followUps.dueAtMs, followUps.id)
    .limit(limit);
}

function place(id: string) {
  return { table: "follow_ups", record: id, field: "note", revision: 1 };
}

/** Phone numbers and the like are masked before it is sealed, as in notes. @throws KeyMissing */
export function sealNote(
  keyRing: KeyRing,
  subject: { readonly kind: StoredFollowUp["subject"]; readonly id: string },
  wrapped: WrappedKey,
  id: string,
  note: string,
): Buffer {
  const key = unwrapDataKey(keyRing, subject, wrapped);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return Buffer.from(sealText(key, place(id), maskText(note).text, nonce));
}

/** One whose key is missing is told without its note. */
export function toFollowUp(keyRing: KeyRing, { row, key, holderId }: FoundFollowUp): FollowUp {
  const { id, agentId, subject, subjectId, dueAtMs, version } = row;
  const note = row.sealedNote === null ? undefined : noteOf(keyRing, row, row.sealedNote, key);
  return {
    ...{ id, agentId, subject, subjectId, dueAtMs, version },
    ...(holderId === null ? {} : { holderId }),
    ...(note === undefined ? {} : { note }),
  };
}

function noteOf(keyRing: KeyRing, row: StoredFollowUp, sealed: Uint8Array, wrapped: WrappedKey): string | undefined {
  try {
    return openText(unwrapDataKey(keyRing, { kind: row.subject, id: row.subjectId }, wrapped), place(row.id), sealed);
  } catch (error) {
    if (isUnopenable(error)) return undefined;
    throw error;
  }
}
