/** Somebody on the staff as tests of signing in need them: with headers, cookies and what the audit log says of them. */
import { env } from "cloudflare:workers";
import { problem } from "#protocol/http";
import { recoveryCodes, totpSetUp } from "#protocol/http-security";
import type { Login } from "#scripts/seed/seed";
import { codeBefore } from "#test/harness/authenticator-app";
import { call, cookieOf, ORIGIN, post, signIn } from "#test/workers/shop";

export type Headers = Record<string, string>;

export const SIGN_IN = "/api/auth/sign-in/email";
export const SECOND_FACTOR = "/api/v1/sign-in/second-factor";

let lastAddress = 0;
/** A client address that nobody used before, so that no test meets the limits of another. */
export function freshAddress(): Headers {
  lastAddress += 1;
  return { "cf-connecting-ip": `198.51.${Math.floor(lastAddress / 250)}.${(lastAddress % 250) + 1}` };
}

/** Status and reason (or code) of an answer. */
export async function verdictOf(answer: Response): Promise<[number, string]> {
  if (answer.ok) return [answer.status, "ok"];
  const { code, reason } = problem.parse(await answer.json());
  return [answer.status, reason ?? code];
}

export async function signedIn(login: Login): Promise<Headers> {
  return { cookie: await signIn(login), origin: ORIGIN };
}

export function me(headers: Headers): Promise<Response> {
  return call("/api/v1/me", { headers });
}

export async function idOf(headers: Headers): Promise<string> {
  return (await me(headers)).json<{ id: string }>().then(({ id }) => id);
}

export interface WithApp {
  readonly secret: string;
  readonly codes: readonly string[];
  /** Of the session that took the place of the one in which it was set up. */
  readonly headers: Headers;
}

const SENT_WITHIN_MS = 3_000;

/** Sets up an authenticator app; the code of the step before this one is used by it. */
export async function setUpApp(headers: Headers): Promise<WithApp> {
  const { secret } = totpSetUp.parse(await (await post("/api/v1/account/totp", {}, headers)).json());
  const answer = await post(
    "/api/v1/account/totp/confirm",
    { code: await codeBefore(secret, SENT_WITHIN_MS) },
    headers,
  );
  const { recoveryCodes: codes } = recoveryCodes.parse(await answer.json());
  return { secret, codes, headers: { cookie: cookieOf(answer), origin: ORIGIN } };
}

/** The first step of signing in. @returns the cookie that leads to the second */
export async function passwordStep(login: Login, more: Headers = {}): Promise<Headers> {
  const answer = await post(SIGN_IN, { email: login.email, password: login.password }, more);
  const verdict = await verdictOf(answer);
  if (verdict[1] !== "second_factor_wanted") throw new Error(`the first step answered ${verdict.join()}`);
  return { cookie: cookieOf(answer), origin: ORIGIN };
}

/** What the audit log has of an action since the last look, newest last. */
export async function auditOf(action: string): Promise<{ actor: string; subject: string; detail: unknown }[]> {
  const { results } = await env.DB.prepare(
    "SELECT actor_id AS actor, subject_type || ':' || subject_id AS subject, detail FROM audit_log WHERE action = ? ORDER BY id",
  )
    .bind(action)
    .all<{ actor: string; subject: string; detail: string }>();
  return results.map((row) => ({ ...row, detail: JSON.parse(row.detail) as unknown }));
}
