/** Routes: the agent's own day. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { readOwnDay } from "#domain/reports/own-day/store";
import { gatherToday } from "#domain/today/gather";
import { localDay } from "#domain/today/local-day";
import { operations } from "#protocol/http";
import { defineRoute, type Route } from "#worker/define-route";
import { secretsOf } from "#worker/environment";

const LIST = { permission: "conversation.list" } as const;

export const todayRoutes: readonly Route[] = [
  defineRoute(operations.today, LIST, async ({ env, principal, query, nowMs }) => {
    const { zone, ...filters } = query;
    const asked = { db: database(env.DB), keyRing: secretsOf(env).keyRing, principal, nowMs };
    return ok(await gatherToday(asked, filters, zone));
  }),

  defineRoute(operations.ownNumbers, LIST, async ({ env, principal, query, nowMs }) =>
    ok(await readOwnDay(database(env.DB), principal.id, localDay(query.zone, nowMs), nowMs)),
  ),
];
