/** D1: questions of customers and when they were answered, for the rate of replies in time. Ids and times only. */
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const replyTimes = sqliteTable(
  "reply_times",
  {
    conversationId: text("conversation_id").notNull(),
    /** Of the message that asked. */
    seq: integer("seq").notNull(),
    /** Whose conversation it was when that was told. */
    teamId: text("team_id").notNull(),
    /** Who answered; while nobody has: who has the conversation, if anybody. */
    agentId: text("agent_id"),
    askedAtMs: integer("asked_at_ms").notNull(),
    /** When three minutes of open time were over; null: it does not count. */
    dueAtMs: integer("due_at_ms"),
    /** In open time; null: nobody has answered. */
    answeredAfterMs: integer("answered_after_ms"),
    /** As of which message that is known; news of fewer changes nothing. */
    upToSeq: integer("up_to_seq").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.seq] }),
    // All that a rate is counted of, so that no row is looked up.
    index("reply_times_team").on(table.teamId, table.askedAtMs, table.dueAtMs, table.answeredAfterMs),
    index("reply_times_agent").on(table.agentId, table.askedAtMs, table.dueAtMs, table.answeredAfterMs),
  ],
);
