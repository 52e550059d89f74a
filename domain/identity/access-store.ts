/**
 * Changes of somebody's access in D1: role, teams, inboxes, suspension. Each is one batch with its audit row, the ends that it
 * brings with it and the news for the person's sockets; all of its statements are conditional on one and the same state,
 * that before the person's own row is written, which is the last.
 */
import { and, eq, exists, inArray, isNotNull, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";
import type { AuditActor, AuditDetail } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { insertAccessChanges } from "#domain/delivery/d1-outbox";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import type { Account } from "#domain/identity/accounts";
import type { Access } from "#domain/identity/grants";
import { permissionsOf } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { requirementOf } from "#domain/identity/role-security";
import { invitations, roles, user } from "#domain/identity/schema";
import { endSessions, sessionsEnded } from "#domain/identity/sessions";
import { readAccount } from "#domain/identity/store";
import { withdrawTickets } from "#domain/identity/tickets";

/** Whoever changes something, at the state of their own access under which it was allowed. */
export type Giver = Pick<AgentPrincipal, "id" | "accessVersion">;

/** Access by a role that is one of the four, or a custom one at the version that was looked at. */
export interface AccessByRole extends Access {
  readonly custom?: { readonly id: string; readonly name: string; readonly version: number } | undefined;
}

export interface AccessChange {
  readonly giver: Giver;
  readonly auditor: AuditActor;
  readonly nowMs: number;
}

/** Whether what the giver may do has stayed as it was; for a `where`. */
export function isStillGiver(db: Database, { id, accessVersion = 0 }: Giver): SQL {
  const giver = sql`${user} AS giver`;
  return exists(
    db
      .select({ one: sql`1` })
      .from(giver)
      .where(sql`giver.id = ${id} AND giver.access_version = ${accessVersion} AND giver.suspended_at_ms IS NULL`),
  );
}

/** Whether the custom role, if it is one, is still as it was looked at; for a `where`. */
export function isStillRole(db: Database, { custom }: AccessByRole): SQL | undefined {
  if (custom === undefined) return undefined;
  const { id, version } = custom;
  return exists(
    db
      .select({ id: roles.id })
      .from(roles)
      .where(and(eq(roles.id, id), eq(roles.version, version))),
  );
}

/** The columns in which access rests, of accounts as of invitations. */
export function accessColumns({ role, custom, teamIds, inboxIds }: AccessByRole) {
  return {
    role,
    roleId: custom?.id ?? null,
    teamIds: JSON.stringify(teamIds),
    inboxIds: inboxIds === undefined ? null : JSON.stringify(inboxIds),
  };
}

/** Gives somebody another role, other teams or inboxes. @param before as whoever changes it saw them */
export function changeAccess(
  db: Database,
  before: Account,
  access: AccessByRole,
  change: AccessChange,
): Promise<Result<true>> {
  const staysAdmin = access.role === "admin" && access.custom === undefined;
  const mayInvite = permissionsOf(access).includes("account.manage");
  const detail = {
    roleBefore: before.roleId ?? before.role,
    role: access.custom?.id ?? access.role,
    teams: access.teamIds,
    inboxes: access.inboxIds ?? "all",
  };
  return apply(db, before, change, {
    action: "account.accessChanged",
    detail,
    condition: and(isStillRole(db, access), staysAdmin ? undefined : isNotLastAdmin(db)),
    set: {
      ...accessColumns(access),
      secondFactorRequired: requirementOf(access.custom?.id ?? access.role),
      roleName: access.custom?.name ?? null,
      grants: access.grants === undefined ? null : JSON.stringify(access.grants),
    },
    endsInvitations: !mayInvite,
    endsSessions: false,
  });
}

/** From now on they cannot sign in; their sessions, sign-ins under way, reset links and what they have invited others to end with it. */
export function suspend(db: Database, before: Account, change: AccessChange): Promise<Result<true>> {
  return apply(db, before, change, {
    action: "account.suspended",
    condition: and(isNull(user.suspendedAtMs), isNotLastAdmin(db)),
    set: { suspendedAtMs: change.nowMs },
    endsInvitations: true,
    endsSessions: true,
  });
}

/** They may sign in again, with the password and the access that they had. */
export function restore(db: Database, before: Account, change: AccessChange): Promise<Result<true>> {
  return apply(db, before, change, {
    action: "account.restored",
    condition: isNotNull(user.suspendedAtMs),
    set: { suspendedAtMs: null },
    endsInvitations: false,
    endsSessions: false,
  });
}

interface Plan {
  readonly action: "account.accessChanged" | "account.suspended" | "account.restored";
  readonly detail?: AuditDetail;
  /** Of the person's row, beside its version and that of whoever changes it. */
  readonly condition: SQL | undefined;
  readonly set: SQLiteUpdateSetSource<typeof user>;
  readonly endsInvitations: boolean;
  readonly endsSessions: boolean;
}

async function apply(db: Database, before: Account, change: AccessChange, plan: Plan): Promise<Result<true>> {
  const { giver, auditor, nowMs } = change;
  const isUnchanged = and(eq(user.id, before.id), eq(user.accessVersion, before.accessVersion));
  const pending = plan.endsInvitations ? await pendingInvitationsOf(db, before.id) : [];
  // One that they send at this very moment is ended too, or the change is refused.
  const isNoOther = plan.endsInvitations ? hasNoPendingBut(before.id, pending) : undefined;
  const condition = and(isUnchanged, isStillGiver(db, giver), plan.condition, isNoOther);
  const changing = db.select({ id: user.id }).from(user).where(condition);
  const person = db
    .select({ agentId: sql`${user.id}`.as("agent_id"), accessVersion: sql`${user.accessVersion}`.as("access_version") })
    .from(user)
    .where(condition);
  const { action, detail } = plan;
  const entry = { actor: auditor, action, subject: { type: "account", id: before.id }, detail } as const;
  const told = auditStatement(db, entry, nowMs, changing);
  const ends: BatchItem<"sqlite">[] = pending.map((id) => {
    const subject = { type: "invitation", id } as const;
    return auditStatement(db, { actor: auditor, action: "account.invitationRevoked", subject }, nowMs, changing);
  });
  if (pending.length > 0)
    ends.push(
      db
        .update(invitations)
        .set({ revokedAtMs: nowMs })
        .where(and(inArray(invitations.id, idsIn(pending)), exists(changing))),
    );
  if (plan.endsSessions) {
    const all = { userId: before.id };
    ends.push(
      sessionsEnded(db, auditor, all, { why: "suspended", which: "all" }, nowMs, changing),
      ...endSessions(db, all, nowMs, changing),
      withdrawTickets(db, "second-factor", before.id, changing),
      withdrawTickets(db, "password-reset", before.id, changing),
    );
  }
  const [changed] = await db.batch([
    changing,
    told,
    insertAccessChanges(db, person, nowMs),
    ...ends,
    db
      .update(user)
      .set({ ...plan.set, accessVersion: before.accessVersion + 1, updatedAt: new Date(nowMs) })
      .where(condition),
  ]);
  return changed.length > 0 ? ok(true) : refuse(await whyNot(db, before));
}

/** Of the person whose row it is: there is another active administrator, or they are none. */
function isNotLastAdmin(db: Database): SQL {
  const other = db
    .select({ one: sql`1` })
    .from(sql`${user} AS other`)
    .where(
      sql`other.id <> ${user.id} AND other.role = 'admin' AND other.role_id IS NULL AND other.suspended_at_ms IS NULL`,
    );
  const isAdmin = and(eq(user.role, "admin"), isNull(user.roleId), isNull(user.suspendedAtMs));
  return sql`(NOT (${isAdmin}) OR ${exists(other)})`;
}

async function whyNot(db: Database, before: Account): Promise<Failure> {
  const now = await readAccount(db, before.id);
  if (now === undefined) return "not_found";
  if (now.accessVersion !== before.accessVersion) return "changed_meanwhile";
  const others = await db
    .select({ id: user.id })
    .from(user)
    .where(and(ne(user.id, now.id), eq(user.role, "admin"), isNull(user.roleId), isNull(user.suspendedAtMs)));
  const isAdmin = now.role === "admin" && now.roleId === undefined && now.suspendedAtMs === undefined;
  return isAdmin && others.length === 0 ? "last_admin" : "changed_meanwhile";
}

async function pendingInvitationsOf(db: Database, accountId: string): Promise<string[]> {
  const rows = await db
    .select({ id: invitations.id })
    .from(invitations)
    .where(
      and(eq(invitations.invitedBy, accountId), isNull(invitations.acceptedAtMs), isNull(invitations.revokedAtMs)),
    );
  return rows.map(({ id }) => id);
}

function hasNoPendingBut(accountId: string, known: readonly string[]): SQL {
  return sql`NOT EXISTS (SELECT 1 FROM ${invitations} WHERE invited_by = ${accountId}
    AND accepted_at_ms IS NULL AND revoked_at_ms IS NULL AND ${invitations.id} NOT IN ${idsIn(known)})`;
}

/** As one parameter, since a statement takes a hundred at most. */
function idsIn(ids: readonly string[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}
