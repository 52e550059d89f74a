/** The only place that names an actor or gets a stub of one. */
import type { AgentRpc, ConversationRpc, QueueRpc } from "#actors/contracts";

/** An actor as its callers see it: its methods, and its door for upgrades. */
export type Address<Rpc> = Rpc & { fetch(request: Request): Promise<Response> };

/** @param conversationId its id is its name */
export function conversationAddress(env: Cloudflare.Env, conversationId: string): Address<ConversationRpc> {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

/** @param agentId the account's id */
export function agentAddress(env: Cloudflare.Env, agentId: string): Address<AgentRpc> {
  return env.AGENT.get(env.AGENT.idFromName(agentId));
}

/** @param teamId one queue a team */
export function queueAddress(env: Cloudflare.Env, teamId: string): Address<QueueRpc> {
  return env.QUEUE.get(env.QUEUE.idFromName(teamId));
}
