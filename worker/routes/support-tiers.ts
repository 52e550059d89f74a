/** Route: of which line of support a team is. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { changeSupportTier } from "#domain/organisation/support-tier";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";

export const supportTierRoutes: readonly Route[] = [
  defineRoute(
    operations.changeSupportTier,
    { permission: "team.manage" },
    async ({ c, env, principal, params: { teamId }, body, nowMs }) => {
      const by = { auditor: auditorOf(env, c.req.raw, principal), nowMs };
      const changed = await changeSupportTier(database(env.DB), teamId, body, by);
      return changed.ok ? ok({ done: true }) : changed;
    },
  ),
];
