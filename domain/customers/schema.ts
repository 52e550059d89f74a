/** D1: the people who write to the shop. Whatever names them is sealed with a data key of their own. */
import { sql } from "drizzle-orm";
import { blob, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { LOCALES } from "#protocol/constants";

export const contacts = sqliteTable(
  "contacts",
  {
    id: text("id").primaryKey(),
    inboxId: text("inbox_id").notNull(),
    locale: text("locale", { enum: LOCALES }),
    /** Raised by each change of a sealed field, all of which are sealed at it. */
    revision: integer("revision").notNull(),
    sealedName: blob("sealed_name", { mode: "buffer" }),
    sealedEmail: blob("sealed_email", { mode: "buffer" }),
    /** The shop's own id of this customer, which it vouched for. */
    sealedIdentifier: blob("sealed_identifier", { mode: "buffer" }),
    /** Blind index of the identifier, and the key that made it; null for a guest. */
    identifierKeyId: text("identifier_key_id"),
    identifierHash: text("identifier_hash"),
    createdAtMs: integer("created_at_ms").notNull(),
    /** The request that erases this contact: from then on it begins nothing any more, and nobody is it. */
    erasureId: text("erasure_id"),
  },
  (table) => [
    uniqueIndex("contacts_identifier")
      .on(table.inboxId, table.identifierKeyId, table.identifierHash)
      .where(sql`identifier_hash IS NOT NULL`),
  ],
);
