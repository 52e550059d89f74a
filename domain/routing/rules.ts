/**
 * Who gets the next conversation. Pure: the QueueActor brings what it knows of entries and agents.
 * Eligible agents are online with room for the work; of these the least loaded, then the longest idle.
 * Skills, language and region have their place in {@link Requirements}.
 */
import type { PresenceStatus } from "#protocol/constants";

/** What an entry asks of an agent; skills come here. */
export interface Requirements {
  /** How much of an agent's capacity it takes. */
  readonly weight: number;
  /** Where the customer wrote; absent where that is not known, or not asked. */
  readonly inboxId?: string | undefined;
}

export interface AgentState {
  readonly agentId: string;
  readonly status: PresenceStatus;
  readonly capacity: number;
  readonly load: number;
  /** Since when they have had their present load; the smaller, the longer idle. */
  readonly idleSinceMs: number;
  /** Inboxes whose conversations they may see; absent: all of them. */
  readonly inboxIds?: readonly string[] | undefined;
}

/** Conversations all weigh the same until work types have their own weights. */
export const CONVERSATION_WEIGHT = 1;

export function isEligible(agent: AgentState, requirements: Requirements): boolean {
  const { status, capacity, load } = agent;
  return status === "online" && capacity - load >= requirements.weight && maySee(agent, requirements.inboxId);
}

/** Whether an agent of this scope may be given work of this inbox. */
export function maySee({ inboxIds }: Pick<AgentState, "inboxIds">, inboxId: string | undefined): boolean {
  return inboxIds === undefined || inboxId === undefined || inboxIds.includes(inboxId);
}

/** @returns the agent to ask first, or undefined if nobody is eligible */
export function chooseAgent<Agent extends AgentState>(
  agents: readonly Agent[],
  requirements: Requirements,
): Agent | undefined {
  return agents.filter((agent) => isEligible(agent, requirements)).sort(byLoadThenIdle)[0];
}

/** Those who are online for customers of this inbox, busy to the brim or not, in the order in which they are asked. */
export function agentsThere<Agent extends AgentState>(agents: readonly Agent[], inboxId: string): Agent[] {
  return agents.filter((agent) => agent.status === "online" && maySee(agent, inboxId)).sort(byLoadThenIdle);
}

function byLoadThenIdle(a: AgentState, b: AgentState): number {
  const byLoad = a.load / a.capacity - b.load / b.capacity;
  if (byLoad !== 0) return byLoad;
  if (a.idleSinceMs !== b.idleSinceMs) return a.idleSinceMs - b.idleSinceMs;
  return a.agentId < b.agentId ? -1 : 1;
}
