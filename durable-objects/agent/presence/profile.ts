/** What an agent's actor knows of its agent: who, which teams, presence, capacity. */
import { z } from "zod";
import type { Chosen } from "#domain/presence/rules";
import { BUSY_REASONS, PRESENCE_STATUSES } from "#protocol/constants";
import { type AgentAbilities, agentAbilities } from "#protocol/http-routing";

/** What they chose to be, but for their own words, which rest sealed: see `presence-note.ts`. */
export interface Profile extends Omit<Chosen, "note"> {
  readonly agentId: string;
  /** Staff names are the listed exception to sealing. */
  readonly name: string;
  readonly teamIds: readonly string[];
  /** Inboxes whose conversations they may see; absent: all of them. */
  readonly inboxIds: readonly string[] | undefined;
  /** Whether conversations can be given to them at all. */
  readonly takesWork: boolean;
  /** The latest state of their access that is known; what was decided under an earlier one holds no longer. */
  readonly accessVersion: number;
  /** How long they are given nothing new after a conversation; 0 for not at all. */
  readonly wrapUpSeconds: number;
  /** Until when they are given nothing new after the last one. */
  readonly wrapUpUntilMs: number | undefined;
  readonly capacity: number;
  /** Undefined until somebody says so. */
  readonly abilities: AgentAbilities | undefined;
  readonly idleSinceMs: number;
  /** Grows with each change that queues must hear of. */
  readonly version: number;
}

const ids = z.array(z.string());
const status = z.enum(PRESENCE_STATUSES);
const reason = z.enum(BUSY_REASONS);

type ProfileRow = {
  agent_id: string;
  name: string;
  team_ids: string;
  inbox_ids: string | null;
  takes_work: number;
  access_version: number;
  status: string;
  reason: string | null;
  until_ms: number | null;
  wrap_up_seconds: number;
  wrap_up_until_ms: number | null;
  capacity: number;
  abilities: string | null;
  idle_since_ms: number;
  version: number;
};

export function loadProfile(sql: SqlStorage): Profile | undefined {
  const row = sql.exec<ProfileRow>("SELECT * FROM agent").toArray()[0];
  if (row === undefined) return undefined;
  return {
    agentId: row.agent_id,
    name: row.name,
    teamIds: ids.parse(JSON.parse(row.team_ids)),
    inboxIds: row.inbox_ids === null ? undefined : ids.parse(JSON.parse(row.inbox_ids)),
    takesWork: row.takes_work === 1,
    accessVersion: row.access_version,
    status: status.parse(row.status),
    reason: row.reason === null ? undefined : reason.parse(row.reason),
    untilMs: row.until_ms ?? undefined,
    wrapUpSeconds: row.wrap_up_seconds,
    wrapUpUntilMs: row.wrap_up_until_ms ?? undefined,
    capacity: row.capacity,
    abilities: row.abilities === null ? undefined : agentAbilities.parse(JSON.parse(row.abilities)),
    idleSinceMs: row.idle_since_ms,
    version: row.version,
  };
}

export function saveProfile(sql: SqlStorage, profile: Profile): void {
  sql.exec(
    `INSERT INTO agent (one, agent_id, name, team_ids, inbox_ids, takes_work, access_version, status, reason,
       until_ms, wrap_up_seconds, wrap_up_until_ms, capacity, abilities, idle_since_ms, version)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET name = excluded.name, team_ids = excluded.team_ids, inbox_ids = excluded.inbox_ids,
       takes_work = excluded.takes_work, access_version = excluded.access_version, status = excluded.status,
       reason = excluded.reason, until_ms = excluded.until_ms, wrap_up_seconds = excluded.wrap_up_seconds,
       wrap_up_until_ms = excluded.wrap_up_until_ms, capacity = excluded.capacity, abilities = excluded.abilities,
       idle_since_ms = excluded.idle_since_ms, version = excluded.version`,
    profile.agentId,
    profile.name,
    JSON.stringify(profile.teamIds),
    profile.inboxIds === undefined ? null : JSON.stringify(profile.inboxIds),
    profile.takesWork ? 1 : 0,
    profile.accessVersion,
    profile.status,
    profile.reason ?? null,
    profile.untilMs ?? null,
    profile.wrapUpSeconds,
    profile.wrapUpUntilMs ?? null,
    profile.capacity,
    profile.abilities === undefined ? null : JSON.stringify(profile.abilities),
    profile.idleSinceMs,
    profile.version,
  );
}
