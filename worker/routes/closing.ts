/** Routes: how the shop closes conversations, and what a customer says of it. */
import { conversationAddress } from "#actors/addresses";
import { conversationMethods } from "#actors/conversation/access";
import { changeClosingRules, readClosingRules } from "#domain/closing/settings";
import { standingRefusal } from "#domain/customers/standing";
import { readStanding } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";

export const closingRoutes = [
  defineRoute(operations.readClosingSettings, { permission: "closing.read" }, async ({ env }) => {
    const { categories, ...rules } = await readClosingRules(database(env.DB));
    return ok({ ...rules, categories: [...categories] });
  }),
  defineRoute(
    operations.changeClosingSettings,
    { permission: "closing.manage" },
    ({ c, env, principal, body, nowMs }) =>
      changeClosingRules(database(env.DB), body, { auditor: auditorOf(env, c.req.raw, principal), nowMs }),
  ),
  defineRoute(operations.confirmConversation, conversationMethods.confirm, async ({ env, principal, params, body }) => {
    const refusal = standingRefusal(principal, await readStanding(database(env.DB), principal.id));
    if (refusal !== undefined) return refuse(refusal);
    return conversationAddress(env, params.id).confirm(principal, body);
  }),
];
