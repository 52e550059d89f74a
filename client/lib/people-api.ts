/** What the settings of people and roles ask by HTTP, and the page that an invitation opens. */
import type { Locale } from "#protocol/constants";
import type {
  AccessBody,
  AccessChoices,
  AccountList,
  InvitationMade,
  InvitationShown,
  Joined,
} from "#protocol/http-accounts";
import type { RoleBody, RoleList } from "#protocol/http-roles";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import { accessChoices, accountList, invitationMade, invitationShown, joined, roleList } from "./people-answers.ts";
import type { Proof } from "./security-api.ts";

const nothing = object({});

/** @throws ApiError, as all of these do */
export function people(api: ApiOptions): Promise<AccountList> {
  return call(api, { method: "GET", path: "/api/v1/accounts", answer: accountList });
}

export function choices(api: ApiOptions): Promise<AccessChoices> {
  return call(api, { method: "GET", path: "/api/v1/accounts/choices", answer: accessChoices });
}

/** @param version of the account as it was shown; `conflict` if it has changed since */
export async function changeAccess(api: ApiOptions, id: string, access: AccessBody, version: number): Promise<void> {
  const path = `/api/v1/accounts/${encodeURIComponent(id)}/access`;
  await call(api, { method: "PUT", path, body: { ...access, version }, answer: nothing });
}

export async function settleAccount(
  api: ApiOptions,
  id: string,
  what: "suspend" | "restore",
  version: number,
): Promise<void> {
  const path = `/api/v1/accounts/${encodeURIComponent(id)}/${what}`;
  await call(api, { method: "POST", path, body: { version }, answer: nothing });
}

/** Everywhere. */
export async function endSessionsOf(api: ApiOptions, id: string): Promise<void> {
  const path = `/api/v1/accounts/${encodeURIComponent(id)}/sessions/end`;
  await call(api, { method: "POST", path, body: {}, answer: nothing });
}

/** Takes a lost second factor away. @param proof that it is really whoever is signed in here */
export async function resetSecondFactor(api: ApiOptions, id: string, version: number, proof: Proof): Promise<void> {
  const path = `/api/v1/accounts/${encodeURIComponent(id)}/second-factor/reset`;
  await call(api, { method: "POST", path, body: { ...proof, version }, answer: nothing });
}

export function invite(
  api: ApiOptions,
  invitation: AccessBody & { readonly email: string; readonly locale: Locale },
): Promise<InvitationMade> {
  return call(api, { method: "POST", path: "/api/v1/invitations", body: invitation, answer: invitationMade });
}

export function resendInvitation(api: ApiOptions, id: string): Promise<InvitationMade> {
  return call(api, { method: "POST", path: `/api/v1/invitations/${id}/resend`, body: {}, answer: invitationMade });
}

export async function revokeInvitation(api: ApiOptions, id: string): Promise<void> {
  await call(api, { method: "POST", path: `/api/v1/invitations/${id}/revoke`, body: {}, answer: nothing });
}

/** @throws ApiError `not_found` for a link that is spent */
export function lookAtInvitation(api: ApiOptions, token: string): Promise<InvitationShown> {
  return call(api, { method: "POST", path: "/api/v1/invitations/look", body: { token }, answer: invitationShown });
}

export function acceptInvitation(
  api: ApiOptions,
  joining: { readonly token: string; readonly name: string; readonly password: string },
): Promise<Joined> {
  return call(api, { method: "POST", path: "/api/v1/invitations/accept", body: joining, answer: joined });
}

export function roles(api: ApiOptions): Promise<RoleList> {
  return call(api, { method: "GET", path: "/api/v1/roles", answer: roleList });
}

/** @param known the role that is changed, at the version that was shown; absent for a new one */
export async function saveRole(
  api: ApiOptions,
  role: RoleBody,
  known?: { readonly id: string; readonly version: number },
): Promise<void> {
  if (known === undefined) await call(api, { method: "POST", path: "/api/v1/roles", body: role, answer: nothing });
  else {
    const body = { ...role, version: known.version };
    await call(api, { method: "PUT", path: `/api/v1/roles/${known.id}`, body, answer: nothing });
  }
}

export async function deleteRole(api: ApiOptions, id: string, version: number): Promise<void> {
  await call(api, { method: "DELETE", path: `/api/v1/roles/${id}?version=${version}`, answer: nothing });
}
