/** Colleagues, for assigning and transferring. */
import { agentAddress } from "#actors/addresses";
import { database } from "#domain/database";
import { ok } from "#domain/failures";
import { takesWork } from "#domain/identity/scope";
import { listAccounts } from "#domain/identity/store";
import type { Chosen } from "#domain/presence/rules";
import { operations } from "#protocol/http";
import { defineRoute } from "#worker/define-route";
import type { Environment } from "#worker/environment";

/** Only its actor knows; one that cannot be asked takes no work, which is what offline says. */
function whereaboutsOf(env: Environment, agentId: string): Promise<Chosen> {
  return agentAddress(env, agentId)
    .whereabouts()
    .catch(() => ({ status: "offline" as const }));
}

export const agentRoutes = [
  defineRoute(operations.listAgents, { permission: "agent.list" }, async ({ env }) => {
    const accounts = await listAccounts(database(env.DB));
    const items = accounts.map(async (account) => {
      const { id, name, role, teamIds, inboxIds, suspendedAtMs } = account;
      return {
        id,
        name,
        role,
        teamIds,
        inboxIds,
        // Those who left are still who wrote, and had, what they did.
        takesWork: takesWork(account),
        ...(suspendedAtMs === undefined ? await whereaboutsOf(env, id) : { status: "offline" as const }),
      };
    });
    return ok({ items: await Promise.all(items) });
  }),
];
