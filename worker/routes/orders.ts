/** Orders, for staff who see the customer and for the customer. */
import { hasConversationInScope } from "#domain/conversations/store";
import { standingRefusal } from "#domain/customers/standing";
import { readStanding } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { ordersOfContact } from "#domain/orders/store";
import { operations } from "#protocol/http";
import { defineRoute, type Route } from "#worker/define-route";
import { toWireOrder } from "#worker/wire-order";

export const ordersRoutes: readonly Route[] = [
  defineRoute(operations.listContactOrders, { permission: "contact.read" }, async ({ env, principal, params }) => {
    const db = database(env.DB);
    if (!(await hasConversationInScope(db, params.id, principal.inboxIds))) return refuse("not_found");
    return ok({ items: (await ordersOfContact(db, params.id)).map(toWireOrder) });
  }),
  defineRoute(operations.listWidgetOrders, { permission: "order.own" }, async ({ env, principal }) => {
    // Whoever merely says who they are is shown nothing of that person.
    if (principal.verified !== true) return refuse("no_permission");
    const db = database(env.DB);
    const refusal = standingRefusal(principal, await readStanding(db, principal.id));
    if (refusal !== undefined) return refuse(refusal);
    return ok({ items: (await ordersOfContact(db, principal.id)).map(toWireOrder) });
  }),
];
