/**
 * D1: which words stand in which conversation, as keyed hashes. It is the set of a conversation's words, not of each
 * message's: that leaks less (no order, no counts, no lengths of messages), and only words that are new to a conversation
 * are written, so that a long one costs nearly nothing.
 */
import { blob, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** WITHOUT ROWID in the migration, which drizzle-kit cannot say: the key is all there is to a row. */
export const searchTokens = sqliteTable(
  "search_tokens",
  {
    /** Of the blind index's keys. */
    keyId: text("key_id").notNull(),
    /** 8 bytes, see `token-hash.ts`. */
    token: blob("token", { mode: "buffer" }).notNull(),
    conversationId: text("conversation_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.token, table.conversationId] }),
    index("search_tokens_conversation").on(table.conversationId),
  ],
);

/**
 * Which set of words a conversation has now. Whatever tells of an older one came late and changes nothing, or words that
 * were recalled or erased would be found again.
 */
export const searchGenerations = sqliteTable("search_generations", {
  conversationId: text("conversation_id").primaryKey(),
  generation: integer("generation").notNull(),
});
