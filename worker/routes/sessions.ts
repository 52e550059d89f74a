/** Routes: where one is signed in, where others are, and signing out there. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { mayGive } from "#domain/identity/grants";
import type { AgentPrincipal } from "#domain/identity/principal";
import {
  endSessions,
  isSessionOf,
  listSessions,
  type SessionRow,
  sessionsEnded,
  type WhichSessions,
} from "#domain/identity/sessions";
import { readAccount } from "#domain/identity/store";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import type { AppContext } from "#worker/environment";

const own = { permission: "account.own" } as const;
const others = { permission: "account.manage" } as const;

export const sessionRoutes = [
  defineRoute(operations.listSessions, own, async ({ env, principal, nowMs }) => {
    const rows = await listSessions(database(env.DB), principal.id, nowMs);
    return ok({ items: rows.map((row) => told(row, principal)) });
  }),

  defineRoute(operations.endSession, own, async ({ c, principal, params, nowMs }) =>
    end(c, principal, { userId: principal.id, only: params.id }, nowMs),
  ),

  defineRoute(operations.endOtherSessions, own, async ({ c, principal, nowMs }) =>
    end(c, principal, { userId: principal.id, except: principal.sessionId }, nowMs),
  ),

  defineRoute(operations.listSessionsOf, others, async ({ env, principal, params, nowMs }) => {
    const db = database(env.DB);
    const owner = await readAccount(db, params.id);
    if (owner === undefined) return refuse("not_found");
    if (!mayGive(principal, owner)) return refuse("grants_exceeded");
    const rows = await listSessions(db, params.id, nowMs);
    return ok({ items: rows.map((row) => told(row, principal)) });
  }),

  defineRoute(operations.endSessionsOf, others, async ({ c, env, principal, params, body, nowMs }) => {
    const owner = await readAccount(database(env.DB), params.id);
    if (owner === undefined) return refuse("not_found");
    if (!mayGive(principal, owner)) return refuse("grants_exceeded");
    return end(c, principal, { userId: params.id, only: body.sessionId }, nowMs);
  }),
];

async function end(c: AppContext, principal: AgentPrincipal, which: WhichSessions, nowMs: number) {
  const db = database(c.env.DB);
  const actor = auditorOf(c.env, c.req.raw, principal);
  // A session of somebody else is not told apart from none.
  if (which.only !== undefined && !(await isSessionOf(db, which.userId, which.only))) return refuse("not_found");
  const why = which.userId === principal.id ? "bySelf" : "byAdministrator";
  await db.batch([
    sessionsEnded(db, actor, which, { why, which: which.only === undefined ? "all" : "one" }, nowMs),
    ...endSessions(db, which, nowMs),
  ]);
  c.executionCtx.waitUntil(drainD1Outbox(c.env, Date.now()));
  return ok({ done: true as const });
}

function told({ id, device, startedAtMs, seenAtMs }: SessionRow, principal: AgentPrincipal) {
  return {
    id,
    ...(device.browser !== undefined && { browser: device.browser }),
    ...(device.system !== undefined && { system: device.system }),
    startedAt: new Date(startedAtMs).toISOString(),
    seenAt: new Date(seenAtMs).toISOString(),
    isCurrent: id === principal.sessionId,
  };
}
