/** Whose conversation it is: the second half of every permission check. */
import type { Failure } from "#domain/failures";
import { isPermitted, permissionsOf, type RoleAs } from "#domain/identity/permissions";
import type { AgentPrincipal, Principal } from "#domain/identity/principal";
import { maySee } from "#domain/routing/rules";

/** @returns whether the conversation is one that this principal may know of at all */
export function isInScope(
  principal: Principal,
  conversation: { inboxId: string; contactId: string; contactVerified?: boolean | undefined },
): boolean {
  if (principal.type === "contact") {
    const { contactId, inboxId, contactVerified = principal.verified === true } = conversation;
    // A guest's session is never a verified contact's, whatever else it says.
    const isAsVerified = contactVerified === (principal.verified === true);
    return principal.id === contactId && principal.inboxId === inboxId && isAsVerified;
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

/** Who somebody is, as far as being given work goes. */
export interface Colleague extends RoleAs {
  readonly inboxIds?: readonly string[] | undefined;
  readonly suspendedAtMs?: number | undefined;
}

/** Whether conversations can be given to this person at all: whoever may answer customers, and may sign in. */
export function takesWork(person: Colleague): boolean {
  return person.suspendedAtMs === undefined && permissionsOf(person).includes("conversation.reply");
}

/** Why this person may not be given a conversation of that inbox. @param person undefined if there is none */
export function whyNotGiven(person: Colleague | undefined, inboxId: string | undefined): Failure | undefined {
  if (person === undefined || !takesWork(person)) return "agent_unknown";
  return maySee(person, inboxId) ? undefined : "agent_out_of_scope";
}
