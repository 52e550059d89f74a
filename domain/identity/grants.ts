/**
 * Nobody can give what they do not hold: the one rule behind roles, invitations and every change of somebody's access.
 * It holds for permissions, for inboxes and for whose queues somebody sees, of the new access as of the one it replaces.
 */
import { type GrantedPermission, holds, isPermitted, permissionsOf, type RoleAs } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { ROLES } from "#protocol/constants";

/** What a person may do and see. */
export interface Access extends RoleAs {
  readonly teamIds: readonly string[];
  /** Absent: all of them. */
  readonly inboxIds?: readonly string[] | undefined;
}

/**
 * Whether this person may tick a permission in a role. Those that no built-in role holds would otherwise be given by
 * nobody: the built-in administrator gives them too.
 */
export function mayGivePermission(giver: AgentPrincipal, permission: GrantedPermission): boolean {
  if (isPermitted(giver, permission)) return true;
  const isHeldByNoRole = !ROLES.some((role) => holds(role, permission));
  return isHeldByNoRole && giver.role === "admin" && giver.grants === undefined;
}

/** Whether none of a role's permissions is beyond the giver. */
export function mayGiveRole(giver: AgentPrincipal, role: RoleAs): boolean {
  return permissionsOf(role).every((permission) => mayGivePermission(giver, permission));
}

/** Whether this person may give that access, or take it away. */
export function mayGive(giver: AgentPrincipal, access: Access): boolean {
  return mayGiveRole(giver, access) && isWithinInboxes(giver, access) && isWithinTeams(giver, access);
}

function isWithinInboxes(giver: AgentPrincipal, { inboxIds }: Access): boolean {
  const own = giver.inboxIds;
  return own === undefined || (inboxIds?.every((id) => own.includes(id)) ?? false);
}

function isWithinTeams(giver: AgentPrincipal, { teamIds }: Access): boolean {
  return isPermitted(giver, "conversation.seeAllTeams") || teamIds.every((id) => giver.teamIds.includes(id));
}
