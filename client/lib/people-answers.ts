/** Hand decoders of what the settings of people and roles get; held equal to the contract by `people-answers.test.ts`. */
import { LOCALES, ROLES } from "#protocol/constants";
import type { AccessChoices, AccountList, InvitationMade, InvitationShown, Joined } from "#protocol/http-accounts";
import type { RoleList } from "#protocol/http-roles";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { count, id, instant, slug } from "./nouns.ts";

const role = oneOf(...ROLES);
const locale = oneOf(...LOCALES);
const version = integer(1);
const given = { role, teamIds: array(slug) };
const maybeGiven = { roleId: string, roleName: string, inboxIds: array(slug) };

const account = object(
  {
    id: string,
    name: string,
    email: string,
    ...given,
    status: oneOf("active", "suspended"),
    version,
    mayChange: boolean,
  },
  { ...maybeGiven, secondFactor: boolean, lastSeenAt: instant },
);
const invitation = object(
  {
    id,
    email: string,
    ...given,
    locale,
    invitedBy: string,
    createdAt: instant,
    expiresAt: instant,
    mayChange: boolean,
  },
  maybeGiven,
);
export const accountList: Decoder<AccountList> = object({ items: array(account), invitations: array(invitation) });

const named = object({ id: slug, name: string });
export const accessChoices: Decoder<AccessChoices> = object({
  roles: array(object({ role, mayGive: boolean }, { roleId: string, name: string })),
  teams: array(named),
  inboxes: array(named),
  allInboxes: boolean,
});

export const invitationMade: Decoder<InvitationMade> = object({ invitation, link: string, mailed: boolean });
export const invitationShown: Decoder<InvitationShown> = object(
  { email: string, role, locale, expiresAt: instant },
  { invitedBy: string, roleName: string },
);
export const joined: Decoder<Joined> = object({ email: string, signedIn: boolean });

const custom = { id, name: string, role, permissions: array(string), version };
export const roleList: Decoder<RoleList> = object({
  items: array(object({ ...custom, people: count, invited: count, mayChange: boolean })),
  permissions: array(object({ name: string, roles: array(role), mayGive: boolean }, { always: oneOf(true) })),
});
