/** Routes: what an agent has chosen for themselves. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { changePreferences, readPreferences } from "#domain/preferences/store";
import { operations } from "#protocol/http";
import { defineRoute, type Route } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";

const OWN = { permission: "account.own" } as const;

export const preferencesRoutes: readonly Route[] = [
  defineRoute(operations.readPreferences, OWN, async ({ env, principal }) =>
    ok(await readPreferences(database(env.DB), principal.id)),
  ),

  defineRoute(operations.changePreferences, OWN, async ({ c, env, principal, body, nowMs }) => {
    const changed = await changePreferences(database(env.DB), principal.id, body, nowMs);
    // What of them the actor goes by it reads itself.
    if (changed.ok) c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
    return changed;
  }),
];
