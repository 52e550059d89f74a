/** Who may be given a conversation at all; whether they are there and have room is another matter. */
import type { AgentSummary } from "#protocol/http";
import type { Conversation } from "#protocol/vocabulary";

/** Not those who answer no customers or are suspended, nor those who do not see this inbox. */
export function canTake(agent: AgentSummary, conversation: Pick<Conversation, "inboxId">): boolean {
  return agent.takesWork && (agent.inboxIds?.includes(conversation.inboxId) ?? true);
}
