/**
 * Whether it is really they who change how they sign in, or take a defence of somebody's away: a cookie alone is not enough, for it may
 * be stolen or the desk left. Within ten minutes of signing in nothing more is asked; after that what signing in asks for: the
 * password, and where there is a second factor a code of the app with it, or else a passkey, which is both. Recovery codes are for
 * signing in alone: whoever has nothing else signs in with one, and has ten minutes.
 */
import type { z } from "zod";
import { database } from "#domain/database";
import { forgetAttempts } from "#domain/identity/attempts";
import { notePasskeyUse } from "#domain/identity/passkeys";
import { isPassword } from "#domain/identity/password-hash";
import { findById, type PasswordAccount } from "#domain/identity/passwords";
import type { AgentPrincipal } from "#domain/identity/principal";
import { readSecondFactors, spendStep, unusedStep } from "#domain/identity/second-factors";
import { sessionStartMs, sessionThere } from "#domain/identity/sessions";
import { stepOfCode } from "#domain/identity/totp";
import type { proof } from "#protocol/http-security";
import type { AppContext } from "#worker/environment";
import { openTotpSecret } from "#worker/sign-in/account-key";
import { noteRefusal } from "#worker/sign-in/begin";
import { codeAttempt, passkeyAttempt, proofAttempt, refusal, tooFast } from "#worker/sign-in/limits";
import { checkAssertion } from "#worker/sign-in/passkey-ceremonies";

const FRESH_MS = 10 * 60 * 1_000;

export type Proof = z.output<typeof proof>;

/** @returns the answer that refuses, or undefined if they may */
export async function unproven(
  c: AppContext,
  principal: AgentPrincipal,
  given: Proof,
  nowMs: number,
): Promise<Response | undefined> {
  const startMs = await sessionStartMs(database(c.env.DB), principal.sessionId);
  if (startMs !== undefined && startMs > nowMs - FRESH_MS) return undefined;
  if (given.passkey !== undefined) return unprovenByPasskey(c, principal, given.passkey, nowMs);
  if (given.password === undefined) return refusal(c, "password_wanted");
  const checked = await checkOwnPassword(c, principal, given.password, nowMs);
  if (checked instanceof Response) return checked;
  if (!checked.account.hasSecondFactor) return undefined;
  return given.code === undefined ? refusal(c, "proof_wanted") : unprovenByCode(c, principal, given.code, nowMs);
}

async function unprovenByCode(c: AppContext, { id }: AgentPrincipal, code: string, nowMs: number) {
  const db = database(c.env.DB);
  const attempt = codeAttempt(c.env, id);
  const held = await tooFast(c, [attempt], nowMs);
  if (held !== undefined) return held;
  const { totp } = await readSecondFactors(db, id);
  const secret = totp?.sealedSecret == null ? undefined : await openTotpSecret(c.env, id, totp.sealedSecret);
  const step = secret && stepOfCode(secret, code, nowMs, totp?.lastStep ?? 0);
  // Used up as by signing in: of many that come with it at once, it proves one.
  const used = step === undefined ? [] : await spendStep(db, id, step, unusedStep(db, id, step));
  if (used.length === 0) {
    await noteRefusal(c, id, "code", nowMs);
    return refusal(c, "proof_wrong");
  }
  await forgetAttempts(db, [attempt.key]);
  return undefined;
}

async function unprovenByPasskey(
  c: AppContext,
  { id, sessionId }: AgentPrincipal,
  response: NonNullable<Proof["passkey"]>,
  nowMs: number,
) {
  const held = await tooFast(c, [passkeyAttempt(c.env, c.req.raw)], nowMs);
  if (held !== undefined) return held;
  const db = database(c.env.DB);
  const checked = await checkAssertion(c.env, c.req.raw, response, nowMs);
  if (checked?.isRight !== true || checked.passkey.userId !== id) {
    await noteRefusal(c, id, "passkey", nowMs);
    return refusal(c, "proof_wrong");
  }
  await notePasskeyUse(db, checked.passkey.id, checked.counter, nowMs, sessionThere(db, sessionId));
  return undefined;
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
