/** D1: canned responses. Their text is the shop's own content, with placeholders where a person's name would stand. */
import { sql } from "drizzle-orm";
import { integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { user } from "#domain/identity/schema";

export const cannedResponses = sqliteTable(
  "canned_responses",
  {
    id: text("id").primaryKey(),
    /** Whose own it is; null for the shop's. */
    ownerId: text("owner_id").references(() => user.id, { onDelete: "cascade" }),
    code: text("code").notNull(),
    /** JSON: title and text by language. */
    texts: text("texts").notNull(),
    version: integer("version").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [
    uniqueIndex("canned_shared_code").on(table.code).where(sql`owner_id IS NULL`),
    uniqueIndex("canned_own_code").on(table.ownerId, table.code).where(sql`owner_id IS NOT NULL`),
  ],
);
