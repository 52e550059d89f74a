/** What an agent's actor knows of its agent: who, which teams, presence, capacity. */
import { z } from "zod";
import { PRESENCE_STATUSES, type PresenceStatus } from "#protocol/constants";

export interface Profile {
  readonly agentId: string;
  /** Staff names are the listed exception to sealing. */
  readonly name: string;
  readonly teamIds: readonly string[];
  /** What the agent chose; whether they are reachable is another matter. */
  readonly status: PresenceStatus;
  readonly capacity: number;
  readonly idleSinceMs: number;
  /** Grows with each change that queues must hear of. */
  readonly version: number;
}

const teamIds = z.array(z.string());
const status = z.enum(PRESENCE_STATUSES);

type ProfileRow = {
  agent_id: string;
  name: string;
  team_ids: string;
  status: string;
  capacity: number;
  idle_since_ms: number;
  version: number;
};

export function loadProfile(sql: SqlStorage): Profile | undefined {
  const row = sql.exec<ProfileRow>("SELECT * FROM agent").toArray()[0];
  if (row === undefined) return undefined;
  return {
    agentId: row.agent_id,
    name: row.name,
    teamIds: teamIds.parse(JSON.parse(row.team_ids)),
    status: status.parse(row.status),
    capacity: row.capacity,
    idleSinceMs: row.idle_since_ms,
    version: row.version,
  };
}

export function saveProfile(sql: SqlStorage, profile: Profile): void {
  sql.exec(
    `INSERT INTO agent (one, agent_id, name, team_ids, status, capacity, idle_since_ms, version)
     VALUES (1, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET name = excluded.name, team_ids = excluded.team_ids, status = excluded.status,
       capacity = excluded.capacity, idle_since_ms = excluded.idle_since_ms, version = excluded.version`,
    profile.agentId,
    profile.name,
    JSON.stringify(profile.teamIds),
    profile.status,
    profile.capacity,
    profile.idleSinceMs,
    profile.version,
  );
}
