/** The log of who looked at what is masked, which also says when it was enough for an hour. */
import { and, desc, eq, gt, lt, sql } from "drizzle-orm";
import type { AuditEntry } from "#domain/audit/actions";
import { auditLog } from "#domain/audit/schema";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";

export const MAX_REVEALS_AN_HOUR = 60;
const HOUR_MS = 60 * 60_000;

export type Noted = { readonly noted: true } | { readonly noted: false; readonly retryAfterMs: number };

/**
 * Notes a look before it is taken, unless this person has looked as often as they may within the last hour: counted and
 * written in one statement, so that no two at once both take the last.
 * @throws if it cannot be written: then nothing may be shown
 */
export async function noteReveal(db: Database, entry: Omit<AuditEntry, "action">, nowMs: number): Promise<Noted> {
  const ofThisHour = and(
    eq(auditLog.actorId, entry.actor.id),
    eq(auditLog.action, "personal.revealed"),
    gt(auditLog.atMs, nowMs - HOUR_MS),
  );
  const mayLook = db
    .select({ one: sql`1` })
    .from(sql`(SELECT 1)`)
    .where(lt(db.$count(auditLog, ofThisHour), MAX_REVEALS_AN_HOUR));
  const { meta } = await auditStatement(db, { ...entry, action: "personal.revealed" }, nowMs, mayLook);
  if (meta.changes > 0) return { noted: true };
  const [oldest] = await db
    .select({ atMs: auditLog.atMs })
    .from(auditLog)
    .where(ofThisHour)
    .orderBy(desc(auditLog.atMs))
    .limit(1)
    .offset(MAX_REVEALS_AN_HOUR - 1);
  return { noted: false, retryAfterMs: (oldest?.atMs ?? nowMs) + HOUR_MS - nowMs };
}
