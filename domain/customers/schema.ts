/** D1: the people who write to the shop. Whatever names them is sealed with a data key of their own. */
import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
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
    /** Blind index of the email in its normal form; null without one. Customers may share an address. */
    emailKeyId: text("email_key_id"),
    emailHash: text("email_hash"),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [
    uniqueIndex("contacts_identifier")
      .on(table.inboxId, table.identifierKeyId, table.identifierHash)
      .where(sql`identifier_hash IS NOT NULL`),
    // Which keys made entries: asked each minute.
    index("contacts_identifier_key").on(table.identifierKeyId).where(sql`identifier_key_id IS NOT NULL`),
    index("contacts_email").on(table.emailKeyId, table.emailHash).where(sql`email_key_id IS NOT NULL`),
  ],
);
