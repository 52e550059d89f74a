/** Custom roles: what one is made of, and when two names are the same. */
import { type GrantedPermission, STAFF_PERMISSIONS } from "#domain/identity/permissions";
import { ROLES } from "#protocol/constants";

/** Whoever lacks this could not even sign out: every role has it. */
export const ALWAYS_GRANTED = "account.own" satisfies GrantedPermission;

/** @returns the ticked permissions in the table's order with the one that none lacks, or undefined if one is not staff's */
export function normalPermissions(ticked: readonly string[]): GrantedPermission[] | undefined {
  const known: readonly string[] = STAFF_PERMISSIONS;
  if (!ticked.every((name) => known.includes(name))) return undefined;
  return STAFF_PERMISSIONS.filter((name) => name === ALWAYS_GRANTED || ticked.includes(name));
}

/** The same for names that a reader would take for each other: by case, width or spaces. */
export function roleNameKey(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}

/** The four have their names already. */
export function isBuiltInName(name: string): boolean {
  const key = roleNameKey(name);
  return ROLES.some((role) => role === key);
}
