/** What the console asks about signing in: second steps, passwords, passkeys, sessions. Every call may throw an ApiError. */
import type { Locale } from "#protocol/constants";
import type {
  RecoveryCodes,
  RoleSecurity,
  SecondFactorStep,
  SecurityOverview,
  SessionRow,
  TotpSetUp,
} from "#protocol/http-security";
import { type ApiOptions, call } from "./api.ts";
import { type Decoder, object } from "./decoder.ts";
import {
  done,
  passkeyCreation,
  passkeyRequest,
  recoveryCodes,
  roleSecurity,
  secondFactorStep,
  securityOverview,
  sessionList,
  totpSetUp,
} from "./security-answers.ts";

const ACCOUNT = "/api/v1/account";
const SIGN_IN = "/api/v1/sign-in";
const nothing = object({});

/** What had to be asked for, if anything: a password, with a code where there is an app, or a passkey; see `useProven`. */
export interface Proof {
  readonly password?: string;
  readonly code?: string;
  readonly passkey?: object;
}

function post<Answer>(api: ApiOptions, path: string, body: object, answer: Decoder<Answer>): Promise<Answer> {
  return call(api, { method: "POST", path, body, answer });
}

/** What the sign-in that asked for a second step takes. `unauthenticated` if none did, or too long ago. */
export function secondFactor(api: ApiOptions): Promise<SecondFactorStep> {
  return call(api, { method: "GET", path: `${SIGN_IN}/second-factor`, answer: secondFactorStep });
}

export async function signInWithCode(
  api: ApiOptions,
  code: { readonly code: string } | { readonly recoveryCode: string },
): Promise<void> {
  await post(api, `${SIGN_IN}/second-factor`, code, nothing);
}

export async function passkeyRequestOptions(api: ApiOptions) {
  return (await post(api, `${SIGN_IN}/passkey/options`, {}, passkeyRequest)).options;
}

export async function signInWithPasskey(api: ApiOptions, response: object): Promise<void> {
  await post(api, `${SIGN_IN}/passkey`, { response }, nothing);
}

export async function requestPasswordReset(api: ApiOptions, email: string, locale: Locale): Promise<void> {
  await post(api, "/api/v1/password-resets", { email, locale }, done);
}

/** `not_found` with the reason `link_spent`, or `bad_frame` with one of the password policy's. */
export async function resetPassword(api: ApiOptions, token: string, password: string, locale: Locale): Promise<void> {
  await post(api, "/api/v1/password-resets/finish", { token, password, locale }, done);
}

export function readSecurity(api: ApiOptions): Promise<SecurityOverview> {
  return call(api, { method: "GET", path: `${ACCOUNT}/security`, answer: securityOverview });
}

export async function changePassword(
  api: ApiOptions,
  passwords: { readonly currentPassword: string; readonly newPassword: string },
  locale: Locale,
): Promise<void> {
  await post(api, `${ACCOUNT}/password`, { ...passwords, locale }, done);
}

export function beginTotp(api: ApiOptions, proof: Proof): Promise<TotpSetUp> {
  return post(api, `${ACCOUNT}/totp`, proof, totpSetUp);
}

export function confirmTotp(api: ApiOptions, code: string): Promise<RecoveryCodes> {
  return post(api, `${ACCOUNT}/totp/confirm`, { code }, recoveryCodes);
}

export async function removeTotp(api: ApiOptions, proof: Proof): Promise<void> {
  await post(api, `${ACCOUNT}/totp/remove`, proof, done);
}

export function makeRecoveryCodes(api: ApiOptions, proof: Proof): Promise<RecoveryCodes> {
  return post(api, `${ACCOUNT}/recovery-codes`, proof, recoveryCodes);
}

export async function passkeyCreationOptions(api: ApiOptions, proof: Proof) {
  return (await post(api, `${ACCOUNT}/passkeys/options`, proof, passkeyCreation)).options;
}

export function addPasskey(api: ApiOptions, name: string, response: object): Promise<RecoveryCodes> {
  return post(api, `${ACCOUNT}/passkeys`, { name, response }, recoveryCodes);
}

export async function renamePasskey(api: ApiOptions, passkeyId: string, name: string): Promise<void> {
  await post(api, `${ACCOUNT}/passkeys/${encodeURIComponent(passkeyId)}/rename`, { name }, done);
}

export async function removePasskey(api: ApiOptions, passkeyId: string, proof: Proof): Promise<void> {
  await post(api, `${ACCOUNT}/passkeys/${encodeURIComponent(passkeyId)}/remove`, proof, done);
}

export async function sessions(api: ApiOptions): Promise<SessionRow[]> {
  return (await call(api, { method: "GET", path: `${ACCOUNT}/sessions`, answer: sessionList })).items;
}

export async function endSession(api: ApiOptions, sessionId: string): Promise<void> {
  await post(api, `${ACCOUNT}/sessions/${encodeURIComponent(sessionId)}/end`, {}, done);
}

export async function endOtherSessions(api: ApiOptions): Promise<void> {
  await post(api, `${ACCOUNT}/sessions/end-others`, {}, done);
}

export async function readRoleSecurity(api: ApiOptions): Promise<RoleSecurity["items"]> {
  return (await call(api, { method: "GET", path: "/api/v1/role-security", answer: roleSecurity })).items;
}

export async function setRoleSecurity(api: ApiOptions, role: string, secondFactorRequired: boolean): Promise<void> {
  await post(api, "/api/v1/role-security", { role, secondFactorRequired }, done);
}
