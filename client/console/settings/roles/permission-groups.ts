/** The permissions as a reader finds them: in groups, each with its words. What is not listed here is still shown. */
import { peopleWords } from "#client/i18n/console-people.ts";
import type { PermissionRow } from "#protocol/http-roles";

type PeopleKey = keyof typeof peopleWords.en;
type PermissionKey = Extract<PeopleKey, `permission.${string}`>;
export type PermissionGroup = Extract<PeopleKey, `roles.group.${string}`>;

const GROUPS: readonly [PermissionGroup, RegExp][] = [
  ["roles.group.conversations", /^conversation\.(read|list|seeAllTeams|search|send|reply|note)$/],
  ["roles.group.work", /^(conversation|label|canned|closing)\./],
  ["roles.group.tickets", /^(ticket|refund)\./],
  ["roles.group.customers", /^(contact|personal|block)\./],
  ["roles.group.presence", /^agent\./],
  ["roles.group.people", /^(account|role)\./],
  ["roles.group.shop", /^(business|inbox|team|sla)\./],
  ["roles.group.privacy", /^(privacy|audit|key|index)\./],
  ["roles.group.other", /./],
];

/** In the order of the groups; within one as they came. */
export function inGroups(
  permissions: readonly PermissionRow[],
): { group: PermissionGroup; permissions: PermissionRow[] }[] {
  const byGroup = Map.groupBy(permissions, ({ name }) => GROUPS.find(([, fits]) => fits.test(name))?.[0]);
  return GROUPS.flatMap(([group]) => {
    const found = byGroup.get(group);
    return found === undefined ? [] : [{ group, permissions: found }];
  });
}

/** The key of a permission's words; undefined for one that a newer server has and this page does not know. */
export function wordsOf(permission: string): PermissionKey | undefined {
  const key = `permission.${permission}`;
  return isKnown(key) ? key : undefined;
}

function isKnown(key: string): key is PermissionKey {
  return Object.hasOwn(peopleWords.en, key);
}
