/** Sign-in and sign-out. better-auth does the work behind our own door: what it answers is put into the protocol's words. */
import { z } from "zod";
import { ok, refuse } from "#domain/failures";
import { type Account, parseAccount } from "#domain/identity/accounts";
import { authEndpoints } from "#domain/identity/endpoints";
import { operations } from "#protocol/http";
import { forwardToAuth, refreshSession } from "#worker/auth";
import { defineRoute } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { isOwnPage } from "#worker/middleware/principal";
import { problemResponse } from "#worker/problem";

const signInAnswer = z.object({ user: z.unknown() });

export const authRoutes = [
  defineRoute(operations.signIn, authEndpoints["/sign-in/email"], async ({ c, env, body }) => {
    // A foreign page may not sign its visitor in as somebody else either.
    if (!isOwnPage(c.req.raw)) return refuse("foreign_origin");
    const answer = await forwardToAuth(env, c.req.raw, body);
    if (!answer.ok) return refusalOf(answer, c.get("requestId"));
    const { user } = signInAnswer.parse(await answer.json());
    for (const cookie of answer.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
    return ok(signedInAs(parseAccount(user)));
  }),

  defineRoute(operations.signOut, authEndpoints["/sign-out"], async ({ c, env }) => {
    const answer = await forwardToAuth(env, c.req.raw, {});
    if (!answer.ok) return refusalOf(answer, c.get("requestId"));
    for (const cookie of answer.headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
    // The time of now, not of the request's beginning: what was owed meanwhile is due.
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return ok({ success: true as const });
  }),

  defineRoute(operations.getSession, authEndpoints["/get-session"], async ({ c, env }) => {
    const { account, cookies } = await refreshSession(env, c.req.raw);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    return ok(account === undefined ? null : signedInAs(account));
  }),
];

/** Without the session's token: the cookie is for the browser alone to read. */
function signedInAs({ id, name, email, role }: Account) {
  return { user: { id, name, email, role } };
}

function refusalOf(answer: Response, requestId: string): Response {
  switch (answer.status) {
    case 401:
      return problemResponse("wrong_password", { requestId });
    case 403:
      return problemResponse("foreign_origin", { requestId });
    case 429:
      return problemResponse("too_fast", {
        requestId,
        headers: { "retry-after": answer.headers.get("x-retry-after") ?? "60" },
      });
    default:
      return problemResponse(answer.status < 500 ? "malformed" : "broken", { requestId });
  }
}
