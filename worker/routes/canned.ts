/** Routes: canned responses. One's own take nothing but to write; those of the shop a permission of their own. */
import { changeCanned, createCanned, deleteCanned, listCanned, readCanned } from "#domain/canned/store";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { operations } from "#protocol/http";
import type { CannedResponse } from "#protocol/http-canned";
import { newId } from "#protocol/ids";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import type { AppContext } from "#worker/environment";

const WRITING = { permission: "conversation.send" } as const;

export const cannedRoutes: readonly Route[] = [
  defineRoute(operations.listCanned, WRITING, async ({ env, principal }) =>
    ok({ items: await listCanned(database(env.DB), principal.id) }),
  ),

  defineRoute(operations.createCanned, WRITING, async ({ c, env, principal, body, nowMs }) => {
    if (!mayChange(principal, body.shared)) return refuse("no_permission");
    const made = await createCanned(database(env.DB), newId(nowMs), body, changeBy(c, principal, nowMs));
    return made.ok ? ok({ canned: made.value }) : made;
  }),

  defineRoute(operations.changeCanned, WRITING, async ({ c, env, principal, params, body, nowMs }) => {
    const before = await findCanned(c, principal, params.id, body.version);
    if (!before.ok) return before;
    const changed = await changeCanned(database(env.DB), before.value, body, changeBy(c, principal, nowMs));
    return changed.ok ? ok({ canned: changed.value }) : changed;
  }),

  defineRoute(operations.deleteCanned, WRITING, async ({ c, env, principal, params, query, nowMs }) => {
    const before = await findCanned(c, principal, params.id, query.version);
    if (!before.ok) return before;
    const deleted = await deleteCanned(database(env.DB), before.value, changeBy(c, principal, nowMs));
    return deleted.ok ? ok({ done: true }) : deleted;
  }),
];

function mayChange(principal: AgentPrincipal, shared: boolean): boolean {
  return !shared || isPermitted(principal, "canned.manage");
}

/** The one that was seen, if it is theirs to change. */
async function findCanned(
  c: AppContext,
  principal: AgentPrincipal,
  id: string,
  version: number,
): Promise<Result<CannedResponse>> {
  const canned = await readCanned(database(c.env.DB), id, principal.id);
  if (canned === undefined) return refuse("not_found");
  if (!mayChange(principal, canned.shared)) return refuse("no_permission");
  return canned.version === version ? ok(canned) : refuse("changed_meanwhile");
}

function changeBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { agentId: principal.id, auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}
