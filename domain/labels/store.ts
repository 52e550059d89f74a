/**
 * Labels in D1. Each change has its audit row in its own batch; since a batch does not stop at a statement that changed
 * nothing, all of it asks for the same state, and what makes that untrue comes last.
 */
import { and, asc, eq, exists, lt, notExists, type SQL, sql } from "drizzle-orm";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import { labelNameKey } from "#domain/labels/rules";
import { conversationLabels, labels } from "#domain/labels/schema";
import { MAX_LABELS } from "#protocol/constants";
import type { Label, LabelContent, LabelUse } from "#protocol/http-labels";

/** Who changes a label, and when. */
export interface LabelEdit {
  readonly auditor: AuditActor;
  readonly nowMs: number;
}

/** In the shop's order. */
export async function listLabels(db: Database): Promise<Label[]> {
  const rows = await db.select().from(labels).orderBy(asc(labels.position), asc(labels.id));
  return rows.map(toLabel);
}

/** How many conversations carry each. */
export async function countLabels(db: Database): Promise<LabelUse["items"]> {
  const carrying = db.$count(conversationLabels, eq(conversationLabels.labelId, labels.id));
  return db.select({ id: labels.id, conversations: carrying }).from(labels);
}

/** @returns which of these there are */
export async function knownLabels(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.select({ id: labels.id }).from(labels).where(inList(labels.id, ids));
  return new Set(rows.map(({ id }) => id));
}

/** @returns the names of those of them that there are, in the shop's order */
export async function labelNames(db: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const named = db.select({ name: labels.name }).from(labels).where(inList(labels.id, ids));
  return (await named.orderBy(asc(labels.position), asc(labels.id))).map(({ name }) => name);
}

/** @returns those that a shop's page may put on a conversation */
export async function listWidgetLabels(db: Database): Promise<Pick<Label, "id" | "name">[]> {
  return db.select({ id: labels.id, name: labels.name }).from(labels).where(eq(labels.allowFromWidget, true));
}

/** Makes a label, the last in order. */
export async function createLabel(
  db: Database,
  id: string,
  content: LabelContent,
  { auditor, nowMs }: LabelEdit,
): Promise<Result<Label>> {
  const nameKey = labelNameKey(content.name);
  const hasRoom = lt(db.$count(labels), MAX_LABELS);
  const mayBe = sql`(SELECT 1 WHERE ${hasRoom} AND ${isNameFree(db, nameKey, id)})`;
  const position = sql`(SELECT coalesce(max(position), 0) + 1 FROM ${labels})`;
  const row = { id, ...content, nameKey, position, version: 1, createdAtMs: nowMs, updatedAtMs: nowMs };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(mayBe),
    auditStatement(db, entryOf("label.created", id, content, auditor), nowMs, mayBe),
    db.insert(labels).select(rowIf(labels, row, mayBe)),
  ]);
  if (made.length > 0) return ok({ id, ...content, version: 1 });
  return refuse((await isTaken(db, nameKey, id)) ? "name_taken" : "too_many_labels");
}

/** @param version that whoever changes it saw */
export async function changeLabel(
  db: Database,
  id: string,
  version: number,
  content: LabelContent,
  { auditor, nowMs }: LabelEdit,
): Promise<Result<Label>> {
  const nameKey = labelNameKey(content.name);
  const isUnchanged = and(isStill(id, version), isNameFree(db, nameKey, id));
  const changing = db.select({ id: labels.id }).from(labels).where(isUnchanged);
  const [changed] = await db.batch([
    changing,
    auditStatement(db, entryOf("label.changed", id, content, auditor), nowMs, changing),
    db
      .update(labels)
      .set({ ...content, nameKey, version: version + 1, updatedAtMs: nowMs })
      .where(isUnchanged),
  ]);
  if (changed.length > 0) return ok({ id, ...content, version: version + 1 });
  return refuse(await whyNot(db, id, version, nameKey));
}

/** Lists lose it at once; actors drop it when their conversation's labels change next. */
export async function deleteLabel(
  db: Database,
  id: string,
  version: number,
  { auditor, nowMs }: LabelEdit,
): Promise<Result<true>> {
  const deleting = db.select({ id: labels.id }).from(labels).where(isStill(id, version));
  const entry = { actor: auditor, action: "label.deleted", subject: { type: "label", id } } as const;
  const [deleted] = await db.batch([
    deleting,
    auditStatement(db, entry, nowMs, deleting),
    db.delete(conversationLabels).where(and(eq(conversationLabels.labelId, id), exists(deleting))),
    db.delete(labels).where(isStill(id, version)),
  ]);
  return deleted.length > 0 ? ok(true) : refuse(await whyNot(db, id, version, undefined));
}

/** @param ids all that there are, each once; else somebody made or deleted one meanwhile */
export async function orderLabels(
  db: Database,
  ids: readonly string[],
  { auditor, nowMs }: LabelEdit,
): Promise<Result<{ items: Label[] }>> {
  if (new Set(ids).size !== ids.length) return refuse("changed_meanwhile");
  const named = db.$count(labels, inList(labels.id, ids));
  const isAll = sql`(SELECT 1 WHERE ${named} = ${ids.length} AND ${db.$count(labels)} = ${ids.length})`;
  const placed = sql`(SELECT key + 1 FROM json_each(${JSON.stringify(ids)}) WHERE value = ${labels.id})`;
  const subject = { type: "label", id: "all" } as const;
  const [ordered] = await db.batch([
    db.select({ ordered: sql`1` }).from(isAll),
    auditStatement(db, { actor: auditor, action: "label.ordered", subject }, nowMs, isAll),
    db.update(labels).set({ position: placed }).where(exists(isAll)),
  ]);
  return ordered.length > 0 ? ok({ items: await listLabels(db) }) : refuse("changed_meanwhile");
}

/** Of conversations that were erased. */
export async function forgetConversationLabels(db: Database, conversationIds: readonly string[]): Promise<void> {
  await db.delete(conversationLabels).where(inList(conversationLabels.conversationId, conversationIds));
}

function toLabel({ id, name, colour, allowFromWidget, version }: typeof labels.$inferSelect): Label {
  return { id, name, colour, allowFromWidget, version };
}

/** Names are the shop's words, and the log keeps none. */
function entryOf(
  action: "label.created" | "label.changed",
  id: string,
  { colour, allowFromWidget }: LabelContent,
  actor: AuditActor,
) {
  return { actor, action, subject: { type: "label", id }, detail: { colour, allowFromWidget } } as const;
}

function isStill(id: string, version: number): SQL | undefined {
  return and(eq(labels.id, id), eq(labels.version, version));
}

function withName(db: Database, nameKey: string, exceptId: string) {
  return db
    .select({ one: sql`1` })
    .from(sql`${labels} AS other`)
    .where(sql`other.name_key = ${nameKey} AND other.id <> ${exceptId}`);
}

function isNameFree(db: Database, nameKey: string, exceptId: string): SQL {
  return notExists(withName(db, nameKey, exceptId));
}

async function isTaken(db: Database, nameKey: string, exceptId: string): Promise<boolean> {
  return (await withName(db, nameKey, exceptId)).length > 0;
}

async function whyNot(db: Database, id: string, version: number, nameKey: string | undefined): Promise<Failure> {
  const [now] = await db.select({ version: labels.version }).from(labels).where(eq(labels.id, id));
  if (now === undefined) return "not_found";
  const isOnlyTheName = now.version === version && nameKey !== undefined && (await isTaken(db, nameKey, id));
  return isOnlyTheName ? "name_taken" : "changed_meanwhile";
}
