/** Writes of the audit log. */
import { exists, type SQLWrapper, sql } from "drizzle-orm";
import type { AuditEntry } from "#domain/audit/actions";
import type { AuditRecord } from "#domain/audit/record";
import { auditLog } from "#domain/audit/schema";
import type { Database } from "#domain/database";
import { newId } from "#protocol/ids";

/**
 * The insert of an entry, for the batch of the change that it tells of.
 * @param atMs when it happened, Unix milliseconds
 * @param condition selects something if the change took place: a batch does not stop at a statement that changed nothing
 */
export function auditStatement(db: Database, entry: AuditEntry, atMs: number, condition?: SQLWrapper) {
  const row = toRow({ id: newId(atMs), atMs, entry });
  const one = sql`(SELECT 1)`;
  const columns = db
    .select({
      id: sql`${row.id}`.as("id"),
      atMs: sql`${row.atMs}`.as("at_ms"),
      actorType: sql`${row.actorType}`.as("actor_type"),
      actorId: sql`${row.actorId}`.as("actor_id"),
      sessionId: sql`${row.sessionId}`.as("session_id"),
      origin: sql`${row.origin}`.as("origin"),
      action: sql`${row.action}`.as("action"),
      subjectType: sql`${row.subjectType}`.as("subject_type"),
      subjectId: sql`${row.subjectId}`.as("subject_id"),
      detail: sql`${row.detail}`.as("detail"),
      seq: sql`${row.seq}`.as("seq"),
      hash: sql`${row.hash}`.as("hash"),
    })
    .from(one);
  return db.insert(auditLog).select(condition === undefined ? columns : columns.where(exists(condition)));
}

/** Writes what actors noted in their own transactions. Idempotent: a record keeps the id that it was given there. */
export async function recordAudit(db: Database, records: readonly AuditRecord[]): Promise<void> {
  const [first, ...rest] = records.map((record) => db.insert(auditLog).values(toRow(record)).onConflictDoNothing());
  if (first !== undefined) await db.batch([first, ...rest]);
}

function toRow({ id, atMs, entry }: AuditRecord) {
  const { actor, action, subject, detail = {} } = entry;
  return {
    id,
    atMs,
    actorType: actor.type,
    actorId: actor.id,
    sessionId: actor.sessionId ?? null,
    origin: actor.origin ?? null,
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    detail: JSON.stringify(detail),
    seq: null,
    hash: null,
  };
}
