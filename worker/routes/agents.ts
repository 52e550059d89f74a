/** Colleagues, for assigning and transferring. */
import { agentAddress } from "#actors/addresses";
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { listAccounts } from "#domain/identity/store";
import { operations } from "#protocol/http";
import { defineRoute } from "#worker/define-route";

export const agentRoutes = [
  defineRoute(operations.listAgents, { permission: "agent.list" }, async ({ env }) => {
    const accounts = await listAccounts(database(env.DB));
    const items = accounts.map(async ({ id, name, role, teamIds }) => ({
      id,
      name,
      role,
      teamIds,
      // Only its actor knows; one that cannot be asked takes no work, which is what offline says.
      status: await agentAddress(env, id)
        .presence()
        .catch(() => "offline" as const),
    }));
    return ok({ items: await Promise.all(items) });
  }),
];
