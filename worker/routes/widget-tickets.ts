/** Routes: requests of customers, and which types of tickets they are offered. */
import { standingRefusal } from "#domain/customers/standing";
import { readContact, readStanding } from "#domain/customers/store";
import { type Database, database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { ContactPrincipal } from "#domain/identity/principal";
import { ordersOfContact } from "#domain/orders/store";
import { offerType, typesWithOffers } from "#domain/tickets/customers/offers";
import { requestOf, requestsOf } from "#domain/tickets/customers/requests";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route, repeated } from "#worker/define-route";
import { type Environment, secretsOf } from "#worker/environment";
import { hurryTickets } from "#worker/ticket-timers";
import { requestAsAsked } from "#worker/widget-tickets";

const OWN = { permission: "ticket.own" } as const;

export const widgetTicketsRoutes: readonly Route[] = [
  defineRoute(operations.widgetTicketTypes, { permission: "public" }, async ({ env }) =>
    ok({ types: await offeredOf(database(env.DB)) }),
  ),

  defineRoute(operations.widgetTicketForm, OWN, async ({ env, principal }) => {
    const standing = await stands(env, principal);
    if (!standing.ok) return standing;
    const db = database(env.DB);
    const [types, contact, orders] = await Promise.all([
      offeredOf(db),
      readContact(db, secretsOf(env).keyRing, principal.id),
      // Whoever merely says who they are is shown nothing of that person.
      principal.verified === true ? ordersOfContact(db, principal.id) : [],
    ]);
    const orderNumbers = orders.map(({ number }) => number);
    return ok({ types, orderNumbers, asksEmail: contact?.email === undefined });
  }),

  defineRoute(operations.listWidgetTickets, OWN, async ({ env, principal, query }) => {
    const standing = await stands(env, principal);
    if (!standing.ok) return standing;
    return requestsOf(database(env.DB), secretsOf(env).keyRing, principal.id, query);
  }),

  defineRoute(operations.createWidgetTicket, OWN, async ({ c, env, principal, body, nowMs }) => {
    const edit = { auditor: auditorOf(env, c.req.raw, principal), nowMs };
    const made = await requestAsAsked(env, principal, body, edit);
    if (!made.ok) return made;
    hurryTickets(c, env, [made.value.id]);
    const ticket = await requestOf(database(env.DB), secretsOf(env).keyRing, principal.id, made.value.id);
    if (!ticket.ok) return ticket;
    return made.value.repeated ? repeated({ ticket: ticket.value }) : ok({ ticket: ticket.value });
  }),

  defineRoute(operations.listOfferedTicketTypes, { permission: "ticket.read" }, async ({ env }) =>
    ok({ items: await typesWithOffers(database(env.DB)) }),
  ),

  defineRoute(
    operations.offerTicketType,
    { permission: "ticket.manageTypes" },
    async ({ c, env, principal, params, body, nowMs }) => {
      const offer = { typeId: params.id, offered: body.offered };
      const done = await offerType(database(env.DB), offer, auditorOf(env, c.req.raw, principal), nowMs);
      return done.ok ? ok({ done: true }) : done;
    },
  ),
];

async function offeredOf(db: Database) {
  const types = await typesWithOffers(db);
  return types.filter((type) => type.offered).map(({ offered: _, ...type }) => type);
}

async function stands(env: Environment, principal: ContactPrincipal): Promise<Result<true>> {
  const refusal = standingRefusal(principal, await readStanding(database(env.DB), principal.id));
  return refusal === undefined ? ok(true) : refuse(refusal);
}
