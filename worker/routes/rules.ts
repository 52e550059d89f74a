/** Routes: the shop's routing rules, and what they would do. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { flawsOf } from "#domain/rules/flaws";
import { changeRoutingRules, readChoices, readKnown, readRoutingRules } from "#domain/rules/store";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { forgetBeginnings } from "#worker/beginnings";
import { defineRoute, type Route } from "#worker/define-route";
import { tryRules } from "#worker/rules/trial";

const permitted = { permission: "team.manage" } as const;

export const rulesRoutes: readonly Route[] = [
  defineRoute(operations.readRoutingRules, permitted, async ({ env }) => {
    const db = database(env.DB);
    const [kept, choices] = await Promise.all([readRoutingRules(db), readChoices(db)]);
    return ok({ ...kept, choices });
  }),

  defineRoute(operations.changeRoutingRules, permitted, async ({ c, env, principal, body, nowMs }) => {
    const db = database(env.DB);
    const changed = await changeRoutingRules(db, body, { auditor: auditorOf(env, c.req.raw, principal), nowMs });
    forgetBeginnings(db);
    return changed;
  }),

  defineRoute(operations.checkRoutingRules, permitted, async ({ env, body }) =>
    ok({ flaws: flawsOf(body.rules, await readKnown(database(env.DB))) }),
  ),

  defineRoute(operations.tryRoutingRules, permitted, ({ env, principal, body, nowMs }) =>
    tryRules(env, principal, body, nowMs),
  ),
];
