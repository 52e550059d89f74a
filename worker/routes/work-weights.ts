/** Routes: how much of an agent's capacity each kind of work takes. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { changeWorkWeights, readWorkWeights } from "#domain/routing/weights/store";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";

const permitted = { permission: "team.manage" } as const;

export const workWeightRoutes: readonly Route[] = [
  defineRoute(operations.readWorkWeights, permitted, async ({ env }) => ok(await readWorkWeights(database(env.DB)))),

  defineRoute(operations.changeWorkWeights, permitted, async ({ c, env, principal, body, nowMs }) => {
    const by = { auditor: auditorOf(env, c.req.raw, principal), nowMs };
    const changed = await changeWorkWeights(database(env.DB), body, by);
    // Queues go by it from now on.
    if (changed.ok) c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return changed;
  }),
];
