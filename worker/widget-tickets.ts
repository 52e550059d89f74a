/** A request as a customer sends it: whose it is, what it is about, and the conversation in which it is talked about. */

import { standingRefusal } from "#domain/customers/standing";
import { readContact, updateContact } from "#domain/customers/store";
import { type Database, database } from "#domain/database";
import { conversationsOfContactInclude } from "#domain/delivery/own-conversation";
import { ok, type Result, refuse } from "#domain/failures";
import type { ContactPrincipal } from "#domain/identity/principal";
import { ordersOfContact } from "#domain/orders/store";
import { findInbox } from "#domain/organisation/store";
import { isOfferedType } from "#domain/tickets/customers/offers";
import { createRequest, ticketOf } from "#domain/tickets/customers/requests";
import type { TicketEdit } from "#domain/tickets/record";
import type { WidgetTicketBody } from "#protocol/http-widget-tickets";
import { newId } from "#protocol/ids";
import { type Environment, secretsOf } from "#worker/environment";
import { createAsRuled } from "#worker/rules/rule-ticket";
import { startConversation } from "#worker/widget-conversation-start";

/**
 * @returns the ticket's id and whether it was made before; refuses `type_unknown` for a type that customers are not offered,
 *   `not_found` for an order or a conversation that is not theirs
 */
export async function requestAsAsked(
  env: Environment,
  principal: ContactPrincipal,
  body: WidgetTicketBody,
  edit: TicketEdit,
): Promise<Result<{ id: string; repeated: boolean }>> {
  const db = database(env.DB);
  const secrets = secretsOf(env);
  const [inbox, contact] = await Promise.all([
    findInbox(db, principal.inboxId),
    readContact(db, secrets.keyRing, principal.id),
  ]);
  if (inbox === undefined || contact === undefined) return refuse("session_ended");
  const refusal = standingRefusal(principal, { ...contact, joinedInto: undefined });
  if (refusal !== undefined) return refuse(refusal);
  const { clientId, type, subject, description, email, orderNumber } = body;
  if (!(await isOfferedType(db, type))) return refuse("type_unknown");
  const orderIds = await ownOrder(db, principal, orderNumber);
  if (!orderIds.ok) return orderIds;
  const conversationId = await talkedAboutIn(env, principal, body, edit.nowMs);
  if (!conversationId.ok) return conversationId;
  if (email !== undefined && contact.email === undefined) await updateContact(db, secrets, contact.id, [{ email }]);
  const request = {
    ...{ id: newId(edit.nowMs), clientId, type, inboxId: inbox.id, teamId: inbox.defaultTeamId },
    ...{ contactId: contact.id, conversationId: conversationId.value, orderIds: orderIds.value },
    content: { subject, description, fields: {} },
  };
  return createAsRuled(db, secrets.keyRing, ticketOf(request), false, edit, createRequest);
}

/** Whoever merely says who they are names no order: they were shown none. */
async function ownOrder(
  db: Database,
  principal: ContactPrincipal,
  number: string | undefined,
): Promise<Result<readonly string[]>> {
  if (number === undefined) return ok([]);
  const own = principal.verified === true ? await ordersOfContact(db, principal.id) : [];
  const found = own.find((order) => order.number === number);
  return found === undefined ? refuse("not_found") : ok([found.id]);
}

async function talkedAboutIn(
  env: Environment,
  principal: ContactPrincipal,
  { clientId, description, conversationId }: WidgetTicketBody,
  nowMs: number,
): Promise<Result<string>> {
  if (conversationId !== undefined) {
    const isTheirs = await conversationsOfContactInclude(database(env.DB), principal.id, conversationId);
    return isTheirs ? ok(conversationId) : refuse("not_found");
  }
  const started = await startConversation(
    env,
    principal,
    { clientId, contentType: "text", content: description },
    nowMs,
  );
  return started.ok ? ok(started.value.conversationId) : started;
}
