/** Route: a lead hands out a team's work by hand for a while. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import { listTeams } from "#domain/organisation/store";
import { handOutByHand } from "#domain/routing/manual";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";

const MINUTE_MS = 60_000;

export const manualRoutes: readonly Route[] = [
  defineRoute(
    operations.handOutByHand,
    { permission: "team.handOutByHand" },
    async ({ c, env, principal, params: { teamId }, body: { minutes }, nowMs }) => {
      const db = database(env.DB);
      // Their own teams; whoever sets up teams, any.
      if (!(principal.teamIds.includes(teamId) || isPermitted(principal, "team.manage")))
        return refuse("no_permission");
      if (!(await listTeams(db)).some(({ id }) => id === teamId)) return refuse("team_unknown");
      const untilMs = minutes === 0 ? undefined : nowMs + minutes * MINUTE_MS;
      const by = { auditor: auditorOf(env, c.req.raw, principal), nowMs };
      const changed = await handOutByHand(db, teamId, untilMs, by);
      if (!changed.ok) return changed;
      c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
      return ok({ done: true });
    },
  ),
];
