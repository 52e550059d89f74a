/** A new ticket as it is asked for over HTTP: what its parent, its conversation or its inbox says goes for it too. */
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox } from "#domain/identity/scope";
import { findInbox } from "#domain/organisation/store";
import type { KeyRing } from "#domain/privacy/key-ring";
import { type Origin, originOfConversation, originOfTicket } from "#domain/tickets/origin";
import type { TicketEdit } from "#domain/tickets/record";
import type { TicketSource } from "#protocol/constants";
import type { TicketBody } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { beginningsNow } from "#worker/beginnings";
import { createAsRuled } from "#worker/rules/rule-ticket";
import { ofType } from "#worker/ticket-changes";
import { canBeGiven } from "#worker/tickets";

/** @returns what was made, with who follows it by rules; refuses `not_found` for an origin that this person does not see */
export async function createAsAsked(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  body: TicketBody,
  edit: TicketEdit,
): ReturnType<typeof createAsRuled> {
  const origin = await originOf(db, body, edit.nowMs);
  if (!origin.ok) return origin;
  const { inboxId, contactId } = origin.value;
  if (!seesInbox(principal, inboxId)) return refuse("not_found");
  const { teamId = origin.value.teamId, assigneeId, subject, description, productLine, articles } = body;
  // The team of its origin is there: none is deleted while an inbox begins or a ticket is in it, and making one asks again.
  const given = await canBeGiven(db, inboxId, { teamId: body.teamId, assigneeId });
  if (!given.ok) return given;
  const fields = await ofType(db, body.type, body.fields);
  if (!fields.ok) return fields;
  const { clientId, type, priority, parentId, conversationId, dueAtMs, orderIds } = body;
  const ticket = {
    ...{ id: newId(edit.nowMs), clientId, type, priority, inboxId, teamId, contactId, orderIds },
    source: sourceOf(body),
    channel: body.channel ?? (conversationId === undefined ? "other" : "chat"),
    assigneeId: assigneeId ?? null,
    conversationId: conversationId ?? null,
    parentId: parentId ?? null,
    dueAtMs: dueAtMs ?? null,
    content: {
      subject,
      fields: fields.value,
      ...(description === undefined ? {} : { description }),
      ...(productLine === undefined ? {} : { productLine }),
      ...(articles === undefined ? {} : { articles }),
    },
  } as const;
  return createAsRuled(db, keyRing, ticket, body.teamId !== undefined, edit);
}

function sourceOf({ parentId, conversationId }: TicketBody): TicketSource {
  if (parentId !== undefined) return "ticket";
  return conversationId === undefined ? "blank" : "conversation";
}

/** A sub-ticket is about its parent's customer, whatever else is named. */
async function originOf(db: Database, body: TicketBody, nowMs: number): Promise<Result<Origin>> {
  const { parentId, conversationId, inboxId } = body;
  if (parentId !== undefined) {
    const parent = await originOfTicket(db, parentId);
    if (parent === undefined || conversationId === undefined) return parent ? ok(parent) : refuse("not_found");
    const conversation = await originOfConversation(db, conversationId);
    return conversation?.contactId === parent.contactId ? ok(parent) : refuse("not_found");
  }
  if (conversationId !== undefined) {
    const conversation = await originOfConversation(db, conversationId);
    return conversation === undefined ? refuse("not_found") : ok(conversation);
  }
  if (inboxId === undefined) return refuse("malformed");
  const { defaultTeamIds } = await beginningsNow(db, nowMs);
  // One that was made elsewhere a moment ago is not among those yet.
  const teamId = defaultTeamIds.get(inboxId) ?? (await findInbox(db, inboxId))?.defaultTeamId;
  return teamId === undefined ? refuse("not_found") : ok({ inboxId, teamId, contactId: null });
}
