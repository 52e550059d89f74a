/** Whether a conversation may join a ticket. */
import type { Database } from "#domain/database";
import { contactWithGuests } from "#domain/delivery/registry";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox } from "#domain/identity/scope";
import { originOfConversation } from "#domain/tickets/origin";
import type { StoredTicket } from "#domain/tickets/record";

/** @returns refuses `not_found` for one that this person does not see, `not_mergeable` for another customer's */
export async function canJoin(
  db: Database,
  principal: AgentPrincipal,
  { contactId }: StoredTicket,
  conversationId: string,
): Promise<Result<true>> {
  const origin = await originOfConversation(db, conversationId);
  if (origin === undefined || !seesInbox(principal, origin.inboxId)) return refuse("not_found");
  if (contactId === null || origin.contactId === null) return refuse("not_mergeable");
  const isTheirs = (await contactWithGuests(db, contactId)).includes(origin.contactId);
  return isTheirs ? ok(true) : refuse("not_mergeable");
}
