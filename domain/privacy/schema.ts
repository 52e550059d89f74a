/** D1: wrapped data keys. Destroying a row's key is what erasure means. */
import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const dataKeys = sqliteTable(
  "data_keys",
  {
    kind: text("kind", { enum: ["conversation", "contact", "inbox", "block", "account"] }).notNull(),
    subjectId: text("subject_id").notNull(),
    /** Which key of the ring wraps it. */
    keyId: text("key_id").notNull(),
    wrapped: blob("wrapped", { mode: "buffer" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.subjectId] })],
);
