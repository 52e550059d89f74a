/** Whose conversation it is: the second half of every permission check. */
import type { Principal } from "#domain/identity/principal";

/** @returns whether the conversation is one that this principal may know of at all */
export function isInScope(principal: Principal, conversation: { inboxId: string; contactId: string }): boolean {
  if (principal.type === "contact") {
    return principal.id === conversation.contactId && principal.inboxId === conversation.inboxId;
  }
  return principal.inboxIds === undefined || principal.inboxIds.includes(conversation.inboxId);
}
