/**
 * Custom roles in D1. A person's row carries their role's permissions, so that one query makes a principal: whatever changes
 * a role changes these rows in the same batch, and owes each person's sockets the news. A batch does not stop at a statement
 * that changed nothing, so each is conditional on the same state: that before the role's own row is written, the last.
 */
import { and, asc, eq, exists, gt, isNull, ne, notExists, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { insertAccessChanges } from "#domain/delivery/d1-outbox";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { type Giver, isStillGiver } from "#domain/identity/access-store";
import { roleNameKey } from "#domain/identity/roles";
import { invitations, roles, user } from "#domain/identity/schema";
import { rowIf } from "#domain/insert-select";
import type { Role } from "#protocol/constants";

export interface CustomRole {
  readonly id: string;
  readonly name: string;
  /** Which of the four it is based on. */
  readonly role: Role;
  readonly permissions: readonly string[];
  readonly version: number;
}

/** What a role is made of. */
export type RoleContent = Pick<CustomRole, "name" | "role" | "permissions">;

const permissionsJson = z.array(z.string());

function toRole(row: typeof roles.$inferSelect): CustomRole {
  const { id, name, role, version } = row;
  return { id, name, role, version, permissions: permissionsJson.parse(JSON.parse(row.permissions)) };
}

/** Every custom role by name, with how many people have it and how many are asked to join with it. */
export async function listRoles(
  db: Database,
  nowMs: number,
): Promise<(CustomRole & { people: number; invited: number })[]> {
  const people = db.$count(user, eq(user.roleId, roles.id));
  const invited = db.$count(invitations, and(eq(invitations.roleId, roles.id), isPending(), isOpenAt(nowMs)));
  const rows = await db.select({ row: roles, people, invited }).from(roles).orderBy(asc(roles.nameKey));
  return rows.map(({ row, ...counts }) => ({ ...toRole(row), ...counts }));
}

/** @returns undefined if there is none */
export async function readRole(db: Database, roleId: string): Promise<CustomRole | undefined> {
  const [row] = await db.select().from(roles).where(eq(roles.id, roleId));
  return row === undefined ? undefined : toRole(row);
}

/** Who changes a role, when, and as whom the audit log tells it. */
export interface RoleChange {
  readonly giver: Giver;
  readonly auditor: AuditActor;
  readonly nowMs: number;
}

/** Makes a role; refuses a name that another one has. */
export async function createRole(
  db: Database,
  roleId: string,
  content: RoleContent,
  { giver, auditor, nowMs }: RoleChange,
): Promise<Result<CustomRole>> {
  const nameKey = roleNameKey(content.name);
  const mayBe = sql`(SELECT 1 WHERE ${isStillGiver(db, giver)} AND ${isNameFree(db, nameKey, roleId)})`;
  const subject = { type: "role", id: roleId } as const;
  const detail = { base: content.role, permissions: content.permissions };
  const times = { createdAtMs: nowMs, updatedAtMs: nowMs };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(mayBe),
    auditStatement(db, { actor: auditor, action: "role.created", subject, detail }, nowMs, mayBe),
    db
      .insert(roles)
      .select(
        rowIf(
          roles,
          { id: roleId, ...content, permissions: JSON.stringify(content.permissions), nameKey, version: 1, ...times },
          mayBe,
        ),
      ),
  ]);
  if (made.length > 0) return ok({ id: roleId, ...content, version: 1 });
  return refuse((await isTaken(db, nameKey, roleId)) ? "name_taken" : "changed_meanwhile");
}

/** Changes a role and the access of everybody who has it. @param before as whoever changes it saw it */
export async function changeRole(
  db: Database,
  before: CustomRole,
  content: RoleContent,
  { giver, auditor, nowMs }: RoleChange,
): Promise<Result<CustomRole>> {
  const nameKey = roleNameKey(content.name);
  const permissions = JSON.stringify(content.permissions);
  const isUnchanged = and(isStill(before), isStillGiver(db, giver), isNameFree(db, nameKey, before.id));
  const changing = db.select({ id: roles.id }).from(roles).where(isUnchanged);
  const ofPeople = and(eq(user.roleId, before.id), exists(changing));
  const isOfAccess = before.role !== content.role || JSON.stringify(before.permissions) !== permissions;
  const people = db
    .select({ agentId: sql`${user.id}`.as("agent_id"), accessVersion: sql`${user.accessVersion}`.as("access_version") })
    .from(user)
    // A new name alone changes nothing of what they may do, and closes no sockets.
    .where(isOfAccess ? ofPeople : sql`0`);
  const rewritten = {
    role: content.role,
    roleName: content.name,
    grants: permissions,
    accessVersion: sql`${user.accessVersion} + ${isOfAccess ? 1 : 0}`,
    updatedAt: new Date(nowMs),
  };
  const entry = {
    actor: auditor,
    action: "role.changed",
    subject: { type: "role", id: before.id },
    detail: {
      base: content.role,
      added: content.permissions.filter((name) => !before.permissions.includes(name)),
      removed: before.permissions.filter((name) => !content.permissions.includes(name)),
    },
  } as const;
  const [changed] = await db.batch([
    changing,
    auditStatement(db, entry, nowMs, changing),
    insertAccessChanges(db, people, nowMs),
    db.update(user).set(rewritten).where(ofPeople),
    db
      .update(invitations)
      .set({ role: content.role })
      .where(and(eq(invitations.roleId, before.id), isPending(), exists(changing))),
    db
      .update(roles)
      .set({ ...content, permissions, nameKey, version: before.version + 1, updatedAtMs: nowMs })
      .where(isUnchanged),
  ]);
  if (changed.length > 0) return ok({ id: before.id, ...content, version: before.version + 1 });
  return refuse(await whyNot(db, before, nameKey));
}

/** Deletes a role that nobody has and nobody is asked to join with; others are `in_use`. */
export async function deleteRole(
  db: Database,
  before: CustomRole,
  { giver, auditor, nowMs }: RoleChange,
): Promise<Result<true>> {
  const having = db.select({ id: user.id }).from(user).where(eq(user.roleId, before.id));
  const asked = db
    .select({ id: invitations.id })
    .from(invitations)
    .where(and(eq(invitations.roleId, before.id), isPending(), isOpenAt(nowMs)));
  const isDeletable = and(isStill(before), isStillGiver(db, giver), notExists(having), notExists(asked));
  const deleting = db.select({ id: roles.id }).from(roles).where(isDeletable);
  const entry = { actor: auditor, action: "role.deleted", subject: { type: "role", id: before.id } } as const;
  const [deleted] = await db.batch([
    deleting,
    auditStatement(db, entry, nowMs, deleting),
    // Those that have expired could be sent again, and then nobody would know what for.
    db
      .update(invitations)
      .set({ revokedAtMs: nowMs })
      .where(and(eq(invitations.roleId, before.id), isPending(), exists(deleting))),
    db.delete(roles).where(isDeletable),
  ]);
  if (deleted.length > 0) return ok(true);
  const [has, isAsked] = await db.batch([having, asked]);
  return refuse(has.length + isAsked.length > 0 ? "in_use" : await whyNot(db, before, roleNameKey(before.name)));
}

function isStill({ id, version }: CustomRole): SQL | undefined {
  return and(eq(roles.id, id), eq(roles.version, version));
}

function isNameFree(db: Database, nameKey: string, exceptId: string): SQL {
  return notExists(withName(db, nameKey, exceptId));
}

function withName(db: Database, nameKey: string, exceptId: string) {
  return db
    .select({ one: sql`1` })
    .from(sql`${roles} AS other`)
    .where(sql`other.name_key = ${nameKey} AND other.id <> ${exceptId}`);
}

function isPending(): SQL | undefined {
  return and(isNull(invitations.acceptedAtMs), isNull(invitations.revokedAtMs));
}

function isOpenAt(nowMs: number): SQL {
  return gt(invitations.expiresAtMs, nowMs);
}

async function isTaken(db: Database, nameKey: string, exceptId: string): Promise<boolean> {
  const rows = await db
    .select({ id: roles.id })
    .from(roles)
    .where(and(eq(roles.nameKey, nameKey), ne(roles.id, exceptId)));
  return rows.length > 0;
}

async function whyNot(db: Database, before: CustomRole, nameKey: string): Promise<Failure> {
  const now = await readRole(db, before.id);
  if (now === undefined) return "not_found";
  const isOnlyTheName = now.version === before.version && (await isTaken(db, nameKey, before.id));
  return isOnlyTheName ? "name_taken" : "changed_meanwhile";
}
