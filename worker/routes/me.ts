/** Who is signed in; the console's first question. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { mustEnrol } from "#domain/identity/accounts";
import { permissionsOf } from "#domain/identity/permissions";
import { readAccount } from "#domain/identity/store";
import { operations } from "#protocol/http";
import { defineRoute } from "#worker/define-route";

export const meRoutes = [
  defineRoute(operations.me, { permission: "account.own" }, async ({ env, principal }) => {
    const account = await readAccount(database(env.DB), principal.id);
    if (account === undefined) return refuse("session_ended");
    const { id, name, email, role, roleName, teamIds } = account;
    // Of the principal, which is less than the account as long as a second factor is to be set up.
    const permissions = permissionsOf(principal);
    return ok({
      ...{ id, name, email, role, roleName, teamIds, permissions },
      ...(mustEnrol(account) && { mustEnrol: true }),
    });
  }),
];
