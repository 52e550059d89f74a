/** Effects: what actors owe to the world outside of actors. The worker's `Effects` entrypoint implements them. */
import type { AuditRecord } from "#domain/audit/record";
import type { Settlement } from "#domain/closing/settle-tickets";
import type { ConversationSummary } from "#domain/conversations/summary";
import type { FoundException } from "#domain/exceptions/rules";
import type { PresenceRecord } from "#domain/presence/store";
import type { ToldWork } from "#domain/reports/own-day/store";
import type { ConversationToRule, RuledConversation } from "#domain/rules/ruled";
import type { ConversationTokens } from "#domain/search/store";
import type { ToldReplies } from "#domain/sla/replies/store";

export interface Effects {
  /** Writes the conversation's row of the index in D1, unless a newer one is there. Idempotent. */
  projectConversation(summary: ConversationSummary): Promise<void>;
  /** Closes the tickets of a conversation, or opens them again, as its customer says. Idempotent. */
  settleTickets(settlement: Settlement): Promise<void>;
  /** Writes entries of the audit log. Idempotent: each keeps the id that it was given with its change. */
  recordAudit(records: readonly AuditRecord[]): Promise<void>;
  /** Takes note in D1 of the words of a conversation, unless a newer set of them is there. Idempotent. */
  indexMessages(told: ConversationTokens): Promise<void>;
  /** What of a customer's messages makes their conversation an exception: each kind once. */
  findExceptions(texts: readonly string[]): Promise<readonly FoundException[]>;
  /** The customer has written: tickets that wait for them go on. Idempotent. */
  customerWrote(conversationId: string, wroteAtMs: number): Promise<void>;
  /** What routing rules say of a conversation that has begun; makes the tickets that they ask for. Idempotent. */
  ruleConversation(subject: ConversationToRule): Promise<RuledConversation>;
  /** Writes down from when on an agent was what. Idempotent: each record keeps the id that it was given with its change. */
  recordPresence(record: PresenceRecord): Promise<void>;
  /** Writes down what agents did in a conversation, unless more of it is known. Idempotent. */
  recordWork(told: ToldWork): Promise<void>;
  /** Writes down when questions were answered, unless more of it is known. Idempotent. */
  recordReplies(told: ToldReplies): Promise<void>;
}
