/** Routes: skills, who knows what, and how each team hands out its work. */
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { readAccount } from "#domain/identity/store";
import { listTeams } from "#domain/organisation/store";
import {
  changeAbilities,
  changeSkill,
  changeTeamRouting,
  createSkill,
  deleteSkill,
  readRoutingSettings,
} from "#domain/routing/store";
import { operations } from "#protocol/http";
import { newId } from "#protocol/ids";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import type { AppContext } from "#worker/environment";

const permitted = { permission: "team.manage" } as const;

export const routingRoutes: readonly Route[] = [
  defineRoute(operations.readRouting, permitted, async ({ env }) => ok(await readRoutingSettings(database(env.DB)))),

  defineRoute(operations.createSkill, permitted, ({ c, env, principal, body, nowMs }) =>
    createSkill(database(env.DB), newId(nowMs), body.names, changeBy(c, principal, nowMs)),
  ),

  defineRoute(operations.changeSkill, permitted, async ({ c, env, principal, params, body, nowMs }) =>
    done(await changeSkill(database(env.DB), params.skillId, body, changeBy(c, principal, nowMs))),
  ),

  defineRoute(operations.deleteSkill, permitted, async ({ c, env, principal, params, nowMs }) =>
    done(await deleteSkill(database(env.DB), params.skillId, changeBy(c, principal, nowMs))),
  ),

  defineRoute(operations.changeAbilities, permitted, async ({ c, env, principal, params, body, nowMs }) => {
    const db = database(env.DB);
    if ((await readAccount(db, params.agentId)) === undefined) return refuse("agent_unknown");
    return told(c, await changeAbilities(db, params.agentId, body, changeBy(c, principal, nowMs)));
  }),

  defineRoute(operations.changeTeamRouting, permitted, async ({ c, env, principal, params, body, nowMs }) => {
    const db = database(env.DB);
    const ids = new Set((await listTeams(db)).map(({ id }) => id));
    const named = [params.teamId, body.routing.overflow?.teamId ?? params.teamId];
    if (named.some((id) => !ids.has(id))) return refuse("team_unknown");
    return told(c, await changeTeamRouting(db, params.teamId, body, changeBy(c, principal, nowMs)));
  }),
];

/** Actors that go by it hear of it at once. */
function told(c: AppContext, changed: Result<true>): Result<{ done: true }> {
  if (changed.ok) c.executionCtx.waitUntil(drainD1Outbox(c.env, Date.now()));
  return done(changed);
}

function changeBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}

function done(changed: Result<true>): Result<{ done: true }> {
  return changed.ok ? ok({ done: true }) : changed;
}
