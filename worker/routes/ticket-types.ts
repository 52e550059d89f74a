/** Routes: the types of tickets that the shop makes beside the built-in ones. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { changeTicketType, createTicketType, deleteTicketType, listTicketTypes } from "#domain/tickets/types";
import { operations } from "#protocol/http";
import { newId } from "#protocol/ids";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import type { AppContext } from "#worker/environment";

const MANAGE = { permission: "ticket.manageTypes" } as const;

export const ticketTypesRoutes: readonly Route[] = [
  defineRoute(operations.listTicketTypes, { permission: "ticket.read" }, async ({ env }) =>
    ok({ items: await listTicketTypes(database(env.DB)) }),
  ),

  defineRoute(operations.createTicketType, MANAGE, async ({ c, env, principal, body, nowMs }) => {
    const made = await createTicketType(database(env.DB), newId(nowMs), body, editBy(c, principal, nowMs));
    return made.ok ? ok({ type: made.value }) : made;
  }),

  defineRoute(operations.changeTicketType, MANAGE, async ({ c, env, principal, params, body, nowMs }) => {
    const { version, ...content } = body;
    const edit = editBy(c, principal, nowMs);
    const changed = await changeTicketType(database(env.DB), params.id, version, content, edit);
    return changed.ok ? ok({ type: changed.value }) : changed;
  }),

  defineRoute(operations.deleteTicketType, MANAGE, async ({ c, env, principal, params, query, nowMs }) => {
    const edit = editBy(c, principal, nowMs);
    const deleted = await deleteTicketType(database(env.DB), params.id, query.version, edit);
    return deleted.ok ? ok({ done: true }) : deleted;
  }),
];

function editBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}
