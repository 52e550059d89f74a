/**
 * Skills, what agents know and how teams hand out work, in D1. Each change has its audit row and the news for the actor that
 * goes by it in its own batch, all conditional on the version that was seen.
 */
import { and, asc, count, eq, sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { isCircle } from "#domain/routing/policy";
import { agentAbilities, skills, teamRouting } from "#domain/routing/schema";
import { MAX_SKILLS } from "#protocol/constants";
import {
  type AgentAbilities,
  agentAbilities as abilitiesOf,
  type RoutingSettings,
  teamRouting as routingOf,
  type Skill,
  type SkillNames,
  skillNames,
  type TeamRouting,
} from "#protocol/http-routing";

export async function listSkills(db: Database): Promise<Skill[]> {
  const rows = await db.select().from(skills).orderBy(asc(skills.createdAtMs), asc(skills.id));
  return rows.map(({ id, names, version }) => ({ id, names: skillNames.parse(JSON.parse(names)), version }));
}

export async function readRoutingSettings(db: Database): Promise<RoutingSettings> {
  const [known, teams, agents] = await Promise.all([
    listSkills(db),
    db.select().from(teamRouting),
    db.select().from(agentAbilities),
  ]);
  return {
    skills: known,
    teams: teams.map(({ teamId, value, version }) => ({ teamId, routing: toRouting(value), version })),
    agents: agents.map(({ agentId, value, version }) => ({ agentId, abilities: toAbilities(value), version })),
  };
}

/** @returns undefined of a team for which nothing was ever set */
export async function readTeamRouting(db: Database, teamId: string): Promise<TeamRouting | undefined> {
  const [row] = await db.select().from(teamRouting).where(eq(teamRouting.teamId, teamId));
  return row === undefined ? undefined : toRouting(row.value);
}

export async function readAbilities(db: Database, agentId: string): Promise<AgentAbilities> {
  const [row] = await db.select().from(agentAbilities).where(eq(agentAbilities.agentId, agentId));
  return toAbilities(row?.value ?? "{}");
}

/** @returns by team, until when nothing is offered there, of those for which that was said */
export async function listManualTeams(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db.select().from(teamRouting);
  return new Map(
    rows.flatMap(({ teamId, value }) => {
      const { manualUntilMs } = toRouting(value);
      return manualUntilMs === undefined ? [] : [[teamId, manualUntilMs] as const];
    }),
  );
}

/** @returns the teams that hand their tickets out, with how many they give to anybody at most */
export async function listHandingOut(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db.select().from(teamRouting);
  return new Map(
    rows.flatMap(({ teamId, value }) => {
      const { ticketsHandedOut } = toRouting(value);
      return ticketsHandedOut === undefined ? [] : [[teamId, ticketsHandedOut.atMost] as const];
    }),
  );
}

/** @returns refuses `too_many` */
export async function createSkill(
  db: Database,
  id: string,
  names: SkillNames,
  { auditor, nowMs }: ChangeBy,
): Promise<Result<Skill>> {
  const hasRoom = sql`(SELECT 1 WHERE (SELECT ${count()} FROM ${skills}) < ${MAX_SKILLS})`;
  const entry = { actor: auditor, action: "skill.created", subject: { type: "skill", id } } as const;
  const row = { id, names: JSON.stringify(names), version: 1, createdAtMs: nowMs };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(hasRoom),
    auditStatement(db, entry, nowMs, hasRoom),
    db.insert(skills).select(rowIf(skills, row, hasRoom)),
  ]);
  return made.length > 0 ? ok({ id, names, version: 1 }) : refuse("too_many");
}

/** @returns refuses `changed_meanwhile`, `not_found` */
export async function changeSkill(
  db: Database,
  id: string,
  { names, version }: Pick<Skill, "names" | "version">,
  { auditor, nowMs }: ChangeBy,
): Promise<Result<true>> {
  const isUnchanged = and(eq(skills.id, id), eq(skills.version, version));
  const changing = db.select({ id: skills.id }).from(skills).where(isUnchanged);
  const entry = { actor: auditor, action: "skill.changed", subject: { type: "skill", id } } as const;
  const [changed] = await db.batch([
    changing,
    auditStatement(db, entry, nowMs, changing),
    db
      .update(skills)
      .set({ names: JSON.stringify(names), version: version + 1 })
      .where(isUnchanged),
  ]);
  if (changed.length > 0) return ok(true);
  return refuse((await isSkill(db, id)) ? "changed_meanwhile" : "not_found");
}

/** Agents who have it keep it unseen: no work asks for it any more. @returns refuses `in_use` where a team asks for it, `not_found` */
export async function deleteSkill(db: Database, id: string, { auditor, nowMs }: ChangeBy): Promise<Result<true>> {
  const asking = sql`(SELECT 1 FROM ${teamRouting}, json_each(${teamRouting.value}, '$.needs') AS need,
    json_each(need.value, '$.skills') AS asked WHERE json_extract(asked.value, '$.skillId') = ${id})`;
  const isUnused = and(eq(skills.id, id), sql`NOT EXISTS ${asking}`);
  const deleting = db.select({ id: skills.id }).from(skills).where(isUnused);
  const entry = { actor: auditor, action: "skill.deleted", subject: { type: "skill", id } } as const;
  const [deleted] = await db.batch([
    deleting,
    auditStatement(db, entry, nowMs, deleting),
    db.delete(skills).where(isUnused),
  ]);
  if (deleted.length > 0) return ok(true);
  return refuse((await isSkill(db, id)) ? "in_use" : "not_found");
}

/** Their actor hears of it, and their queues from it. @returns refuses `changed_meanwhile` */
export async function changeAbilities(
  db: Database,
  agentId: string,
  { abilities, version }: { readonly abilities: AgentAbilities; readonly version: number },
  { auditor, nowMs }: ChangeBy,
): Promise<Result<true>> {
  const { skills: known, languages = [], regions = [] } = abilities;
  const isUnchanged = sql`(SELECT 1 WHERE coalesce((SELECT version FROM ${agentAbilities} WHERE agent_id = ${agentId}), 0) = ${version})`;
  const detail = {
    skills: known.map(({ skillId, level }) => `${skillId}:${level}`),
    languages,
    regions: regions.length,
  };
  const subject = { type: "account", id: agentId } as const;
  const entry = { actor: auditor, action: "account.abilitiesChanged", subject, detail } as const;
  const news = { kind: "abilities.changed", payload: { agentId } } as const;
  const row = { agentId, value: JSON.stringify(abilities), version: version + 1 };
  const [changed] = await db.batch([
    db.select({ one: sql`1` }).from(isUnchanged),
    auditStatement(db, entry, nowMs, isUnchanged),
    insertD1EffectIf(db, isUnchanged, news, nowMs),
    db
      .insert(agentAbilities)
      .select(rowIf(agentAbilities, row, isUnchanged))
      .onConflictDoUpdate({ target: agentAbilities.agentId, set: row }),
  ]);
  return changed.length > 0 ? ok(true) : refuse("changed_meanwhile");
}

/**
 * The team's queue hears of it.
 * @returns refuses `changed_meanwhile`, `overflow_circle` where overflow would come back, `not_found` for a skill that is none
 */
export async function changeTeamRouting(
  db: Database,
  teamId: string,
  { routing, version }: { readonly routing: TeamRouting; readonly version: number },
  { auditor, nowMs }: ChangeBy,
): Promise<Result<true>> {
  const { skills: known, teams } = await readRoutingSettings(db);
  const asked = routing.needs.flatMap((need) => need.skills.map(({ skillId }) => skillId));
  if (asked.some((skillId) => !known.some(({ id }) => id === skillId))) return refuse("not_found");
  const next = new Map(teams.flatMap((one) => toNext(one.teamId, one.routing)));
  if (routing.overflow !== undefined && isCircle(teamId, routing.overflow.teamId, next))
    return refuse("overflow_circle");
  const isUnchanged = sql`(SELECT 1 WHERE coalesce((SELECT version FROM ${teamRouting} WHERE team_id = ${teamId}), 0) = ${version})`;
  const { manualUntilMs, overflow, ticketsHandedOut } = routing;
  const detail = {
    ...(overflow !== undefined && { overflow: overflow.teamId }),
    ...(manualUntilMs !== undefined && { manualUntilMs }),
    ...(ticketsHandedOut !== undefined && { ticketsAtMost: ticketsHandedOut.atMost }),
    skills: asked,
  };
  const entry = {
    actor: auditor,
    action: "team.routingChanged",
    subject: { type: "team", id: teamId },
    detail,
  } as const;
  const news = { kind: "routing.changed", payload: { teamId } } as const;
  const row = { teamId, value: JSON.stringify(routing), version: version + 1 };
  const [changed] = await db.batch([
    db.select({ one: sql`1` }).from(isUnchanged),
    auditStatement(db, entry, nowMs, isUnchanged),
    insertD1EffectIf(db, isUnchanged, news, nowMs),
    db
      .insert(teamRouting)
      .select(rowIf(teamRouting, row, isUnchanged))
      .onConflictDoUpdate({ target: teamRouting.teamId, set: row }),
  ]);
  return changed.length > 0 ? ok(true) : refuse("changed_meanwhile");
}

function toNext(teamId: string, { overflow }: TeamRouting): (readonly [string, string])[] {
  return overflow === undefined ? [] : [[teamId, overflow.teamId]];
}

/** What a later release kept and this one does not know is no reason to hand out nothing. */
function toRouting(value: string): TeamRouting {
  return routingOf.safeParse(JSON.parse(value)).data ?? routingOf.parse({});
}

function toAbilities(value: string): AgentAbilities {
  return abilitiesOf.safeParse(JSON.parse(value)).data ?? abilitiesOf.parse({});
}

async function isSkill(db: Database, id: string): Promise<boolean> {
  const found = await db.select({ one: sql`1` }).from(skills).where(eq(skills.id, id));
  return found.length > 0;
}
