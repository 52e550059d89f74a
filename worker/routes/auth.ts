/** Signing in, in one step or two, and out. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { authEndpoints } from "#domain/identity/endpoints";
import { notePasskeyUse } from "#domain/identity/passkeys";
import { findById } from "#domain/identity/passwords";
import { readSecondFactors } from "#domain/identity/second-factors";
import { endSessions, sessionsEnded } from "#domain/identity/sessions";
import { withdrawTickets } from "#domain/identity/tickets";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { noSessionCookies, readSession } from "#worker/auth";
import { defineRoute } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { isOwnPage } from "#worker/middleware/principal";
import { beginSession, noteRefusal } from "#worker/sign-in/begin";
import { passkeyAttempt, tooFast } from "#worker/sign-in/limits";
import { checkAssertion, requestOptions } from "#worker/sign-in/passkey-ceremonies";
import { endStep, readStep } from "#worker/sign-in/step-cookie";
import { signInWithCode } from "#worker/sign-in/with-code";
import { signedInAs, signInWithPassword } from "#worker/sign-in/with-password";

export const authRoutes = [
  defineRoute(operations.signIn, authEndpoints["/sign-in/email"], async ({ c, body, nowMs }) => {
    // A foreign page may not sign its visitor in as somebody else either.
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    return signInWithPassword(c, body, nowMs);
  }),

  defineRoute(operations.secondFactorStep, { permission: "public" }, async ({ c, env, nowMs }) => {
    const step = await readStep(c, nowMs);
    if (step === undefined) return refuse("session_ended");
    const { totp, hasPasskey, recoveryCodesLeft } = await readSecondFactors(database(env.DB), step.userId);
    const hasApp = totp !== undefined && totp.sealedSecret !== null;
    return ok({ totp: hasApp, passkey: hasPasskey, recoveryCode: recoveryCodesLeft > 0 });
  }),

  defineRoute(operations.signInWithCode, { permission: "public" }, async ({ c, body, nowMs }) => {
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    return signInWithCode(c, body, nowMs);
  }),

  defineRoute(operations.passkeySignInOptions, { permission: "public" }, async ({ c, env, nowMs }) => {
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    const held = await tooFast(c, [passkeyAttempt(env, c.req.raw)], nowMs);
    return held ?? ok({ options: await requestOptions(env, c.req.raw, nowMs) });
  }),

  defineRoute(operations.signInWithPasskey, { permission: "public" }, async ({ c, env, body, nowMs }) => {
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    const held = await tooFast(c, [passkeyAttempt(env, c.req.raw)], nowMs);
    if (held !== undefined) return held;
    const db = database(env.DB);
    const checked = await checkAssertion(env, c.req.raw, body.response, nowMs);
    const userId = checked?.passkey.userId;
    const found = userId === undefined ? undefined : await findById(db, userId);
    const isBegun =
      checked?.isRight === true &&
      found !== undefined &&
      (await beginSession(
        c,
        {
          userId: found.account.id,
          method: "passkey",
          spend: (isBegun) => [
            notePasskeyUse(db, checked.passkey.id, checked.counter, nowMs, isBegun),
            withdrawTickets(db, "second-factor", found.account.id, isBegun),
          ],
        },
        nowMs,
      ));
    if (!isBegun) {
      await noteRefusal(c, userId, "passkey", nowMs);
      return refuse("passkey_refused");
    }
    endStep(c);
    return ok(signedInAs(found.account));
  }),

  defineRoute(operations.signOut, authEndpoints["/sign-out"], async ({ c, env, principal, nowMs }) => {
    const db = database(env.DB);
    const which = { userId: principal.id, only: principal.sessionId };
    const actor = auditorOf(env, c.req.raw, principal);
    await db.batch([sessionsEnded(db, actor, which, { why: "signedOut" }, nowMs), ...endSessions(db, which, nowMs)]);
    for (const cookie of await noSessionCookies(env, c.req.raw)) c.header("set-cookie", cookie, { append: true });
    // The time of now, not of the request's beginning: what was owed meanwhile is due.
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return ok({ success: true as const });
  }),

  defineRoute(operations.getSession, authEndpoints["/get-session"], async ({ c, env, nowMs }) => {
    const session = await readSession(env, c.req.raw, nowMs);
    return ok(session === undefined ? null : signedInAs(session.account));
  }),
];
