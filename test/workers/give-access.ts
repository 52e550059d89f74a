/** Somebody's access as if an administrator had changed it, without one having to. The caller drains the D1 outbox. */
import { eq, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { insertAccessChanges } from "#domain/delivery/d1-outbox";
import type { Access } from "#domain/identity/grants";
import { user } from "#domain/identity/schema";

export async function changeAccess(db: Database, agentId: string, access: Access, nowMs: number): Promise<void> {
  const isTheirs = eq(user.id, agentId);
  const changing = db
    .select({ agentId: sql`${user.id}`.as("agent_id"), accessVersion: sql`${user.accessVersion}`.as("access_version") })
    .from(user)
    .where(isTheirs);
  await db.batch([
    insertAccessChanges(db, changing, nowMs),
    db
      .update(user)
      .set({
        role: access.role,
        grants: access.grants === undefined ? null : JSON.stringify(access.grants),
        teamIds: JSON.stringify(access.teamIds),
        inboxIds: access.inboxIds === undefined ? null : JSON.stringify(access.inboxIds),
        accessVersion: sql`${user.accessVersion} + 1`,
      })
      .where(isTheirs),
  ]);
}
