/** D1: what agents did and when, for their own numbers. Ids, times and counts only. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * What an agent did in a conversation within a quarter of an hour: every zone's day begins with one. The actor tells whole
 * quarters, so that it comes to the same however often it is told.
 */
export const agentWork = sqliteTable(
  "agent_work",
  {
    agentId: text("agent_id").notNull(),
    /** When the quarter begins. */
    quarterMs: integer("quarter_ms").notNull(),
    conversationId: text("conversation_id").notNull(),
    /** What the customer saw of theirs. */
    messages: integer("messages").notNull(),
    /** First messages of theirs after a customer's, and how many of them came within three minutes. */
    answers: integer("answers").notNull(),
    quickAnswers: integer("quick_answers").notNull(),
    /** How long the customer waited for the first answer of the conversation, if that was theirs. */
    firstResponseMs: integer("first_response_ms"),
    /** How often it ended after they were the last to answer. */
    resolved: integer("resolved").notNull(),
    /** Up to which message it was looked at; a row of fewer changes nothing. */
    upToSeq: integer("up_to_seq").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agentId, table.quarterMs, table.conversationId] }),
    index("agent_work_conversation").on(table.conversationId),
  ],
);
