/** Routes: the views of conversations and tickets that somebody keeps for themselves, and what they can be narrowed to. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { seesInbox } from "#domain/identity/scope";
import { listInboxes } from "#domain/organisation/store";
import { changeView, createView, deleteView, listViews, orderViews } from "#domain/views/store";
import { operations } from "#protocol/http";
import { newId } from "#protocol/ids";
import { defineRoute } from "#worker/define-route";

const PERMISSION = { permission: "conversation.list" } as const;

export const savedViewRoutes = [
  defineRoute(operations.listInboxNames, PERMISSION, async ({ env, principal }) => {
    const inboxes = await listInboxes(database(env.DB));
    return ok({
      items: inboxes.filter(({ id }) => seesInbox(principal, id)).map(({ id, name }) => ({ id, name })),
    });
  }),
  defineRoute(operations.listSavedViews, PERMISSION, async ({ env, principal, query }) =>
    ok({ items: await listViews(database(env.DB), principal.id, query.subject) }),
  ),
  defineRoute(operations.createSavedView, PERMISSION, ({ env, principal, body, nowMs }) =>
    createView(database(env.DB), principal.id, newId(nowMs), body, nowMs),
  ),
  defineRoute(operations.changeSavedView, PERMISSION, ({ env, principal, params, body }) =>
    changeView(database(env.DB), principal.id, params.id, body),
  ),
  defineRoute(operations.deleteSavedView, PERMISSION, async ({ env, principal, params }) =>
    (await deleteView(database(env.DB), principal.id, params.id)) ? ok({ done: true as const }) : refuse("not_found"),
  ),
  defineRoute(operations.orderSavedViews, PERMISSION, async ({ env, principal, query, body }) =>
    ok({ items: await orderViews(database(env.DB), principal.id, query.subject, body.ids) }),
  ),
];
