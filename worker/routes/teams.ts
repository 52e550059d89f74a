/** Teams, for transferring. */
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { listTeams } from "#domain/organisation/store";
import { operations } from "#protocol/http";
import { defineRoute } from "#worker/define-route";

export const teamRoutes = [
  defineRoute(operations.listTeams, { permission: "agent.list" }, async ({ env }) =>
    ok({ items: await listTeams(database(env.DB)) }),
  ),
];
