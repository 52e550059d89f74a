/** Which guesses are counted together. Keys are keyed hashes: the table of counts tells neither emails nor addresses. */
import { createHmac } from "node:crypto";
import { database } from "#domain/database";
import type { Failure } from "#domain/failures";
import { ATTEMPT_LIMITS, type Attempt, countAttempt } from "#domain/identity/attempts";
import { originOf } from "#worker/auditor";
import type { AppContext, Environment } from "#worker/environment";
import { problemResponse } from "#worker/problem";

function keyOf(env: Environment, ...what: readonly string[]): string {
  return createHmac("sha256", env.AUTH_SECRET)
    .update(JSON.stringify(["attempt", ...what]))
    .digest("base64url");
}

/** Of signing in with a password. The email need not be anybody's: then all is the same. */
export function passwordAttempts(env: Environment, request: Request, email: string) {
  const [account, address] = [email.toLowerCase(), originOf(env, request)];
  return {
    accountAtAddress: { key: keyOf(env, "password", account, address), limit: ATTEMPT_LIMITS.accountAtAddress },
    account: { key: keyOf(env, "password", account), limit: ATTEMPT_LIMITS.account },
    address: { key: keyOf(env, "password at", address), limit: ATTEMPT_LIMITS.address },
  } as const satisfies Record<string, Attempt>;
}

/** Codes of an account's second factor, whichever kind. */
export function codeAttempt(env: Environment, userId: string): Attempt {
  return { key: keyOf(env, "code", userId), limit: ATTEMPT_LIMITS.proof };
}

/** One's own password, asked again within a session. */
export function proofAttempt(env: Environment, userId: string): Attempt {
  return { key: keyOf(env, "proof", userId), limit: ATTEMPT_LIMITS.proof };
}

export function resetAttempts(env: Environment, request: Request, email: string): Attempt[] {
  return [
    { key: keyOf(env, "reset", email.toLowerCase()), limit: ATTEMPT_LIMITS.resetOfAccount },
    { key: keyOf(env, "reset at", originOf(env, request)), limit: ATTEMPT_LIMITS.requestAtAddress },
  ];
}

export function passkeyAttempt(env: Environment, request: Request): Attempt {
  return { key: keyOf(env, "passkey at", originOf(env, request)), limit: ATTEMPT_LIMITS.requestAtAddress };
}

/** Counts the attempt. @returns the answer if it is one too many, which says truthfully when to come back */
export async function tooFast(
  c: AppContext,
  attempts: readonly Attempt[],
  nowMs: number,
): Promise<Response | undefined> {
  const waitMs = await countAttempt(database(c.env.DB), attempts, nowMs);
  if (waitMs === 0) return undefined;
  return refusal(c, "too_fast", { "retry-after": String(Math.ceil(waitMs / 1_000)) });
}

export function refusal(c: AppContext, failure: Failure, headers: Record<string, string> = {}): Response {
  return problemResponse(failure, { requestId: c.get("requestId"), headers });
}
