/** Routes: which roles need a second factor. */
import { type Database, database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { mayGiveRole } from "#domain/identity/grants";
import { isRole } from "#domain/identity/permissions";
import { requireSecondFactor, rolesWithSecondFactor } from "#domain/identity/role-security";
import { readRole } from "#domain/identity/role-store";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";

const manage = { permission: "role.manage" } as const;

export const roleSecurityRoutes = [
  defineRoute(operations.readRoleSecurity, manage, async ({ env }) => {
    const roles = await rolesWithSecondFactor(database(env.DB));
    return ok({ items: roles.map((role) => ({ role, secondFactorRequired: true })) });
  }),

  defineRoute(operations.setRoleSecurity, manage, async ({ c, env, principal, body, nowMs }) => {
    const db = database(env.DB);
    const role = isRole(body.role) ? { role: body.role } : await customRole(db, body.role);
    if (role === undefined) return refuse("not_found");
    // Nobody makes signing in easier for those who may do more than they may themselves.
    if (!mayGiveRole(principal, role)) return refuse("grants_exceeded");
    const actor = auditorOf(env, c.req.raw, principal);
    await requireSecondFactor(db, body.role, body.secondFactorRequired, actor, nowMs);
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return ok({ done: true as const });
  }),
];

async function customRole(db: Database, id: string) {
  const found = await readRole(db, id);
  return found && { role: found.role, grants: found.permissions };
}
