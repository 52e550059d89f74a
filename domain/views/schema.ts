/** D1: the views of conversations and tickets that agents keep, each their own. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { CONVERSATION_VIEWS, TICKET_VIEWS, VIEW_SUBJECTS } from "#protocol/constants";

export const savedViews = sqliteTable(
  "saved_views",
  {
    id: text("id").primaryKey(),
    agentId: text("agent_id").notNull(),
    name: text("name").notNull(),
    subject: text("subject", { enum: VIEW_SUBJECTS }).notNull().default("conversations"),
    /** One of its subject's. */
    view: text("view", { enum: [...CONVERSATION_VIEWS, ...TICKET_VIEWS] }).notNull(),
    /** `ListFilters` or `TicketFilters` as JSON. */
    filters: text("filters").notNull(),
    /** In the agent's order; those alike in the order in which they were made. */
    place: integer("place").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [index("saved_views_agent").on(table.agentId, table.place, table.id)],
);
