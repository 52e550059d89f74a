/** Routes: which roles need a second factor. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { requireSecondFactor, rolesWithSecondFactor } from "#domain/identity/role-security";
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
    const actor = auditorOf(env, c.req.raw, principal);
    await requireSecondFactor(database(env.DB), body.role, body.secondFactorRequired, actor, nowMs);
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return ok({ done: true as const });
  }),
];
