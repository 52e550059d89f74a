/** Routes: service levels, and the calendars that they go by. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { changeCalendar, createCalendar, deleteCalendar, listCalendars } from "#domain/sla/calendar-store";
import {
  changeSlaPolicy,
  createSlaPolicy,
  deleteSlaPolicy,
  listSlaPolicies,
  orderSlaPolicies,
} from "#domain/sla/policy-store";
import { operations } from "#protocol/http";
import { newId } from "#protocol/ids";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import type { AppContext } from "#worker/environment";

const MANAGE = { permission: "sla.manage" } as const;

export const slaRoutes: readonly Route[] = [
  defineRoute(operations.listCalendars, MANAGE, async ({ env }) =>
    ok({ items: await listCalendars(database(env.DB)) }),
  ),

  defineRoute(operations.createCalendar, MANAGE, ({ c, env, principal, body, nowMs }) =>
    createCalendar(database(env.DB), newId(nowMs), body, changeBy(c, principal, nowMs)),
  ),

  defineRoute(operations.changeCalendar, MANAGE, ({ c, env, principal, params, body, nowMs }) => {
    const { version, ...content } = body;
    return changeCalendar(database(env.DB), params.id, version, content, changeBy(c, principal, nowMs));
  }),

  defineRoute(operations.deleteCalendar, MANAGE, async ({ c, env, principal, params, query, nowMs }) => {
    const by = changeBy(c, principal, nowMs);
    const deleted = await deleteCalendar(database(env.DB), params.id, query.version, by);
    return deleted.ok ? ok({ done: true }) : deleted;
  }),

  defineRoute(operations.listSlaPolicies, MANAGE, async ({ env }) =>
    ok({ items: await listSlaPolicies(database(env.DB)) }),
  ),

  defineRoute(operations.createSlaPolicy, MANAGE, ({ c, env, principal, body, nowMs }) =>
    createSlaPolicy(database(env.DB), newId(nowMs), body, changeBy(c, principal, nowMs)),
  ),

  defineRoute(operations.changeSlaPolicy, MANAGE, ({ c, env, principal, params, body, nowMs }) => {
    const { version, ...content } = body;
    return changeSlaPolicy(database(env.DB), params.id, version, content, changeBy(c, principal, nowMs));
  }),

  defineRoute(operations.orderSlaPolicies, MANAGE, ({ c, env, principal, body, nowMs }) =>
    orderSlaPolicies(database(env.DB), body.ids, changeBy(c, principal, nowMs)),
  ),

  defineRoute(operations.deleteSlaPolicy, MANAGE, async ({ c, env, principal, params, query, nowMs }) => {
    const by = changeBy(c, principal, nowMs);
    const deleted = await deleteSlaPolicy(database(env.DB), params.id, query.version, by);
    return deleted.ok ? ok({ done: true }) : deleted;
  }),
];

function changeBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}
