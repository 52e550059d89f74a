/** Changes of teams in D1, and of how much their members may have on their hands. */
import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { actorRegistry } from "#domain/delivery/schema";
import { ok, type Result, refuse } from "#domain/failures";
import type { Account } from "#domain/identity/accounts";
import { roleNameKey } from "#domain/identity/roles";
import { invitations, user } from "#domain/identity/schema";
import { listHas } from "#domain/in-list";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { inboxes, teams } from "#domain/organisation/schema";
import { listTeams } from "#domain/organisation/store";
import { teamRouting } from "#domain/routing/schema";
import { tickets } from "#domain/tickets/schema";

/** Registers the queue of the team too: nothing else would ever find it. @returns refuses `name_taken` */
export async function createTeam(db: Database, id: string, name: string, by: ChangeBy): Promise<Result<true>> {
  if (await isNameTaken(db, name, id)) return refuse("name_taken");
  const { auditor, nowMs } = by;
  await db.batch([
    auditStatement(db, { actor: auditor, action: "team.created", subject: { type: "team", id } }, nowMs),
    db.insert(actorRegistry).values({ kind: "queue", name: id, createdAtMs: nowMs }).onConflictDoNothing(),
    db.insert(teams).values({ id, name, createdAtMs: nowMs }),
  ]);
  return ok(true);
}

/** @param nameBefore as whoever changes it saw it. @returns refuses `name_taken`, `changed_meanwhile`, `not_found` */
export async function renameTeam(
  db: Database,
  id: string,
  { name, nameBefore }: { readonly name: string; readonly nameBefore: string },
  { auditor, nowMs }: ChangeBy,
): Promise<Result<true>> {
  if (await isNameTaken(db, name, id)) return refuse("name_taken");
  const isUnchanged = and(eq(teams.id, id), eq(teams.name, nameBefore));
  const changing = db.select({ id: teams.id }).from(teams).where(isUnchanged);
  const entry = { actor: auditor, action: "team.renamed", subject: { type: "team", id } } as const;
  const [changed] = await db.batch([
    changing,
    auditStatement(db, entry, nowMs, changing),
    db.update(teams).set({ name }).where(isUnchanged),
  ]);
  if (changed.length > 0) return ok(true);
  return refuse((await listTeams(db)).some((team) => team.id === id) ? "changed_meanwhile" : "not_found");
}

/** @returns refuses `in_use` where somebody is in it or asked to be, or conversations and tickets are its, begin or overflow into it; `not_found` */
export async function deleteTeam(db: Database, id: string, { auditor, nowMs }: ChangeBy): Promise<Result<true>> {
  const one = () => db.select({ one: sql`1` });
  const isPending = and(isNull(invitations.acceptedAtMs), isNull(invitations.revokedAtMs));
  const isUnused = and(
    eq(teams.id, id),
    notExists(one().from(inboxes).where(eq(inboxes.defaultTeamId, id))),
    notExists(one().from(conversations).where(eq(conversations.teamId, id))),
    notExists(
      one()
        .from(teamRouting)
        .where(eq(sql`json_extract(${teamRouting.value}, '$.overflow.teamId')`, id)),
    ),
    notExists(one().from(tickets).where(eq(tickets.teamId, id))),
    notExists(one().from(user).where(listHas(user.teamIds, id))),
    notExists(
      one()
        .from(invitations)
        .where(and(isPending, listHas(invitations.teamIds, id))),
    ),
  );
  const deleting = db.select({ id: teams.id }).from(teams).where(isUnused);
  const entry = { actor: auditor, action: "team.deleted", subject: { type: "team", id } } as const;
  const [deleted] = await db.batch([
    deleting,
    auditStatement(db, entry, nowMs, deleting),
    db.delete(teams).where(isUnused),
  ]);
  if (deleted.length > 0) return ok(true);
  return refuse((await listTeams(db)).some((team) => team.id === id) ? "in_use" : "not_found");
}

/**
 * How many conversations somebody has at once at most; their actor hears of it, and what they have already they keep.
 * @param capacity null: as many as everybody
 * @returns refuses `changed_meanwhile` if it is not as it was seen
 */
export async function changeCapacity(
  db: Database,
  account: Account,
  { capacity, capacityBefore }: { readonly capacity: number | null; readonly capacityBefore: number | null },
  { auditor, nowMs }: ChangeBy,
): Promise<Result<true>> {
  const { id: agentId, accessVersion } = account;
  const isUnchanged = and(eq(user.id, agentId), sql`${user.capacity} IS ${capacityBefore}`);
  const changing = db.select({ id: user.id }).from(user).where(isUnchanged);
  const subject = { type: "account", id: agentId } as const;
  const detail = { capacity: capacity ?? "default" };
  const entry = { actor: auditor, action: "account.capacityChanged", subject, detail } as const;
  // What they may do has not changed: with the version of now no socket is closed, and the actor reads their row anew.
  const news = { kind: "access.changed", payload: { agentId, accessVersion } } as const;
  const [changed] = await db.batch([
    changing,
    auditStatement(db, entry, nowMs, changing),
    insertD1EffectIf(db, changing, news, nowMs),
    db.update(user).set({ capacity }).where(isUnchanged),
  ]);
  return changed.length > 0 ? ok(true) : refuse("changed_meanwhile");
}

async function isNameTaken(db: Database, name: string, exceptId: string): Promise<boolean> {
  const key = roleNameKey(name);
  return (await listTeams(db)).some((team) => team.id !== exceptId && roleNameKey(team.name) === key);
}
