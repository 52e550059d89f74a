/** Routes: whether a ticket is about the same trouble as another one of its customer, and what joined it by mistake. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { seesInbox } from "#domain/identity/scope";
import { type SameTroubleRow, sameTroubleOf } from "#domain/tickets/joining/find";
import { unlinkConversation } from "#domain/tickets/joining/unlink";
import { originOfConversation } from "#domain/tickets/origin";
import { storedIds } from "#domain/tickets/record";
import { operations } from "#protocol/http";
import type { SameTrouble } from "#protocol/http-ticket-joining";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { ticketAnswer, ticketInScope } from "#worker/tickets";

export const ticketJoiningRoutes: readonly Route[] = [
  defineRoute(operations.findSameTrouble, { permission: "ticket.create" }, async ({ env, principal, body }) => {
    const db = database(env.DB);
    const origin = await originOfConversation(db, body.conversationId);
    if (origin === undefined || !seesInbox(principal, origin.inboxId)) return refuse("not_found");
    if (origin.contactId === null) return ok({ items: [] });
    return ok(told(await sameTroubleOf(db, secretsOf(env).keyRing, principal, origin.contactId, body)));
  }),

  defineRoute(operations.sameTroubleAs, { permission: "ticket.read" }, async ({ env, principal, params }) => {
    const db = database(env.DB);
    const { keyRing } = secretsOf(env);
    const ticket = await ticketInScope(db, keyRing, principal, params.id);
    if (!ticket.ok) return ticket;
    const { row, content } = ticket.value;
    if (row.contactId === null) return ok({ items: [] });
    const { subject, productLine } = content;
    const asked = { type: row.type, subject, productLine, orderIds: storedIds.parse(row.orderIds) };
    return ok(told(await sameTroubleOf(db, keyRing, principal, row.contactId, asked, row.id)));
  }),

  // Whoever may have one join may take it off.
  defineRoute(
    operations.unlinkTicketConversation,
    { permission: "ticket.note" },
    async ({ c, env, principal, params, query, nowMs }) => {
      const db = database(env.DB);
      const { keyRing } = secretsOf(env);
      const ticket = await ticketInScope(db, keyRing, principal, params.id);
      if (!ticket.ok) return ticket;
      if (ticket.value.row.version !== query.version) return refuse("changed_meanwhile");
      const edit = { auditor: auditorOf(env, c.req.raw, principal), nowMs };
      const done = await unlinkConversation(db, ticket.value, params.conversationId, edit);
      return done.ok ? ticketAnswer(db, keyRing, params.id, nowMs) : done;
    },
  ),
];

function told(rows: readonly SameTroubleRow[]): SameTrouble {
  return {
    items: rows.map(({ id, number, version, subject, orderIds }) => ({
      ...{ id, number, version, orderIds },
      ...(subject === undefined ? {} : { subject }),
    })),
  };
}
