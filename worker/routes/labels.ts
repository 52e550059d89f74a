/** Routes: the labels that there are, and those that a shop's page puts on a conversation. */
import { conversationAddress } from "#actors/addresses";
import { standingRefusal } from "#domain/customers/standing";
import { readStanding } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { labelNameKey } from "#domain/labels/rules";
import {
  changeLabel,
  countLabels,
  createLabel,
  deleteLabel,
  listLabels,
  listWidgetLabels,
  orderLabels,
} from "#domain/labels/store";
import { operations } from "#protocol/http";
import { newId } from "#protocol/ids";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import type { AppContext } from "#worker/environment";

const MANAGE = { permission: "label.manage" } as const;

export const labelsRoutes: readonly Route[] = [
  defineRoute(operations.listLabels, { permission: "label.list" }, async ({ env }) =>
    ok({ items: await listLabels(database(env.DB)) }),
  ),

  defineRoute(operations.countLabels, MANAGE, async ({ env }) => ok({ items: await countLabels(database(env.DB)) })),

  defineRoute(operations.createLabel, MANAGE, async ({ c, env, principal, body, nowMs }) => {
    const made = await createLabel(database(env.DB), newId(nowMs), body, editBy(c, principal, nowMs));
    return made.ok ? ok({ label: made.value }) : made;
  }),

  defineRoute(operations.changeLabel, MANAGE, async ({ c, env, principal, params, body, nowMs }) => {
    const { version, ...content } = body;
    const edit = editBy(c, principal, nowMs);
    const changed = await changeLabel(database(env.DB), params.id, version, content, edit);
    return changed.ok ? ok({ label: changed.value }) : changed;
  }),

  defineRoute(operations.orderLabels, MANAGE, ({ c, env, principal, body, nowMs }) =>
    orderLabels(database(env.DB), body.ids, editBy(c, principal, nowMs)),
  ),

  defineRoute(operations.deleteLabel, MANAGE, async ({ c, env, principal, params, query, nowMs }) => {
    const deleted = await deleteLabel(database(env.DB), params.id, query.version, editBy(c, principal, nowMs));
    return deleted.ok ? ok({ done: true }) : deleted;
  }),

  defineRoute(operations.labelOwnConversation, { permission: "conversation.labelOwn" }, async (call) => {
    const { env, principal, params, body } = call;
    const db = database(env.DB);
    const [standing, allowed] = await Promise.all([readStanding(db, principal.id), listWidgetLabels(db)]);
    const refusal = standingRefusal(principal, standing);
    if (refusal !== undefined) return refuse(refusal);
    const idsOf = (names: readonly string[] = []) => {
      const keys = new Set(names.map(labelNameKey));
      return allowed.filter(({ id, name }) => names.includes(id) || keys.has(labelNameKey(name))).map(({ id }) => id);
    };
    const change = { add: idsOf(body.add), remove: idsOf(body.remove) };
    const labels = await conversationAddress(env, params.id).labelOwn(principal, change);
    return labels.ok ? ok({ done: true }) : labels;
  }),
];

function editBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}
