import type { AgentSummary } from "#protocol/http";

/** Whoever does not see the ticket cannot be named in it. */
export function seesTicketOf(inboxId: string): (agent: Pick<AgentSummary, "inboxIds">) => boolean {
  return ({ inboxIds }) => inboxIds === undefined || inboxIds.includes(inboxId);
}
