/** A second ticket out of one, as it is asked for over HTTP: of the same customer, inbox, conversation and channel. */
import type { Database } from "#domain/database";
import { type Result, refuse } from "#domain/failures";
import type { KeyRing } from "#domain/privacy/key-ring";
import { createTicket } from "#domain/tickets/create";
import { type StoredTicket, storedTicket, type TicketEdit } from "#domain/tickets/record";
import type { TicketSplitBody } from "#protocol/http-ticket-desk";
import { newId } from "#protocol/ids";
import { ofType } from "#worker/ticket-changes";
import { canBeGiven } from "#worker/tickets";

/** @returns the id and whether it was made before; refuses `wrong_status` for a ticket that is finished */
export async function splitAsAsked(
  db: Database,
  keyRing: KeyRing,
  fromId: string,
  body: TicketSplitBody,
  edit: TicketEdit,
): Promise<Result<{ id: string; repeated: boolean }>> {
  const from = await storedTicket(db, fromId);
  if (from === undefined) return refuse("not_found");
  const { inboxId } = from.row;
  const { teamId = from.row.teamId, assigneeId = null } = body;
  const given = await canBeGiven(db, inboxId, { teamId, assigneeId });
  if (!given.ok) return given;
  const fields = await ofType(db, body.type, body.fields);
  if (!fields.ok) return fields;
  const { clientId, type, priority, subject, description } = body;
  const content = { subject, fields: fields.value, ...(description === undefined ? {} : { description }) };
  const ticket = {
    ...{ id: newId(edit.nowMs), clientId, type, priority, teamId, assigneeId, content, splitFromId: fromId },
    ...inherited(from.row),
  };
  return createTicket(db, keyRing, ticket, edit);
}

function inherited({ inboxId, contactId, conversationId, channel }: StoredTicket) {
  const source = "ticket" as const;
  return { inboxId, contactId, conversationId, channel, source, parentId: null, dueAtMs: null, orderIds: [] };
}
