/** Queries over inboxes, teams and settings. */
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#domain/database";
import { inboxes, settings, teams } from "#domain/organisation/schema";

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

export async function listTeams(db: Database): Promise<{ id: string; name: string }[]> {
  return db.select({ id: teams.id, name: teams.name }).from(teams).orderBy(asc(teams.id));
}

/** Every inbox by its id and name. */
export async function listInboxes(db: Database): Promise<{ id: string; name: string }[]> {
  return db.select({ id: inboxes.id, name: inboxes.name }).from(inboxes).orderBy(asc(inboxes.id));
}

/** Set last by the seed, so that its presence means that all of it is there. */
export const SEEDED_AT_SETTING = "seeded_at_ms";

export async function readSetting(db: Database, key: string): Promise<string | undefined> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, key));
  return row?.value;
}
