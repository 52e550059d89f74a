/** Business calendars in D1. Each change has its audit row in its own batch, on the state that whoever changes it saw. */
import { and, asc, eq, inArray, lt, notExists, sql } from "drizzle-orm";
import { z } from "zod";
import type { AuditEntry } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { storedHours } from "#domain/organisation/opening-hours";
import { flawOfCalendar } from "#domain/sla/hours";
import { businessCalendars, slaPolicies } from "#domain/sla/schema";
import { storedClosings, storedSpecialDays } from "#domain/sla/terms";
import { MAX_CALENDARS } from "#protocol/constants";
import type { Calendar, CalendarContent } from "#protocol/http-sla";

/** By name. */
export async function listCalendars(db: Database): Promise<Calendar[]> {
  return (
    await db.select().from(businessCalendars).orderBy(asc(businessCalendars.name), asc(businessCalendars.id))
  ).map(toCalendar);
}

/** @returns those of them that there are */
export async function readCalendars(db: Database, ids: readonly string[]): Promise<Calendar[]> {
  if (ids.length === 0) return [];
  return (
    await db
      .select()
      .from(businessCalendars)
      .where(inArray(businessCalendars.id, [...ids]))
  ).map(toCalendar);
}

/** @returns refuses `hours_unsound`, `too_many` */
export async function createCalendar(
  db: Database,
  id: string,
  content: CalendarContent,
  by: ChangeBy,
): Promise<Result<Calendar>> {
  if (flawOfCalendar(content) !== undefined) return refuse("hours_unsound");
  const hasRoom = sql`(SELECT 1 WHERE ${lt(db.$count(businessCalendars), MAX_CALENDARS)})`;
  const row = { id, ...columnsOf(content), version: 1, createdAtMs: by.nowMs, updatedAtMs: by.nowMs };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(hasRoom),
    told(db, "calendar.created", id, by, hasRoom),
    db.insert(businessCalendars).select(rowIf(businessCalendars, row, hasRoom)),
  ]);
  return made.length > 0 ? ok({ id, ...content, version: 1 }) : refuse("too_many");
}

/** @param version that whoever changes it saw. @returns refuses `hours_unsound`, `changed_meanwhile`, `not_found` */
export async function changeCalendar(
  db: Database,
  id: string,
  version: number,
  content: CalendarContent,
  by: ChangeBy,
): Promise<Result<Calendar>> {
  if (flawOfCalendar(content) !== undefined) return refuse("hours_unsound");
  const isUnchanged = and(eq(businessCalendars.id, id), eq(businessCalendars.version, version));
  const changing = db.select({ id: businessCalendars.id }).from(businessCalendars).where(isUnchanged);
  const [changed] = await db.batch([
    changing,
    told(db, "calendar.changed", id, by, changing),
    db
      .update(businessCalendars)
      .set({ ...columnsOf(content), version: version + 1, updatedAtMs: by.nowMs })
      .where(isUnchanged),
  ]);
  if (changed.length > 0) return ok({ id, ...content, version: version + 1 });
  return refuse((await readCalendars(db, [id])).length === 0 ? "not_found" : "changed_meanwhile");
}

/** @returns refuses `calendar_in_use`, `changed_meanwhile`, `not_found` */
export async function deleteCalendar(db: Database, id: string, version: number, by: ChangeBy): Promise<Result<true>> {
  const using = db.select({ one: sql`1` }).from(slaPolicies).where(eq(slaPolicies.calendarId, id));
  const isUnused = and(eq(businessCalendars.id, id), eq(businessCalendars.version, version), notExists(using));
  const deleting = db.select({ id: businessCalendars.id }).from(businessCalendars).where(isUnused);
  const [deleted] = await db.batch([
    deleting,
    told(db, "calendar.deleted", id, by, deleting),
    db.delete(businessCalendars).where(isUnused),
  ]);
  if (deleted.length > 0) return ok(true);
  const [now] = await readCalendars(db, [id]);
  if (now === undefined) return refuse("not_found");
  return refuse(now.version === version ? "calendar_in_use" : "changed_meanwhile");
}

const json = z.string().transform((text): unknown => JSON.parse(text));
const stored = z.object({
  intervals: json.pipe(storedHours.shape.intervals),
  specialDays: json.pipe(storedSpecialDays),
  closings: json.pipe(storedClosings),
});

function toCalendar({ id, name, timeZone, version, ...row }: typeof businessCalendars.$inferSelect): Calendar {
  return { id, name, timeZone, ...stored.parse(row), version };
}

function columnsOf({ name, timeZone, intervals, specialDays, closings }: CalendarContent) {
  return {
    name,
    timeZone,
    intervals: JSON.stringify(intervals),
    specialDays: JSON.stringify(specialDays.toSorted((a, b) => (a.date < b.date ? -1 : 1))),
    closings: JSON.stringify(closings.toSorted((a, b) => a.fromMs - b.fromMs)),
  };
}

function told(
  db: Database,
  action: Extract<AuditEntry["action"], `calendar.${string}`>,
  id: string,
  { auditor, nowMs }: ChangeBy,
  condition: Parameters<typeof auditStatement>[3],
) {
  return auditStatement(db, { actor: auditor, action, subject: { type: "calendar", id } }, nowMs, condition);
}
