/** Routes: custom roles, and the table of who may do what. */
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { mayGivePermission, mayGiveRole } from "#domain/identity/grants";
import { holds, STAFF_PERMISSIONS } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { type CustomRole, changeRole, createRole, deleteRole, listRoles, readRole } from "#domain/identity/role-store";
import { ALWAYS_GRANTED, isBuiltInName, normalPermissions } from "#domain/identity/roles";
import { ROLES } from "#protocol/constants";
import { operations } from "#protocol/http";
import type { PermissionRow, RoleBody } from "#protocol/http-roles";
import { newId } from "#protocol/ids";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import type { AppContext } from "#worker/environment";

const PERMISSION = { permission: "role.manage" } as const;

export const rolesRoutes: readonly Route[] = [
  defineRoute(operations.listRoles, PERMISSION, async ({ env, principal, nowMs }) => {
    const roles = await listRoles(database(env.DB), nowMs);
    return ok({
      items: roles.map((role) => ({
        ...role,
        permissions: [...role.permissions],
        mayChange: mayGiveRole(principal, asGranted(role)),
      })),
      permissions: STAFF_PERMISSIONS.map(
        (name): PermissionRow => ({
          name,
          roles: ROLES.filter((role) => holds(role, name)),
          ...(name === ALWAYS_GRANTED && { always: true }),
          mayGive: mayGivePermission(principal, name),
        }),
      ),
    });
  }),

  defineRoute(operations.createRole, PERMISSION, async ({ c, env, principal, body, nowMs }) => {
    const content = contentOf(principal, body);
    if (!content.ok) return content;
    const made = await createRole(database(env.DB), newId(nowMs), content.value, changeBy(c, principal, nowMs));
    return made.ok ? ok({ role: told(made.value) }) : made;
  }),

  defineRoute(operations.changeRole, PERMISSION, async ({ c, env, principal, params, body, nowMs }) => {
    const { version, ...wanted } = body;
    const content = contentOf(principal, wanted);
    if (!content.ok) return content;
    const before = await findRole(c, principal, params.id, version);
    if (!before.ok) return before;
    const changed = await changeRole(database(env.DB), before.value, content.value, changeBy(c, principal, nowMs));
    if (!changed.ok) return changed;
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return ok({ role: told(changed.value) });
  }),

  defineRoute(operations.deleteRole, PERMISSION, async ({ c, env, principal, params, query, nowMs }) => {
    const before = await findRole(c, principal, params.id, query.version);
    if (!before.ok) return before;
    const deleted = await deleteRole(database(env.DB), before.value, changeBy(c, principal, nowMs));
    return deleted.ok ? ok({ done: true }) : deleted;
  }),
];

/** What the role is to be, if whoever asks may give it. */
function contentOf(giver: AgentPrincipal, { name, role, permissions }: RoleBody): Result<RoleBody> {
  const normal = normalPermissions(permissions);
  if (normal === undefined) return refuse("malformed");
  if (isBuiltInName(name)) return refuse("name_taken");
  if (!normal.every((permission) => mayGivePermission(giver, permission))) return refuse("grants_exceeded");
  return ok({ name, role, permissions: normal });
}

/** The role at the version that was seen, if it holds no more than whoever changes it. */
async function findRole(
  c: AppContext,
  giver: AgentPrincipal,
  id: string,
  version: number,
): Promise<Result<CustomRole>> {
  const role = await readRole(database(c.env.DB), id);
  if (role === undefined) return refuse("not_found");
  if (!mayGiveRole(giver, asGranted(role))) return refuse("grants_exceeded");
  return role.version === version ? ok(role) : refuse("changed_meanwhile");
}

function asGranted({ role, permissions }: CustomRole) {
  return { role, grants: permissions };
}

function told(role: CustomRole) {
  return { ...role, permissions: [...role.permissions] };
}

function changeBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { giver: principal, auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}
