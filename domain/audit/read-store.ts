/** Reads of the audit log: pages for the screen, and all of it, in order, for exports. */
import { and, asc, desc, eq, gt, gte, inArray, lt, or, type SQL } from "drizzle-orm";
import { z } from "zod";
import { actionsOf } from "#domain/audit/groups";
import { auditLog } from "#domain/audit/schema";
import type { AuditRow } from "#domain/audit/verify";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AuditEntryAnswer, AuditFilter, AuditPage } from "#protocol/http-audit";

/** A row's place in time: two of one millisecond are told apart by their ids. */
const place = z.tuple([z.int().min(0), z.string().max(64)]);
type Place = z.infer<typeof place>;

/** @returns a page, the latest first; refuses a cursor that is not one of ours */
export async function listAudit(
  db: Database,
  filter: AuditFilter,
  page: { cursor?: string | undefined; limit: number },
): Promise<Result<AuditPage>> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  if (page.cursor !== undefined && after === undefined) return refuse("malformed");
  const rows = await db
    .select()
    .from(auditLog)
    .where(and(...conditionsOf(filter), after && isBefore(after)))
    .orderBy(desc(auditLog.atMs), desc(auditLog.id))
    .limit(page.limit + 1);
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return ok({
    items: shown.map(toAnswer),
    ...(last === undefined ? {} : { nextCursor: btoa(JSON.stringify([last.atMs, last.id])) }),
  });
}

/**
 * Rows from the oldest on, a page at a time, as they rest.
 * @param sealedUpTo seals beyond it are left out: what is sealed while this goes on would leave gaps
 */
export async function* auditRows(
  db: Database,
  filter: AuditFilter,
  sealedUpTo: number,
  pageRows: number,
): AsyncGenerator<AuditRow[]> {
  for (let after: Place | undefined; ; ) {
    const rows = await db
      .select()
      .from(auditLog)
      .where(and(...conditionsOf(filter), after && isAfter(after)))
      .orderBy(asc(auditLog.atMs), asc(auditLog.id))
      .limit(pageRows);
    yield rows.map((row) => ((row.seq ?? 0) > sealedUpTo ? { ...row, seq: null, hash: null } : row));
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    after = [last.atMs, last.id];
  }
}

function conditionsOf({ actorId, group, subjectId, fromMs, toMs }: AuditFilter): (SQL | undefined)[] {
  return [
    actorId === undefined ? undefined : eq(auditLog.actorId, actorId),
    group === undefined ? undefined : inArray(auditLog.action, actionsOf(group)),
    subjectId === undefined ? undefined : eq(auditLog.subjectId, subjectId),
    fromMs === undefined ? undefined : gte(auditLog.atMs, fromMs),
    toMs === undefined ? undefined : lt(auditLog.atMs, toMs),
  ];
}

function isBefore([atMs, id]: Place): SQL | undefined {
  return or(lt(auditLog.atMs, atMs), and(eq(auditLog.atMs, atMs), lt(auditLog.id, id)));
}

function isAfter([atMs, id]: Place): SQL | undefined {
  return or(gt(auditLog.atMs, atMs), and(eq(auditLog.atMs, atMs), gt(auditLog.id, id)));
}

const detail = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));

function toAnswer(row: AuditRow): AuditEntryAnswer {
  return {
    id: row.id,
    atMs: row.atMs,
    actor: {
      type: row.actorType,
      id: row.actorId,
      ...(row.sessionId === null ? {} : { sessionId: row.sessionId }),
      ...(row.origin === null ? {} : { origin: row.origin }),
    },
    action: row.action,
    subject: { type: row.subjectType, id: row.subjectId },
    // One that was tampered with shows all the same: that is when somebody looks.
    detail: detail.safeParse(parse(row.detail)).data ?? { unreadable: true },
    ...(row.seq === null ? {} : { seq: row.seq }),
    ...(row.hash === null ? {} : { hash: row.hash }),
  };
}

function readCursor(cursor: string): Place | undefined {
  try {
    return place.safeParse(JSON.parse(atob(cursor))).data;
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
