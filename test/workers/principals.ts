/** Everybody whom the permission matrix asks in the name of. */
import { type GrantedPermission, STAFF_PERMISSIONS } from "#domain/identity/permissions";
import type { AgentPrincipal, ContactPrincipal } from "#domain/identity/principal";
import { ROLES } from "#protocol/constants";

const IN_AN_HOUR_MS = 3_600_000;

export function staff(id: string, more: Partial<AgentPrincipal>): AgentPrincipal {
  const expiresAtMs = Date.now() + IN_AN_HOUR_MS;
  return {
    type: "agent",
    id,
    name: id,
    role: "agent",
    teamIds: ["support"],
    sessionId: `s-${id}`,
    expiresAtMs,
    ...more,
  };
}

export function customer(id: string, more: Partial<ContactPrincipal> = {}): ContactPrincipal {
  const expiresAtMs = Date.now() + IN_AN_HOUR_MS;
  return { type: "contact", id, inboxId: "web", sessionId: `s-${id}`, expiresAtMs, ...more };
}

/** Grants of somebody whose second factor is still to be set up. */
export const ENROLLING: readonly GrantedPermission[] = ["account.own"];

export interface Grants {
  readonly name: string;
  /** Absent: those of the role. */
  readonly grants: readonly string[] | undefined;
  readonly role: AgentPrincipal["role"];
}

/**
 * The four roles, somebody who may do nothing until they have a second factor, and two custom roles: with this one
 * permission alone, and with every other one. A door that asks for another permission than it declares lets in one of
 * these, or keeps the other out.
 * @param besides what it takes to come to the door at all
 */
export function everyStaff(permission: string, besides: readonly string[] = []): Grants[] {
  return [
    ...ROLES.map((role) => ({ name: role, role, grants: undefined })),
    { name: "whoever has to set up a second factor", role: "admin", grants: ENROLLING },
    { name: "a role with this permission alone", role: "agent", grants: [permission, ...besides] },
    {
      name: "a role with every other permission",
      role: "admin",
      grants: STAFF_PERMISSIONS.filter((each) => each !== permission),
    },
  ];
}
