/** What a conversation that has begun asks rules, and what it is answered. */
import type { RuleOutcome } from "#protocol/http-rules";

export interface ConversationToRule {
  readonly conversationId: string;
  readonly inboxId: string;
  readonly teamId: string;
  readonly contactId: string;
  readonly language?: string | undefined;
  readonly labels: readonly string[];
  /** What the customer wrote first. */
  readonly text: string;
  readonly createdAtMs: number;
}

export interface RuledConversation {
  /** Nothing of it names what there is no more. */
  readonly outcome: RuleOutcome;
  /** The rules that gave something, in their order. */
  readonly by: readonly { readonly ruleId: string; readonly name: string }[];
  /** Numbers of the tickets that were made. */
  readonly tickets: readonly number[];
}
