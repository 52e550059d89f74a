/** Which roles need a second factor. Each account has a copy of what is said of its role, so that reading a session stays one query. */
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { insertAccessChanges } from "#domain/delivery/d1-outbox";
import { roleSecurity, user } from "#domain/identity/schema";

/**
 * The value of `user.secondFactorRequired` for a role, for whatever statement gives somebody a role: an insert or an update.
 * @param role a built-in role's name, or the id of the custom role where there is one
 */
export function requirementOf(role: string | SQL): SQL<boolean> {
  return sql<boolean>`coalesce((SELECT ${roleSecurity.secondFactorRequired} FROM ${roleSecurity} WHERE ${roleSecurity.role} = ${role}), 0)`;
}

/** Roles that need a second factor: names of built-in ones, ids of custom ones. */
export async function rolesWithSecondFactor(db: Database): Promise<string[]> {
  const rows = await db
    .select({ role: roleSecurity.role })
    .from(roleSecurity)
    .where(eq(roleSecurity.secondFactorRequired, true));
  return rows.map(({ role }) => role);
}

/**
 * Asks a role for a second factor, or no longer: for everybody who has it, from their next request on. Sockets of those whose access
 * changes by it close. What is so already changes nothing and is not written down. The caller drains the D1 outbox.
 */
export async function requireSecondFactor(
  db: Database,
  role: string,
  isRequired: boolean,
  actor: AuditActor,
  nowMs: number,
): Promise<void> {
  const isNew: SQLWrapper = sql`(SELECT 1 WHERE ${requirementOf(role)} <> ${isRequired ? 1 : 0})`;
  const holders = sql`coalesce(${user.roleId}, ${user.role}) = ${role}`;
  const entry = {
    actor,
    action: "role.secondFactorChanged",
    subject: { type: "role", id: role },
    detail: { required: isRequired },
  } as const;
  const affected = and(holders, eq(user.hasSecondFactor, false), sql`EXISTS ${isNew}`);
  const changing = db
    .select({ agentId: sql`${user.id}`.as("agent_id"), accessVersion: sql`${user.accessVersion}`.as("access_version") })
    .from(user)
    .where(affected);
  await db.batch([
    // In this order: the first three ask whether it is new, the fourth makes it so.
    auditStatement(db, entry, nowMs, isNew),
    insertAccessChanges(db, changing, nowMs),
    db
      .update(user)
      .set({ accessVersion: sql`${user.accessVersion} + 1` })
      .where(affected),
    db
      .insert(roleSecurity)
      .values({ role, secondFactorRequired: isRequired })
      .onConflictDoUpdate({ target: roleSecurity.role, set: { secondFactorRequired: isRequired } }),
    db.update(user).set({ secondFactorRequired: isRequired }).where(holders),
  ]);
}
