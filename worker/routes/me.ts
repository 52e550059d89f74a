/** Who is signed in; the console's first question. */
import { ok, refuse } from "#domain/failures";
import { permissionsOf } from "#domain/identity/permissions";
import { operations } from "#protocol/http";
import { refreshSession } from "#worker/auth";
import { defineRoute } from "#worker/define-route";

export const meRoutes = [
  defineRoute(operations.me, { permission: "account.own" }, async ({ env, c }) => {
    const { account, cookies } = await refreshSession(env, c.req.raw);
    if (account === undefined) return refuse("session_ended");
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    const { id, name, email, role, roleName, teamIds } = account;
    const permissions = permissionsOf(account);
    return ok({ id, name, email, role, roleName, teamIds, permissions });
  }),
];
