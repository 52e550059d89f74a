/** Writes of the audit log. */
import { type SQLWrapper, sql } from "drizzle-orm";
import type { AuditEntry } from "#domain/audit/actions";
import type { AuditRecord } from "#domain/audit/record";
import { auditLog } from "#domain/audit/schema";
import type { Database } from "#domain/database";
import { rowIf, selection } from "#domain/insert-select";
import { newId } from "#protocol/ids";

/**
 * The insert of an entry, for the batch of the change that it tells of.
 * @param atMs when it happened, Unix milliseconds
 * @param condition selects something if the change took place: a batch does not stop at a statement that changed nothing
 */
export function auditStatement(db: Database, entry: AuditEntry, atMs: number, condition?: SQLWrapper) {
  const row = toRow({ id: newId(atMs), atMs, entry });
  return db
    .insert(auditLog)
    .select(condition === undefined ? sql`SELECT ${selection(auditLog, row)}` : rowIf(auditLog, row, condition));
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
