/** D1: conversations that an import has brought and their actors have not taken yet. */
import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const conversationImports = sqliteTable(
  "conversation_imports",
  {
    /** The conversation's id: registered, and with a data key, since before. */
    conversationId: text("conversation_id").primaryKey(),
    contactId: text("contact_id").notNull(),
    /** A `ConversationHistory` as JSON, sealed with the conversation's data key. */
    sealedHistory: blob("sealed_history", { mode: "buffer" }).notNull(),
    /** The instance is not ready before this one is in: part of what it was set up with. */
    isAwaited: integer("is_awaited", { mode: "boolean" }).notNull().default(false),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAtMs: integer("next_attempt_at_ms").notNull(),
  },
  (table) => [index("conversation_imports_due").on(table.nextAttemptAtMs)],
);
