/** D1: what customers asked for themselves, and which types of tickets a shop offers them. */
import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Beside a ticket that its customer made: only of these are customers told. */
export const ticketRequests = sqliteTable("ticket_requests", {
  ticketId: text("ticket_id").primaryKey(),
  /** As they wrote it, with the ticket's data key: staff may call the ticket something else later. */
  sealedSubject: blob("sealed_subject", { mode: "buffer" }).notNull(),
});

/** What was said of a type; of others the built-in ones are offered and the shop's own are not. */
export const offeredTicketTypes = sqliteTable("offered_ticket_types", {
  typeId: text("type_id").primaryKey(),
  isOffered: integer("is_offered", { mode: "boolean" }).notNull(),
});
