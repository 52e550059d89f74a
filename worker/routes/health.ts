/** Ready means migrated, seeded with all of it if it is a demo, and with keys that fit the data: `npm start` and load balancers ask here. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { isImportAwaited } from "#domain/imports/store";
import { readSetting, SEEDED_AT_SETTING } from "#domain/organisation/store";
import { operations } from "#protocol/http";
import { defineRoute } from "#worker/define-route";
import { areKeysReady } from "#worker/keys-ready";

const NO_TABLE = Symbol("no table");

export const healthRoutes = [
  defineRoute(operations.health, { permission: "public" }, async ({ env, nowMs }) => {
    // Before the migrations there is no table to ask: not broken, just not ready.
    const seededAt = await readSetting(database(env.DB), SEEDED_AT_SETTING).catch(() => NO_TABLE);
    if (seededAt === NO_TABLE) return refuse("not_ready");
    // A shop's own instance begins empty.
    if (seededAt === undefined && env.DEMO === "on") return refuse("not_ready");
    // The shop's past, where it is set up with one, is part of being ready.
    if (await isImportAwaited(database(env.DB)).catch(() => true)) return refuse("not_ready");
    const hasKeys = await areKeysReady(env, nowMs).catch(() => undefined);
    if (hasKeys === undefined) return refuse("not_ready");
    return hasKeys ? ok({ status: "ok" as const }) : refuse("keys_unusable");
  }),
];
