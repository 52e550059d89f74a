/** A role while it is being made or changed. */
import type { Role } from "#protocol/constants";
import type { PermissionRow, RoleRow } from "#protocol/http-roles";

export interface RoleDraft {
  /** Absent for one that is new. */
  readonly known?: Pick<RoleRow, "id" | "version"> | undefined;
  readonly name: string;
  readonly role: Role;
  readonly ticked: ReadonlySet<string>;
}

/** What a role that is based on one of the four begins with: what that one holds and the reader may give. */
export function basedOn(role: Role, permissions: readonly PermissionRow[]): ReadonlySet<string> {
  const held = permissions.filter(({ roles, mayGive, always }) => always || (mayGive && roles.includes(role)));
  return new Set(held.map(({ name }) => name));
}

export function newRole(permissions: readonly PermissionRow[]): RoleDraft {
  return { name: "", role: "agent", ticked: basedOn("agent", permissions) };
}

export function draftOf({ id, version, name, role, permissions }: RoleRow): RoleDraft {
  return { known: { id, version }, name, role, ticked: new Set(permissions) };
}

export function toggled(draft: RoleDraft, permission: string): RoleDraft {
  const ticked = new Set(draft.ticked);
  if (!ticked.delete(permission)) ticked.add(permission);
  return { ...draft, ticked };
}
