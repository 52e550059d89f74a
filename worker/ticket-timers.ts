/** Hurries what changes of tickets owe to queues: they would hear of it by the sweep anyway, but a minute later. */
import { queueAddress } from "#actors/addresses";
import { database } from "#domain/database";
import { owedTeams } from "#domain/tickets/sla/effects";
import { ticketsOfConversation } from "#domain/tickets/sla/of-conversation";
import type { AppContext, Environment } from "#worker/environment";

/** After the response. */
export function hurryTickets(c: AppContext, env: Environment, ticketIds: readonly string[]): void {
  c.executionCtx.waitUntil(tellQueues(env, ticketIds));
}

/** Those that rules have just made of a conversation. */
export async function tellQueuesOfConversation(env: Environment, conversationId: string): Promise<void> {
  await tellQueues(env, await ticketsOfConversation(database(env.DB), conversationId));
}

/** What fails is swept by cron. */
export async function tellQueues(env: Environment, ticketIds: readonly string[]): Promise<void> {
  const db = database(env.DB);
  for (const ticketId of ticketIds) {
    for (const teamId of await owedTeams(db, ticketId)) await queueAddress(env, teamId).ticketsChanged([ticketId]);
  }
}
