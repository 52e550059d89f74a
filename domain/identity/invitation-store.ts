/**
 * Invitations in D1. Whatever becomes of one is a batch whose statements are all conditional on its being pending, at the
 * state before its own row is written, which is the last: of two that accept at once, one makes an account.
 */
import { and, asc, eq, exists, gt, isNotNull, isNull, lte, notExists, or, type SQL, sql } from "drizzle-orm";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { actorRegistry } from "#domain/delivery/schema";
import { ok, type Result, refuse } from "#domain/failures";
import {
  type AccessByRole,
  type AccessChange,
  accessColumns,
  isStillGiver,
  isStillRole,
} from "#domain/identity/access-store";
import { INVITATION_TTL_MS } from "#domain/identity/invitations";
import { requirementOf } from "#domain/identity/role-security";
import { account, invitations, roles, user } from "#domain/identity/schema";
import { rowIf, selection } from "#domain/insert-select";
import { newId } from "#protocol/ids";

export type Invitation = typeof invitations.$inferSelect;

/** With what the invited person will be called to do: a custom role as it is now. */
export interface InvitationWithRole {
  readonly invitation: Invitation;
  /** Of a custom role. */
  readonly custom: { readonly name: string; readonly permissions: string } | null;
}

const customColumns = { name: roles.name, permissions: roles.permissions };

function selectWithRole(db: Database) {
  return db
    .select({ invitation: invitations, custom: customColumns })
    .from(invitations)
    .leftJoin(roles, eq(roles.id, invitations.roleId));
}

/** Those that were neither accepted nor taken back, expired ones too, the oldest first. */
export async function listPendingInvitations(db: Database): Promise<InvitationWithRole[]> {
  return selectWithRole(db).where(isPending()).orderBy(asc(invitations.createdAtMs), asc(invitations.id));
}

/** @returns undefined unless it is pending */
export async function readPendingInvitation(db: Database, id: string): Promise<InvitationWithRole | undefined> {
  return (await selectWithRole(db).where(and(eq(invitations.id, id), isPending())))[0];
}

/** @returns the invitation that a link leads to, with whose it is, null for the operator's; undefined if the link is spent */
export async function findOpenInvitation(db: Database, hash: string, nowMs: number) {
  const [found] = await db
    .select({ invitation: invitations, custom: customColumns, inviterName: user.name })
    .from(invitations)
    .leftJoin(roles, eq(roles.id, invitations.roleId))
    .leftJoin(user, eq(user.id, invitations.invitedBy))
    .where(isOpen(hash, nowMs));
  return found;
}

export interface NewInvitation {
  readonly id: string;
  readonly email: string;
  readonly tokenHash: string;
  readonly locale: Invitation["locale"];
  readonly access: AccessByRole;
}

/** Refuses `email_taken` where there is an account, or an invitation that is still open. */
export async function invite(
  db: Database,
  invitation: NewInvitation,
  { giver, auditor, nowMs }: AccessChange,
): Promise<Result<Invitation>> {
  const { id, email, tokenHash, locale, access } = invitation;
  const row: Invitation = {
    id,
    email,
    tokenHash,
    ...accessColumns(access),
    locale,
    invitedBy: giver.id,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + INVITATION_TTL_MS,
    acceptedAtMs: null,
    revokedAtMs: null,
  };
  const isAllowed = and(isStillGiver(db, giver), isStillRole(db, access), isEmailFree(db, email, nowMs));
  const allowed = sql`(SELECT 1 WHERE ${isAllowed})`;
  const subject = { type: "invitation", id } as const;
  const detail = { role: access.custom?.id ?? access.role };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(allowed),
    auditStatement(db, { actor: auditor, action: "account.invited", subject, detail }, nowMs, allowed),
    // One that has expired gives way.
    db
      .update(invitations)
      .set({ revokedAtMs: nowMs })
      .where(and(eq(invitations.email, email), isPending(), lte(invitations.expiresAtMs, nowMs), exists(allowed))),
    db.insert(invitations).select(rowIf(invitations, row, allowed)),
  ]);
  if (made.length > 0) return ok(row);
  const free = await db.select({ free: sql`1` }).from(sql`(SELECT 1 WHERE ${isEmailFree(db, email, nowMs)})`);
  return refuse(free.length > 0 ? "changed_meanwhile" : "email_taken");
}

/** A new link for another week; the old one is spent. @param before as whoever sends it again saw it */
export async function resend(
  db: Database,
  before: Invitation,
  tokenHash: string,
  { giver, auditor, nowMs }: AccessChange,
): Promise<Result<Invitation>> {
  const set = { tokenHash, expiresAtMs: nowMs + INVITATION_TTL_MS };
  const isUnchanged = and(isStill(before), isStillGiver(db, giver));
  const entry = {
    actor: auditor,
    action: "account.invited",
    subject: { type: "invitation", id: before.id },
    detail: { role: before.roleId ?? before.role, again: true },
  } as const;
  const changing = db.select({ id: invitations.id }).from(invitations).where(isUnchanged);
  const [changed] = await db.batch([
    changing,
    auditStatement(db, entry, nowMs, changing),
    db.update(invitations).set(set).where(isUnchanged),
  ]);
  return changed.length > 0 ? ok({ ...before, ...set }) : refuse("changed_meanwhile");
}

/** Takes it back: the link is spent. */
export async function revoke(
  db: Database,
  before: Invitation,
  { giver, auditor, nowMs }: AccessChange,
): Promise<Result<true>> {
  const isUnchanged = and(isStill(before), isStillGiver(db, giver));
  const subject = { type: "invitation", id: before.id } as const;
  const changing = db.select({ id: invitations.id }).from(invitations).where(isUnchanged);
  const [changed] = await db.batch([
    changing,
    auditStatement(db, { actor: auditor, action: "account.invitationRevoked", subject }, nowMs, changing),
    db.update(invitations).set({ revokedAtMs: nowMs }).where(isUnchanged),
  ]);
  return changed.length > 0 ? ok(true) : refuse("changed_meanwhile");
}

export interface Joining {
  readonly accountId: string;
  readonly name: string;
  /** scrypt, as better-auth hashes it. */
  readonly passwordHash: string;
  /** The connecting address as a pseudonym. */
  readonly origin: string;
}

/** Makes the account, its password and its actor's registration, and spends the link: all of it or nothing. */
export async function accept(db: Database, hash: string, joining: Joining, nowMs: number): Promise<Result<true>> {
  const { accountId, name, passwordHash, origin } = joining;
  const times = { createdAt: new Date(nowMs), updatedAt: new Date(nowMs) };
  // What a custom role ticks is read here, so that it is what the role says at this moment.
  const person = selection(user, {
    id: accountId,
    name,
    email: sql`${invitations.email}`,
    // Whoever has the link reads the mail.
    emailVerified: true,
    role: sql`${invitations.role}`,
    roleId: sql`${invitations.roleId}`,
    grants: sql`${roles.permissions}`,
    roleName: sql`${roles.name}`,
    teamIds: sql`${invitations.teamIds}`,
    inboxIds: sql`${invitations.inboxIds}`,
    secondFactorRequired: requirementOf(sql`coalesce(${invitations.roleId}, ${invitations.role})`),
    ...times,
  });
  const isAcceptable = and(
    isOpen(hash, nowMs),
    // A custom role that is gone leaves no account, rather than one with all that the role it was based on may do.
    or(isNull(invitations.roleId), isNotNull(roles.id)),
    notExists(sql`(SELECT 1 FROM ${user} AS same WHERE same.email = ${invitations.email})`),
  );
  const joined = db.select({ id: user.id }).from(user).where(eq(user.id, accountId));
  const credential = { accountId, providerId: "credential", userId: accountId, password: passwordHash, ...times };
  const auditor: AuditActor = { type: "agent", id: accountId, origin };
  const subject = { type: "account", id: accountId } as const;
  const [, made] = await db.batch([
    db
      .insert(user)
      .select(
        sql`SELECT ${person} FROM ${invitations} LEFT JOIN ${roles} ON ${roles.id} = ${invitations.roleId} WHERE ${isAcceptable}`,
      ),
    joined,
    db.insert(account).select(rowIf(account, { id: newId(nowMs), ...credential }, joined)),
    db
      .insert(actorRegistry)
      .select(rowIf(actorRegistry, { kind: "agent", name: accountId, createdAtMs: nowMs }, joined)),
    auditStatement(db, { actor: auditor, action: "account.joined", subject }, nowMs, joined),
    db
      .update(invitations)
      .set({ acceptedAtMs: nowMs })
      .where(and(isOpen(hash, nowMs), exists(joined))),
  ]);
  return made.length > 0 ? ok(true) : refuse("link_spent");
}

/** Forgets those that are over, with their addresses: the oldest first. @param endedUntilMs what ended by then */
export async function deleteEndedInvitations(db: Database, endedUntilMs: number, limit: number): Promise<void> {
  const ended = sql`(SELECT id FROM ${invitations} WHERE expires_at_ms <= ${endedUntilMs} ORDER BY expires_at_ms LIMIT ${limit})`;
  await db.delete(invitations).where(sql`${invitations.id} IN ${ended}`);
}

function isPending(): SQL | undefined {
  return and(isNull(invitations.acceptedAtMs), isNull(invitations.revokedAtMs));
}

function isOpen(hash: string, nowMs: number): SQL | undefined {
  return and(eq(invitations.tokenHash, hash), isPending(), gt(invitations.expiresAtMs, nowMs));
}

function isStill(before: Invitation): SQL | undefined {
  return and(eq(invitations.id, before.id), eq(invitations.tokenHash, before.tokenHash), isPending());
}

function isEmailFree(db: Database, email: string, nowMs: number): SQL | undefined {
  const asked = and(eq(invitations.email, email), isPending(), gt(invitations.expiresAtMs, nowMs));
  return and(
    notExists(db.select({ id: user.id }).from(user).where(eq(user.email, email))),
    notExists(db.select({ id: invitations.id }).from(invitations).where(asked)),
  );
}
