/** Teams: to transfer to, and as they are set up. */
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { takesWork } from "#domain/identity/scope";
import { listAccounts, readAccount } from "#domain/identity/store";
import { listInboxesByTeam, listTeams } from "#domain/organisation/store";
import { changeCapacity, createTeam, deleteTeam, renameTeam } from "#domain/organisation/teams";
import { isManual } from "#domain/routing/policy";
import { listManualTeams } from "#domain/routing/store";
import { operations } from "#protocol/http";
import { newId } from "#protocol/ids";
import { FIRST_SUPPORT_TIER } from "#protocol/support-tiers";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import type { AppContext, Environment } from "#worker/environment";

const permitted = { permission: "team.manage" } as const;

export const teamRoutes = [
  defineRoute(operations.listTeams, { permission: "agent.list" }, async ({ env, nowMs }) =>
    ok({ items: await listTeamsAsHandedOut(env, nowMs) }),
  ),

  defineRoute(operations.listManagedTeams, permitted, async ({ env }) => {
    const db = database(env.DB);
    const [teams, accounts, inboxes] = await Promise.all([listTeams(db), listAccounts(db), listInboxesByTeam(db)]);
    const items = teams.map(({ id, name, supportTier }) => ({
      id,
      name,
      supportTier,
      members: accounts
        .filter(({ teamIds }) => teamIds.includes(id))
        .map((account) => ({
          id: account.id,
          name: account.name,
          role: account.role,
          takesWork: takesWork(account),
          ...(account.capacity !== null && { capacity: account.capacity }),
        })),
      inboxes: inboxes.filter(({ teamId }) => teamId === id).map((inbox) => ({ id: inbox.id, name: inbox.name })),
    }));
    return ok({ items, defaultCapacity: Number(env.DEFAULT_AGENT_CAPACITY) });
  }),

  defineRoute(operations.createTeam, permitted, async ({ c, env, principal, body, nowMs }) => {
    const id = newId(nowMs);
    const made = await createTeam(database(env.DB), id, body.name, changeBy(c, principal, nowMs));
    return made.ok ? ok({ id, name: body.name, supportTier: FIRST_SUPPORT_TIER, members: [], inboxes: [] }) : made;
  }),

  defineRoute(operations.renameTeam, permitted, async ({ c, env, principal, params, body, nowMs }) =>
    done(await renameTeam(database(env.DB), params.teamId, body, changeBy(c, principal, nowMs))),
  ),

  defineRoute(operations.deleteTeam, permitted, async ({ c, env, principal, params, nowMs }) =>
    done(await deleteTeam(database(env.DB), params.teamId, changeBy(c, principal, nowMs))),
  ),

  defineRoute(operations.changeCapacity, permitted, async ({ c, env, principal, params, body, nowMs }) => {
    const db = database(env.DB);
    const account = await readAccount(db, params.agentId);
    if (account === undefined) return refuse("agent_unknown");
    const changed = await changeCapacity(db, account, body, changeBy(c, principal, nowMs));
    if (changed.ok) c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return done(changed);
  }),
];

/** Those that people hand out at this moment tell until when. */
async function listTeamsAsHandedOut(env: Environment, nowMs: number) {
  const db = database(env.DB);
  const [teams, manual] = await Promise.all([listTeams(db), listManualTeams(db)]);
  return teams.map((team) => {
    const manualUntilMs = manual.get(team.id);
    return isManual({ manualUntilMs }, nowMs) ? { ...team, manualUntilMs } : team;
  });
}

function changeBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}

function done(changed: Result<true>): Result<{ done: true }> {
  return changed.ok ? ok({ done: true }) : changed;
}
