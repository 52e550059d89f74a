/**
 * Whether it is really they who change how they sign in: a cookie alone is not enough, for it may be stolen or the desk left. Within
 * ten minutes of signing in nothing more is asked, after that the password.
 */
import { database } from "#domain/database";
import { forgetAttempts } from "#domain/identity/attempts";
import { isPassword } from "#domain/identity/password-hash";
import { findById, type PasswordAccount } from "#domain/identity/passwords";
import type { AgentPrincipal } from "#domain/identity/principal";
import { sessionStartMs } from "#domain/identity/sessions";
import type { AppContext } from "#worker/environment";
import { noteRefusal } from "#worker/sign-in/begin";
import { proofAttempt, refusal, tooFast } from "#worker/sign-in/limits";

const FRESH_MS = 10 * 60 * 1_000;

/** @returns the answer that refuses, or undefined if they may */
export async function unproven(
  c: AppContext,
  principal: AgentPrincipal,
  password: string | undefined,
  nowMs: number,
): Promise<Response | undefined> {
  const startMs = await sessionStartMs(database(c.env.DB), principal.sessionId);
  if (startMs !== undefined && startMs > nowMs - FRESH_MS) return undefined;
  if (password === undefined) return refusal(c, "password_wanted");
  const checked = await checkOwnPassword(c, principal, password, nowMs);
  return checked instanceof Response ? checked : undefined;
}

/** @returns the account if that is its password, or the answer that refuses */
export async function checkOwnPassword(
  c: AppContext,
  principal: AgentPrincipal,
  password: string,
  nowMs: number,
): Promise<(PasswordAccount & { readonly hash: string }) | Response> {
  const db = database(c.env.DB);
  const attempt = proofAttempt(c.env, principal.id);
  const held = await tooFast(c, [attempt], nowMs);
  if (held !== undefined) return held;
  const found = await findById(db, principal.id);
  const isRight = await isPassword(found?.hash, password);
  if (found?.hash === undefined || !isRight) {
    await noteRefusal(c, principal.id, "password", nowMs);
    return refusal(c, "password_wrong");
  }
  await forgetAttempts(db, [attempt.key]);
  return { account: found.account, hash: found.hash };
}
