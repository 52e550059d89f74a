/** The first step of signing in. An account that does not exist costs the same work and gets the same answers. */
import type { SQLWrapper } from "drizzle-orm";
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import type { Account } from "#domain/identity/accounts";
import { forgetAttempts, takeAttemptBack } from "#domain/identity/attempts";
import { isPassword } from "#domain/identity/password-hash";
import { findByEmail } from "#domain/identity/passwords";
import { isSignedInFrom, mayHaveSessions } from "#domain/identity/sessions";
import type { operations } from "#protocol/http";
import { originOf } from "#worker/auditor";
import type { Answer } from "#worker/define-route";
import type { AppContext } from "#worker/environment";
import { beginSession, noteRefusal } from "#worker/sign-in/begin";
import { passwordAttempts, refusal, tooFast } from "#worker/sign-in/limits";
import { beginStep } from "#worker/sign-in/step-cookie";

export async function signInWithPassword(
  c: AppContext,
  { email, password }: { email: string; password: string },
  nowMs: number,
): Promise<Answer<typeof operations.signIn>> {
  const db = database(c.env.DB);
  const attempts = passwordAttempts(c.env, c.req.raw, email);
  const isKnownHere = await isSignedInFrom(db, email.toLowerCase(), originOf(c.env, c.req.raw), nowMs);
  const counted = [attempts.accountAtAddress, attempts.address, ...(isKnownHere ? [] : [attempts.account])];
  const held = await tooFast(c, counted, nowMs);
  if (held !== undefined) return held;

  const found = await findByEmail(db, email);
  const isRight = await isPassword(found?.hash, password);
  if (found === undefined || !isRight) {
    await noteRefusal(c, found?.account.id, "password", nowMs);
    return refusal(c, "wrong_password");
  }
  const { account } = found;
  const settled = (condition?: SQLWrapper) =>
    [
      forgetAttempts(db, [attempts.accountAtAddress.key, attempts.account.key], condition),
      takeAttemptBack(db, attempts.address.key, condition),
    ] as const;
  if ((await mayHaveSessions(db, account.id)).length === 0) {
    await noteRefusal(c, account.id, "notAllowed", nowMs);
    return refusal(c, "wrong_password");
  }
  if (account.hasSecondFactor) {
    await db.batch([beginStep(c, account.id, nowMs), ...settled()]);
    return withCookies(c, refusal(c, "second_factor_wanted"));
  }
  const begin = { userId: account.id, method: "password", spend: settled } as const;
  return (await beginSession(c, begin, nowMs)) ? ok(signedInAs(account)) : refusal(c, "wrong_password");
}

/** Without the session's token: the cookie is for the browser alone to read. */
export function signedInAs({ id, name, email, role }: Account) {
  return { user: { id, name, email, role } };
}

/** A refusal is a response of its own: cookies that were set on the context go along. */
function withCookies(c: AppContext, response: Response): Response {
  for (const cookie of c.res.headers.getSetCookie()) response.headers.append("set-cookie", cookie);
  return response;
}
