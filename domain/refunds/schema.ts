/** D1: refunds that are asked for in tickets. Amounts, ids and times; why rests sealed with the ticket's data key. */
import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { REFUND_STATUSES } from "#protocol/refunds";

export const refunds = sqliteTable(
  "refunds",
  {
    id: text("id").primaryKey(),
    ticketId: text("ticket_id").notNull(),
    orderId: text("order_id"),
    /** Grows with each step; a step compares it. */
    version: integer("version").notNull(),
    status: text("status", { enum: REFUND_STATUSES }).notNull(),
    /** ISO 4217. */
    currency: text("currency").notNull(),
    /** In the currency's smallest unit. */
    amountMinor: integer("amount_minor").notNull(),
    askedBy: text("asked_by").notNull(),
    askedAtMs: integer("asked_at_ms").notNull(),
    /** Or who took it back; `system` for what the limit approved. */
    decidedBy: text("decided_by"),
    decidedAtMs: integer("decided_at_ms"),
    paidBy: text("paid_by"),
    paidAtMs: integer("paid_at_ms"),
    sealedReason: blob("sealed_reason", { mode: "buffer" }).notNull(),
    /** Why it was decided so. */
    sealedAnswer: blob("sealed_answer", { mode: "buffer" }),
    clientId: text("client_id").notNull(),
  },
  (table) => [
    index("refunds_ticket").on(table.ticketId, table.id),
    index("refunds_order").on(table.orderId).where(sql`order_id IS NOT NULL`),
    // What waits is little beside what was decided.
    index("refunds_undecided").on(table.askedAtMs, table.id).where(sql`status = 'asked'`),
    uniqueIndex("refunds_client").on(table.ticketId, table.askedBy, table.clientId),
  ],
);

/** Up to how much is approved at once; one row, none as long as nothing was set. */
export const refundSettings = sqliteTable("refund_settings", {
  id: integer("id").primaryKey(),
  version: integer("version").notNull(),
  /** JSON array of `{currency, amountMinor}`. */
  limits: text("limits", { mode: "json" }).notNull(),
});
