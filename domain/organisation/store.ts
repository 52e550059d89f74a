/** Queries over inboxes, teams and settings. */
import { asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#domain/database";
import { inboxes, settings, teams } from "#domain/organisation/schema";
import { FIRST_SUPPORT_TIER, SUPPORT_TIERS, type SupportTier } from "#protocol/support-tiers";

const origins = z.array(z.string());

export interface Inbox {
  readonly id: string;
  readonly name: string;
  readonly defaultTeamId: string;
  readonly allowedOrigins: readonly string[];
}

/** Every inbox with the origins it lets in; a deployment has a handful. */
export async function listInboxOrigins(db: Database): Promise<Pick<Inbox, "id" | "allowedOrigins">[]> {
  const rows = await db.select({ id: inboxes.id, allowedOrigins: inboxes.allowedOrigins }).from(inboxes);
  return rows.map((row) => ({ id: row.id, allowedOrigins: origins.parse(row.allowedOrigins) }));
}

/** @returns the inbox, or undefined if there is none */
export async function findInbox(db: Database, inboxId: string): Promise<Inbox | undefined> {
  const [row] = await db
    .select({
      id: inboxes.id,
      name: inboxes.name,
      defaultTeamId: inboxes.defaultTeamId,
      allowedOrigins: inboxes.allowedOrigins,
    })
    .from(inboxes)
    .where(eq(inboxes.id, inboxId));
  return row === undefined ? undefined : { ...row, allowedOrigins: origins.parse(row.allowedOrigins) };
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly supportTier: SupportTier;
}

export async function listTeams(db: Database): Promise<Team[]> {
  const { id, name, supportTier } = teams;
  const rows = await db.select({ id, name, supportTier }).from(teams).orderBy(asc(id));
  return rows.map((row) => ({ ...row, supportTier: tierOf(row.supportTier) }));
}

/** A line that a later release had is no reason to know no teams. */
function tierOf(stored: number): SupportTier {
  return SUPPORT_TIERS.find((tier) => tier === stored) ?? FIRST_SUPPORT_TIER;
}

/** Every inbox by its id and name. */
export async function listInboxes(db: Database): Promise<{ id: string; name: string }[]> {
  return db.select({ id: inboxes.id, name: inboxes.name }).from(inboxes).orderBy(asc(inboxes.id));
}

/** Every inbox with the team in which its conversations begin. */
export async function listInboxesByTeam(db: Database): Promise<{ id: string; name: string; teamId: string }[]> {
  const { id, name, defaultTeamId: teamId } = inboxes;
  return db.select({ id, name, teamId }).from(inboxes).orderBy(asc(id));
}

/** Set last by the seed, so that its presence means that all of it is there. */
export const SEEDED_AT_SETTING = "seeded_at_ms";

export async function writeSetting(db: Database, key: string, value: string): Promise<void> {
  await db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } });
}

export async function readSetting(db: Database, key: string): Promise<string | undefined> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value;
}

/**
 * Notes that something begins now, unless it began a moment ago.
 * @param key of the setting that holds when, Unix milliseconds
 * @param apartMs how long it keeps others from beginning it again
 * @returns whether it may: of several at once one may
 */
export async function beginApart(db: Database, key: string, apartMs: number, nowMs: number): Promise<boolean> {
  const begun = await db
    .insert(settings)
    .values({ key, value: String(nowMs) })
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: String(nowMs) },
      setWhere: sql`CAST(${settings.value} AS INTEGER) <= ${nowMs - apartMs}`,
    })
    .returning({ key: settings.key });
  return begun.length > 0;
}
