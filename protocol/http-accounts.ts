/** The HTTP half of the contract: accounts and invitations; roles stand in `http-roles.ts`. */
import { z } from "zod";
import { MAX_PASSWORD_CHARS } from "#protocol/constants";
import { proof } from "#protocol/http-security";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { email, id, instant, locale, personName, role, slug } from "#protocol/vocabulary";

const MAX_TEAMS = 100;
const MAX_INBOXES = 100;
/** Of a link: what `crypto` made, in base64url. */
const MAX_TOKEN_CHARS = 64;

/** Counts the changes of what one person may do; whoever changes it says which state they saw. */
export const accessVersion = z.int().min(1);
const teamIds = z.array(slug).max(MAX_TEAMS);
const inboxIds = z.array(slug).min(1).max(MAX_INBOXES);

/** What somebody may do and see: one of the four roles or a custom one, teams, and inboxes (absent: all of them). */
export const accessBody = z
  .object({
    role: role.optional(),
    roleId: id.optional().meta({ description: "A custom role, in place of `role`." }),
    teamIds,
    inboxIds: inboxIds.optional(),
  })
  .refine((access) => (access.role === undefined) !== (access.roleId === undefined), {
    message: "names a role or a custom role, and not both",
    path: ["role"],
  });
export type AccessBody = z.infer<typeof accessBody>;

const access = {
  role: role.meta({ description: "One of the four, or the one that a custom role is based on." }),
  roleId: z.string().optional(),
  roleName: z.string().optional().meta({ description: "Of a custom role." }),
  teamIds: z.array(slug),
  inboxIds: z.array(slug).optional(),
};

export const accountRow = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    ...access,
    status: z.enum(["active", "suspended"]),
    secondFactor: z.boolean().optional(),
    lastSeenAt: instant.optional().meta({ description: "As their sessions tell; absent while they have none." }),
    version: accessVersion,
    mayChange: z.boolean().meta({ description: "False for who holds more than the reader does." }),
  })
  .meta({ id: "Account" });
export type AccountRow = z.infer<typeof accountRow>;

export const invitationRow = z
  .object({
    id,
    email: z.string(),
    ...access,
    locale,
    invitedBy: z.string(),
    createdAt: instant,
    expiresAt: instant,
    mayChange: z.boolean(),
  })
  .meta({ id: "Invitation" });
export type InvitationRow = z.infer<typeof invitationRow>;

export const accountList = z
  .object({ items: z.array(accountRow), invitations: z.array(invitationRow) })
  .meta({ id: "AccountList" });
export type AccountList = z.infer<typeof accountList>;

const named = z.object({ id: slug, name: z.string() });
/** What the reader may choose from for somebody else. */
export const accessChoices = z
  .object({
    roles: z.array(
      z.object({ role, roleId: z.string().optional(), name: z.string().optional(), mayGive: z.boolean() }),
    ),
    teams: z.array(named),
    inboxes: z.array(named),
    allInboxes: z.boolean().meta({ description: "Whether the reader may give all inboxes, of now and later." }),
  })
  .meta({ id: "AccessChoices" });
export type AccessChoices = z.infer<typeof accessChoices>;

export const invitationMade = z
  .object({
    invitation: invitationRow,
    link: z.string().meta({ description: "Told this once: it is kept nowhere." }),
    mailed: z.boolean().meta({ description: "Whether the mail with it was taken for delivery." }),
  })
  .meta({ id: "InvitationMade" });
export type InvitationMade = z.infer<typeof invitationMade>;

const token = z.string().min(1).max(MAX_TOKEN_CHARS);
export const invitationShown = z
  .object({
    email: z.string(),
    invitedBy: z
      .string()
      .optional()
      .meta({ description: "Their name; absent where the operator of the instance invites." }),
    role,
    roleName: z.string().optional(),
    locale,
    expiresAt: instant,
  })
  .meta({ id: "InvitationShown" });
export type InvitationShown = z.infer<typeof invitationShown>;
export const joined = z
  .object({
    email: z.string(),
    signedIn: z.boolean().meta({ description: "With the session's cookie; if not, they sign in as usual." }),
  })
  .meta({ id: "Joined" });
export type Joined = z.infer<typeof joined>;

const ofAccount = z.object({ id: slug });
const ofInvitation = z.object({ id });
const versionBody = z.object({ version: accessVersion });
/** What takes a defence away asks whoever does it for a proof of their own. */
const provenBody = proof.extend({ version: accessVersion });
const codes = [...BASE_CODES, "not_found", "conflict"] as const;

export const accountsOperations = {
  listAccounts: {
    method: "get",
    path: "/api/v1/accounts",
    summary: "Everybody who has an account, and everybody who was asked to join.",
    credential: "agent",
    status: 200,
    answer: accountList,
    codes: BASE_CODES,
  },
  accessChoices: {
    method: "get",
    path: "/api/v1/accounts/choices",
    summary: "Roles, teams and inboxes that can be given to somebody.",
    credential: "agent",
    status: 200,
    answer: accessChoices,
    codes: BASE_CODES,
  },
  changeAccess: {
    method: "put",
    path: "/api/v1/accounts/:id/access",
    summary: "Gives somebody another role, other teams or inboxes; their sockets come back with what they may do now.",
    credential: "agent",
    params: ofAccount,
    body: accessBody.safeExtend({ version: accessVersion }),
    status: 200,
    answer: done,
    codes,
  },
  suspendAccount: {
    method: "post",
    path: "/api/v1/accounts/:id/suspend",
    summary: "Ends all of somebody's sessions; they cannot sign in until they are restored.",
    credential: "agent",
    params: ofAccount,
    body: versionBody,
    status: 200,
    answer: done,
    codes,
  },
  restoreAccount: {
    method: "post",
    path: "/api/v1/accounts/:id/restore",
    summary: "Lets somebody sign in again, with the access that they had.",
    credential: "agent",
    params: ofAccount,
    body: versionBody,
    status: 200,
    answer: done,
    codes,
  },
  resetSecondFactor: {
    method: "post",
    path: "/api/v1/accounts/:id/second-factor/reset",
    summary: "Takes somebody's lost second factor away, all of it; they are signed out everywhere and told by mail.",
    credential: "agent",
    params: ofAccount,
    body: provenBody,
    status: 200,
    answer: done,
    codes,
  },
  invite: {
    method: "post",
    path: "/api/v1/invitations",
    summary: "Asks somebody to join, by a mail with a link that makes one account within a week.",
    credential: "agent",
    body: accessBody.safeExtend({ email, locale }),
    status: 201,
    answer: invitationMade,
    codes,
  },
  resendInvitation: {
    method: "post",
    path: "/api/v1/invitations/:id/resend",
    summary: "Sends a new link for another week; the one before is spent.",
    credential: "agent",
    params: ofInvitation,
    status: 200,
    answer: invitationMade,
    codes,
  },
  revokeInvitation: {
    method: "post",
    path: "/api/v1/invitations/:id/revoke",
    summary: "Takes an invitation back; its link is spent.",
    credential: "agent",
    params: ofInvitation,
    status: 200,
    answer: done,
    codes,
  },
  lookAtInvitation: {
    method: "post",
    path: "/api/v1/invitations/look",
    summary: "What the holder of a link is asked to join as.",
    credential: "none",
    body: z.object({ token }),
    status: 200,
    answer: invitationShown,
    codes: ["bad_frame", "not_found", "unavailable"],
  },
  acceptInvitation: {
    method: "post",
    path: "/api/v1/invitations/accept",
    summary: "Makes the account and signs the person in; the link is spent.",
    credential: "none",
    body: z.object({ token, name: personName, password: z.string().min(1).max(MAX_PASSWORD_CHARS) }),
    status: 201,
    answer: joined,
    codes: ["bad_frame", "forbidden", "not_found", "rate_limited", "unavailable"],
  },
} as const satisfies Record<string, Operation>;
