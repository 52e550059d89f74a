/** What a request names as somebody's access, looked up. */
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AccessByRole } from "#domain/identity/access-store";
import { mayGive } from "#domain/identity/grants";
import type { AgentPrincipal } from "#domain/identity/principal";
import { readRole } from "#domain/identity/role-store";
import { listInboxes, listTeams } from "#domain/organisation/store";
import type { AccessBody } from "#protocol/http-accounts";

/** What somebody gives a colleague; refuses what does not exist, and more than they have themselves. */
export async function accessGiven(
  db: Database,
  giver: AgentPrincipal,
  body: AccessBody,
): Promise<Result<AccessByRole>> {
  const access = await accessOf(db, body);
  return access.ok && !mayGive(giver, access.value) ? refuse("grants_exceeded") : access;
}

/** Refuses a role, a team or an inbox that does not exist. */
async function accessOf(db: Database, body: AccessBody): Promise<Result<AccessByRole>> {
  const { role, roleId } = body;
  const [custom, teams, inboxes] = await Promise.all([
    roleId === undefined ? undefined : readRole(db, roleId),
    listTeams(db),
    listInboxes(db),
  ]);
  const teamIds = [...new Set(body.teamIds)];
  const inboxIds = body.inboxIds === undefined ? undefined : [...new Set(body.inboxIds)];
  if (!teamIds.every((id) => teams.some((team) => team.id === id))) return refuse("team_unknown");
  if (inboxIds?.every((id) => inboxes.some((inbox) => inbox.id === id)) === false) return refuse("not_found");
  if (role !== undefined) return ok({ role, teamIds, inboxIds });
  if (custom === undefined) return refuse("not_found");
  return ok({ role: custom.role, grants: custom.permissions, custom, teamIds, inboxIds });
}
