/** Ready means migrated and seeded: `npm start` and load balancers ask here. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { readSetting, SEEDED_AT_SETTING } from "#domain/organisation/store";
import { operations } from "#protocol/http";
import { defineRoute } from "#worker/define-route";

export const healthRoutes = [
  defineRoute(operations.health, { permission: "public" }, async ({ env }) => {
    // Before the migrations there is no table to ask: not broken, just not ready.
    const seededAt = await readSetting(database(env.DB), SEEDED_AT_SETTING).catch(() => undefined);
    return seededAt === undefined ? refuse("not_ready") : ok({ status: "ok" as const });
  }),
];
