/** Effects: what actors owe to the world outside of actors. The worker's `Effects` entrypoint implements them. */
import type { ConversationSummary } from "#domain/conversations/summary";

export interface Effects {
  /** Writes the conversation's row of the index in D1, unless a newer one is there. Idempotent. */
  projectConversation(summary: ConversationSummary): Promise<void>;
}
