/** D1: what customers ordered. Numbers, goods, amounts and times only: addresses and names are the shop's own to keep. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { ORDER_STATUSES } from "#protocol/constants";

export const orders = sqliteTable(
  "orders",
  {
    id: text("id").primaryKey(),
    contactId: text("contact_id").notNull(),
    /** As the shop and the customer call it. */
    number: text("number").notNull(),
    /** The last of {@link changes}, for a change to compare with. */
    status: text("status", { enum: ORDER_STATUSES }).notNull(),
    /** ISO 4217. */
    currency: text("currency").notNull(),
    /** In the currency's smallest unit. */
    totalMinor: integer("total_minor").notNull(),
    /** JSON array of `{title, quantity, imageUrl?}`. */
    items: text("items", { mode: "json" }).notNull(),
    /** JSON array of `{status, atMs}`, the oldest first. */
    changes: text("changes", { mode: "json" }).notNull(),
    placedAtMs: integer("placed_at_ms").notNull(),
  },
  (table) => [
    uniqueIndex("orders_number").on(table.number),
    index("orders_contact").on(table.contactId, table.placedAtMs),
  ],
);
