/** Routes: one's own password: changed, or set anew by mail. */
import { auditStatement } from "#domain/audit/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { shopWords } from "#domain/identity/context-words";
import { passwordChangedMail } from "#domain/identity/mails";
import { hashPassword } from "#domain/identity/password-hash";
import { checkPassword } from "#domain/identity/password-policy";
import { passwordStill, setPassword } from "#domain/identity/passwords";
import { endSessions } from "#domain/identity/sessions";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { isOwnPage } from "#worker/middleware/principal";
import { resetAttempts, tooFast } from "#worker/sign-in/limits";
import { mailResetLink, resetPassword } from "#worker/sign-in/password-reset";
import { checkOwnPassword } from "#worker/sign-in/proof";
import { quietly, tell } from "#worker/sign-in/tell";

export const passwordRoutes = [
  defineRoute(operations.requestPasswordReset, { permission: "public" }, async ({ c, env, body, nowMs }) => {
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    const held = await tooFast(c, resetAttempts(env, c.req.raw, body.email), nowMs);
    if (held !== undefined) return held;
    c.executionCtx.waitUntil(quietly(mailResetLink(c, body.email, body.locale, nowMs)));
    return ok({ done: true as const });
  }),

  defineRoute(operations.resetPassword, { permission: "public" }, async ({ c, env, body, nowMs }) => {
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    const result = await resetPassword(c, body, nowMs);
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return result;
  }),

  defineRoute(operations.changePassword, { permission: "account.own" }, async ({ c, env, principal, body, nowMs }) => {
    const db = database(env.DB);
    const checked = await checkOwnPassword(c, principal, body.currentPassword, nowMs);
    if (checked instanceof Response) return checked;
    const taken = await checkPassword(body.newPassword, checked.account, await shopWords(db));
    if (!taken.ok) return taken;
    const hash = await hashPassword(body.newPassword);
    const isStill = passwordStill(db, principal.id, checked.hash);
    const entry = {
      actor: auditorOf(env, c.req.raw, principal),
      action: "password.changed",
      subject: { type: "account", id: principal.id },
    } as const;
    const [, , , changed] = await db.batch([
      auditStatement(db, entry, nowMs, isStill),
      ...endSessions(db, { userId: principal.id, except: principal.sessionId }, nowMs, isStill),
      setPassword(db, principal.id, hash, nowMs, isStill),
    ]);
    if (changed.length === 0) return refuse("changed_meanwhile");
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    tell(c, checked.account.email, passwordChangedMail(body.locale));
    return ok({ done: true as const });
  }),
];
