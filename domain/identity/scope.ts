/** Whose conversation it is: the second half of every permission check. */
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal, Principal } from "#domain/identity/principal";

/** @returns whether the conversation is one that this principal may know of at all */
export function isInScope(principal: Principal, conversation: { inboxId: string; contactId: string }): boolean {
  if (principal.type === "contact") {
    return principal.id === conversation.contactId && principal.inboxId === conversation.inboxId;
  }
  return seesInbox(principal, conversation.inboxId);
}

/** @returns whether the inbox is one that this person of the staff may know of at all */
export function seesInbox({ inboxIds }: Pick<AgentPrincipal, "inboxIds">, inboxId: string): boolean {
  return inboxIds === undefined || inboxIds.includes(inboxId);
}

/**
 * Whose queues an agent's lists show: agents work from their teams', the others look at the whole shop.
 * @returns undefined for no limit
 */
export function teamsInSight(principal: AgentPrincipal): readonly string[] | undefined {
  return isPermitted(principal, "conversation.seeAllTeams") ? undefined : principal.teamIds;
}

export function isInSight(principal: AgentPrincipal, teamId: string): boolean {
  return teamsInSight(principal)?.includes(teamId) ?? true;
}
