/** How many of customers' questions were answered within three minutes: one's own, and those of teams. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { listTeams } from "#domain/organisation/store";
import { replyRateOf, replyRatesOfTeams } from "#domain/sla/replies/store";
import { operations } from "#protocol/http";
import { defineRoute, type Route } from "#worker/define-route";

export const replyRoutes: readonly Route[] = [
  defineRoute(operations.ownReplyRate, { permission: "conversation.list" }, async ({ env, principal, query, nowMs }) =>
    ok(await replyRateOf(database(env.DB), principal.id, query, nowMs)),
  ),

  defineRoute(
    operations.teamReplyRates,
    { permission: "conversation.handleAny" },
    async ({ env, principal: { teamIds }, query, nowMs }) => {
      const db = database(env.DB);
      const teams = (await listTeams(db)).filter(({ id }) => teamIds.length === 0 || teamIds.includes(id));
      const rates = await replyRatesOfTeams(
        db,
        teams.map(({ id }) => id),
        query,
        nowMs,
      );
      const none = { questions: 0, inTime: 0 };
      return ok({ items: teams.map(({ id, name }) => ({ teamId: id, name, ...(rates.get(id) ?? none) })) });
    },
  ),
];
