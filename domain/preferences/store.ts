/** Preferences of agents in D1. A change counts only against the version that was seen: two tabs never undo each other. */
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { ok, type Result, refuse } from "#domain/failures";
import { agentPreferences } from "#domain/preferences/schema";
import { type KeptPreferences, preferences } from "#protocol/http-preferences";

/** @returns the defaults, at version 0, of somebody who never changed any */
export async function readPreferences(db: Database, userId: string): Promise<KeptPreferences> {
  const [row] = await db.select().from(agentPreferences).where(eq(agentPreferences.userId, userId));
  // What a later release kept and this one does not know is no reason to show nothing.
  const read = preferences.safeParse(row === undefined ? {} : JSON.parse(row.value));
  return { preferences: read.data ?? preferences.parse({}), version: row?.version ?? 0 };
}

/** Keeps all of them, and owes the agent's actor the news. @param wanted with the version that was seen */
export async function changePreferences(
  db: Database,
  userId: string,
  wanted: KeptPreferences,
  nowMs: number,
): Promise<Result<KeptPreferences>> {
  const value = JSON.stringify(wanted.preferences);
  const version = wanted.version + 1;
  const written = db
    .select({ one: sql`1` })
    .from(agentPreferences)
    .where(
      and(
        eq(agentPreferences.userId, userId),
        eq(agentPreferences.version, version),
        eq(agentPreferences.value, value),
        eq(agentPreferences.updatedAtMs, nowMs),
      ),
    );
  const row = { userId, value, version, updatedAtMs: nowMs };
  const change =
    wanted.version === 0
      ? db.insert(agentPreferences).values(row).onConflictDoNothing().returning()
      : db
          .update(agentPreferences)
          .set(row)
          .where(and(eq(agentPreferences.userId, userId), eq(agentPreferences.version, wanted.version)))
          .returning();
  const [changed] = await db.batch([
    change,
    insertD1EffectIf(db, written, { kind: "preferences.changed", payload: { agentId: userId } }, nowMs),
  ]);
  return changed.length > 0 ? ok({ preferences: wanted.preferences, version }) : refuse("changed_meanwhile");
}
