/** Service levels in D1. Each change has its audit row in its own batch, on the state that whoever changes it saw. */
import { and, asc, eq, exists, lt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { AuditEntry } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { readCalendars } from "#domain/sla/calendar-store";
import { businessCalendars, slaPolicies } from "#domain/sla/schema";
import { MAX_SLA_POLICIES } from "#protocol/constants";
import { type SlaPolicy, type SlaPolicyContent, slaPolicyBody } from "#protocol/http-sla";

/** In the shop's order. */
export async function listSlaPolicies(db: Database): Promise<SlaPolicy[]> {
  const rows = await db.select().from(slaPolicies).orderBy(asc(slaPolicies.position), asc(slaPolicies.id));
  return rows.map(toPolicy);
}

/** Makes one, the last in order. @returns refuses `too_many`, `calendar_unknown` */
export async function createSlaPolicy(
  db: Database,
  id: string,
  content: SlaPolicyContent,
  by: ChangeBy,
): Promise<Result<SlaPolicy>> {
  const hasRoom = lt(db.$count(slaPolicies), MAX_SLA_POLICIES);
  const mayBe = sql`(SELECT 1 WHERE ${hasRoom} AND ${isCalendar(db, content.calendarId)})`;
  const position = sql`(SELECT coalesce(max(position), 0) + 1 FROM ${slaPolicies})`;
  const row = { id, ...columnsOf(content), position, version: 1, createdAtMs: by.nowMs, updatedAtMs: by.nowMs };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(mayBe),
    told(db, "sla.created", id, by, mayBe),
    db.insert(slaPolicies).select(rowIf(slaPolicies, row, mayBe)),
  ]);
  if (made.length > 0) return ok({ id, ...content, version: 1 });
  return refuse((await isMissing(db, content.calendarId)) ? "calendar_unknown" : "too_many");
}

/** @param version that whoever changes it saw. @returns refuses `calendar_unknown`, `changed_meanwhile`, `not_found` */
export async function changeSlaPolicy(
  db: Database,
  id: string,
  version: number,
  content: SlaPolicyContent,
  by: ChangeBy,
): Promise<Result<SlaPolicy>> {
  const isUnchanged = and(isStill(id, version), isCalendar(db, content.calendarId));
  const changing = db.select({ id: slaPolicies.id }).from(slaPolicies).where(isUnchanged);
  const [changed] = await db.batch([
    changing,
    told(db, "sla.changed", id, by, changing),
    db
      .update(slaPolicies)
      .set({ ...columnsOf(content), version: version + 1, updatedAtMs: by.nowMs })
      .where(isUnchanged),
  ]);
  if (changed.length > 0) return ok({ id, ...content, version: version + 1 });
  const why = await whyNot(db, id, version);
  return refuse(why ?? ((await isMissing(db, content.calendarId)) ? "calendar_unknown" : "changed_meanwhile"));
}

/** @returns refuses `changed_meanwhile`, `not_found` */
export async function deleteSlaPolicy(db: Database, id: string, version: number, by: ChangeBy): Promise<Result<true>> {
  const deleting = db.select({ id: slaPolicies.id }).from(slaPolicies).where(isStill(id, version));
  const [deleted] = await db.batch([
    deleting,
    told(db, "sla.deleted", id, by, deleting),
    db.delete(slaPolicies).where(isStill(id, version)),
  ]);
  return deleted.length > 0 ? ok(true) : refuse((await whyNot(db, id, version)) ?? "changed_meanwhile");
}

/** @param ids all that there are, each once; else somebody made or deleted one meanwhile */
export async function orderSlaPolicies(
  db: Database,
  ids: readonly string[],
  by: ChangeBy,
): Promise<Result<{ items: SlaPolicy[] }>> {
  if (new Set(ids).size !== ids.length) return refuse("changed_meanwhile");
  const named = db.$count(slaPolicies, inList(slaPolicies.id, ids));
  const isAll = sql`(SELECT 1 WHERE ${named} = ${ids.length} AND ${db.$count(slaPolicies)} = ${ids.length})`;
  const placed = sql`(SELECT key + 1 FROM json_each(${JSON.stringify(ids)}) WHERE value = ${slaPolicies.id})`;
  const [ordered] = await db.batch([
    db.select({ ordered: sql`1` }).from(isAll),
    told(db, "sla.ordered", "all", by, isAll),
    db.update(slaPolicies).set({ position: placed }).where(exists(isAll)),
  ]);
  return ordered.length > 0 ? ok({ items: await listSlaPolicies(db) }) : refuse("changed_meanwhile");
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const { channels, priorities, tiers, ticketTypes, escalation } = slaPolicyBody.shape;
const stored = z.object({
  channels: json.pipe(channels),
  priorities: json.pipe(priorities),
  tiers: json.pipe(tiers),
  ticketTypes: json.pipe(ticketTypes),
  escalation: json.pipe(escalation),
});

function toPolicy(row: typeof slaPolicies.$inferSelect): SlaPolicy {
  const { id, name, firstResponseMs, nextResponseMs, resolutionMs, calendarId, reminderMs } = row;
  const { appliesTo, warnPercent, onReopen, version } = row;
  return {
    ...{ id, name, ...stored.parse(row), appliesTo, warnPercent, onReopen, version },
    ...(firstResponseMs === null ? {} : { firstResponseMs }),
    ...(nextResponseMs === null ? {} : { nextResponseMs }),
    ...(resolutionMs === null ? {} : { resolutionMs }),
    ...(calendarId === null ? {} : { calendarId }),
    ...(reminderMs === null ? {} : { reminderMs }),
  };
}

function columnsOf(content: SlaPolicyContent) {
  return {
    name: content.name,
    channels: JSON.stringify(content.channels),
    priorities: JSON.stringify(content.priorities),
    tiers: JSON.stringify(content.tiers),
    appliesTo: content.appliesTo,
    ticketTypes: JSON.stringify(content.ticketTypes),
    firstResponseMs: content.firstResponseMs ?? null,
    nextResponseMs: content.nextResponseMs ?? null,
    resolutionMs: content.resolutionMs ?? null,
    calendarId: content.calendarId ?? null,
    warnPercent: content.warnPercent,
    reminderMs: content.reminderMs ?? null,
    escalation: JSON.stringify(content.escalation),
    onReopen: content.onReopen,
  };
}

function isStill(id: string, version: number): SQL | undefined {
  return and(eq(slaPolicies.id, id), eq(slaPolicies.version, version));
}

/** @param calendarId undefined for around the clock, which needs none */
function isCalendar(db: Database, calendarId: string | undefined): SQL {
  if (calendarId === undefined) return sql`1`;
  return exists(db.select({ one: sql`1` }).from(businessCalendars).where(eq(businessCalendars.id, calendarId)));
}

async function isMissing(db: Database, calendarId: string | undefined): Promise<boolean> {
  return calendarId !== undefined && (await readCalendars(db, [calendarId])).length === 0;
}

async function whyNot(db: Database, id: string, version: number): Promise<Failure | undefined> {
  const [now] = await db.select({ version: slaPolicies.version }).from(slaPolicies).where(eq(slaPolicies.id, id));
  if (now === undefined) return "not_found";
  return now.version === version ? undefined : "changed_meanwhile";
}

function told(
  db: Database,
  action: Extract<AuditEntry["action"], `sla.${string}`>,
  id: string,
  { auditor, nowMs }: ChangeBy,
  condition: Parameters<typeof auditStatement>[3],
) {
  return auditStatement(db, { actor: auditor, action, subject: { type: "sla", id } }, nowMs, condition);
}
