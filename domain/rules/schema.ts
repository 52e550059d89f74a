/** D1: the shop's routing rules, all of them in one row, since they are read and changed together. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const routingRules = sqliteTable("routing_rules", {
  /** Always 1. */
  id: integer("id").primaryKey(),
  /** JSON array as `routingRuleList` of the protocol reads it, in their order. */
  rules: text("rules").notNull(),
  /** Whether one of them that is on is for conversations: those that begin ask no further if not. */
  forConversations: integer("for_conversations", { mode: "boolean" }).notNull(),
  version: integer("version").notNull(),
});
