/** Routes: whether a ticket is about the same trouble as another one of its customer. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { seesInbox } from "#domain/identity/scope";
import { type SameTroubleRow, sameTroubleOf } from "#domain/tickets/joining/find";
import { originOfConversation } from "#domain/tickets/origin";
import { storedIds } from "#domain/tickets/record";
import { operations } from "#protocol/http";
import type { SameTrouble } from "#protocol/http-ticket-joining";
import { defineRoute, type Route } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { ticketInScope } from "#worker/tickets";

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
];

function told(rows: readonly SameTroubleRow[]): SameTrouble {
  return {
    items: rows.map(({ id, number, version, subject, orderIds }) => ({
      ...{ id, number, version, orderIds },
      ...(subject === undefined ? {} : { subject }),
    })),
  };
}
