/**
 * Canned responses in D1. A change counts only against the version that was seen; of the shop's each stands in the audit
 * log, in the same batch.
 */
import { and, asc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import type { AuditAction, AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { cannedResponses } from "#domain/canned/schema";
import type { Database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { MAX_CANNED } from "#protocol/constants";
import { type CannedBody, type CannedResponse, cannedTexts } from "#protocol/http-canned";

export interface CannedChange {
  readonly agentId: string;
  readonly auditor: AuditActor;
  readonly nowMs: number;
}

type Content = Pick<CannedBody, "code" | "texts">;
type Row = typeof cannedResponses.$inferSelect;

function toCanned({ id, ownerId, code, texts, version }: Row): CannedResponse {
  return { id, version, shared: ownerId === null, code, texts: cannedTexts.parse(JSON.parse(texts)) };
}

/** Whose they are: the shop's, or this agent's own. */
function ownedBy(ownerId: string | null): SQL {
  return ownerId === null ? isNull(cannedResponses.ownerId) : eq(cannedResponses.ownerId, ownerId);
}

/** The shop's and the agent's own, by code. */
export async function listCanned(db: Database, agentId: string): Promise<CannedResponse[]> {
  const rows = await db
    .select()
    .from(cannedResponses)
    .where(or(ownedBy(null), ownedBy(agentId)))
    .orderBy(asc(cannedResponses.code), asc(cannedResponses.id));
  return rows.map(toCanned);
}

/** @returns undefined if there is none, or it is another agent's own */
export async function readCanned(db: Database, id: string, agentId: string): Promise<CannedResponse | undefined> {
  const [row] = await db
    .select()
    .from(cannedResponses)
    .where(and(eq(cannedResponses.id, id), or(ownedBy(null), ownedBy(agentId))));
  return row === undefined ? undefined : toCanned(row);
}

/** Makes one; refuses a code that its owner uses already. */
export async function createCanned(
  db: Database,
  id: string,
  { shared, code, texts }: CannedBody,
  by: CannedChange,
): Promise<Result<CannedResponse>> {
  const ownerId = shared ? null : by.agentId;
  const taken = db
    .select({ id: cannedResponses.id })
    .from(cannedResponses)
    .where(and(ownedBy(ownerId), eq(cannedResponses.code, code)));
  const count = db.$count(cannedResponses, ownedBy(ownerId));
  const mayBe = sql`(SELECT 1 WHERE NOT EXISTS ${taken} AND ${count} < ${MAX_CANNED})`;
  const row = {
    id,
    ownerId,
    code,
    texts: JSON.stringify(texts),
    version: 1,
    createdAtMs: by.nowMs,
    updatedAtMs: by.nowMs,
  };
  const [made] = await db.batch([
    db.select({ one: sql`1` }).from(mayBe),
    db.insert(cannedResponses).select(rowIf(cannedResponses, row, mayBe)),
    ...noted(
      db,
      "canned.created",
      id,
      shared,
      code,
      by,
      db.select({ one: sql`1` }).from(cannedResponses).where(eq(cannedResponses.id, id)),
    ),
  ]);
  if (made.length > 0) return ok({ id, shared, code, texts, version: 1 });
  return refuse((await taken).length > 0 ? "name_taken" : "too_many");
}

/** @param before as whoever changes it saw it */
export async function changeCanned(
  db: Database,
  before: CannedResponse,
  { code, texts }: Content,
  by: CannedChange,
): Promise<Result<CannedResponse>> {
  const owner = ownedBy(before.shared ? null : by.agentId);
  const other = sql`(SELECT 1 FROM ${cannedResponses} AS other WHERE other.code = ${code} AND other.id <> ${before.id}
    AND other.owner_id IS ${before.shared ? null : by.agentId})`;
  const isStill = and(owner, eq(cannedResponses.id, before.id), eq(cannedResponses.version, before.version));
  const changing = db
    .select({ one: sql`1` })
    .from(cannedResponses)
    .where(and(isStill, sql`NOT EXISTS ${other}`));
  const version = before.version + 1;
  const [changed] = await db.batch([
    changing,
    ...noted(db, "canned.changed", before.id, before.shared, code, by, changing),
    db
      .update(cannedResponses)
      .set({ code, texts: JSON.stringify(texts), version, updatedAtMs: by.nowMs })
      .where(and(isStill, sql`NOT EXISTS ${other}`)),
  ]);
  if (changed.length > 0) return ok({ ...before, code, texts, version });
  const isSeen = (await db.select({ one: sql`1` }).from(cannedResponses).where(isStill)).length > 0;
  return refuse(isSeen ? "name_taken" : "changed_meanwhile");
}

export async function deleteCanned(db: Database, before: CannedResponse, by: CannedChange): Promise<Result<true>> {
  const isStill = and(
    ownedBy(before.shared ? null : by.agentId),
    eq(cannedResponses.id, before.id),
    eq(cannedResponses.version, before.version),
  );
  const deleting = db.select({ one: sql`1` }).from(cannedResponses).where(isStill);
  const [deleted] = await db.batch([
    deleting,
    ...noted(db, "canned.deleted", before.id, before.shared, before.code, by, deleting),
    db.delete(cannedResponses).where(isStill),
  ]);
  const failure: Failure = "changed_meanwhile";
  return deleted.length > 0 ? ok(true) : refuse(failure);
}

/** What everybody uses is everybody's business; what is one's own is not. */
function noted(
  db: Database,
  action: AuditAction,
  id: string,
  shared: boolean,
  code: string,
  { auditor, nowMs }: CannedChange,
  condition: Parameters<typeof auditStatement>[3],
) {
  if (!shared) return [];
  return [
    auditStatement(db, { actor: auditor, action, subject: { type: "canned", id }, detail: { code } }, nowMs, condition),
  ];
}
