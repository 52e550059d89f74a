/** D1: tickets. What people wrote rests sealed with each ticket's own data key; the rest is ids, numbers and words of ours. */
import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { ticketHeadStartMs } from "#domain/routing/tickets";
import { PRIORITIES, TICKET_CHANNELS, TICKET_ENTRY_KINDS, TICKET_SOURCES, TICKET_STATUSES } from "#protocol/constants";

/** Whatever is due first, by its policy or by hand. In the words of its index, which drizzle-kit takes without commas. */
export const nextDueAtMs = sql`(CASE WHEN sla_due_at_ms < due_at_ms OR due_at_ms IS NULL THEN sla_due_at_ms ELSE due_at_ms END)`;

/** Nobody has it, and somebody is to work on it. In the words of its index. */
export const isToBeHandedOut = sql`assignee_id IS NULL AND status IN ('new', 'open')`;

const headStarts = PRIORITIES.map((priority, place) => `WHEN ${place} THEN ${ticketHeadStartMs(priority)}`).join(" ");

/** Where a ticket stands among those that wait, as `ticketStandsAt` has it. In the words of its index. */
export const standsAtMs = sql.raw(`(created_at_ms - CASE priority ${headStarts} ELSE 0 END)`);

export const tickets = sqliteTable(
  "tickets",
  {
    id: text("id").primaryKey(),
    number: integer("number").notNull(),
    /** Grows with each change; part of where the content is sealed, and what a change compares. */
    version: integer("version").notNull(),
    type: text("type").notNull(),
    status: text("status", { enum: TICKET_STATUSES }).notNull(),
    /** Its place in `PRIORITIES`. */
    priority: integer("priority").notNull(),
    source: text("source", { enum: TICKET_SOURCES }).notNull(),
    channel: text("channel", { enum: TICKET_CHANNELS }).notNull(),
    inboxId: text("inbox_id").notNull(),
    teamId: text("team_id").notNull(),
    assigneeId: text("assignee_id"),
    contactId: text("contact_id"),
    conversationId: text("conversation_id"),
    parentId: text("parent_id"),
    mergedIntoId: text("merged_into_id"),
    /** As somebody promised it by hand. */
    dueAtMs: integer("due_at_ms"),
    /** The next that its policy has it due; null while nothing is. */
    slaDueAtMs: integer("sla_due_at_ms"),
    /** `TicketSla` as JSON, without what is promised by hand; null as long as nothing is promised. */
    slaShown: text("sla_shown"),
    /** Grows each time its service level is written. */
    slaRevision: integer("sla_revision").notNull().default(0),
    /** JSON array of ids. */
    orderIds: text("order_ids", { mode: "json" }).notNull(),
    /** `TicketContent` as JSON: subject, description, product line, articles and the fields of its type. */
    sealedContent: blob("sealed_content", { mode: "buffer" }).notNull(),
    /** How often it was opened again after it had been resolved. */
    reopenings: integer("reopenings").notNull().default(0),
    /** Of its closing note. */
    closingCategory: text("closing_category"),
    /** What the customer gave when they were asked whether it is settled. */
    rating: integer("rating"),
    createdBy: text("created_by").notNull(),
    clientId: text("client_id").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [
    uniqueIndex("tickets_number").on(table.number),
    uniqueIndex("tickets_client").on(table.createdBy, table.clientId),
    index("tickets_updated").on(table.updatedAtMs, table.id),
    index("tickets_priority").on(table.priority, table.id),
    index("tickets_assignee").on(table.assigneeId, table.updatedAtMs, table.id),
    // What somebody has to do is little beside what they did.
    index("tickets_assignee_unfinished")
      .on(table.assigneeId, table.updatedAtMs, table.id)
      .where(sql`status NOT IN ('resolved', 'closed')`),
    index("tickets_team").on(table.teamId, table.updatedAtMs, table.id),
    // What is still to be done is little beside what was; with what views ask of it, so that only rows that are shown are read.
    index("tickets_unfinished")
      .on(table.updatedAtMs, table.id, table.teamId, table.inboxId, table.assigneeId, table.status, table.type)
      .where(sql`status NOT IN ('resolved', 'closed')`),
    // In the order in which they are handed out, so that a look reads no more of them than it gives.
    index("tickets_waiting").on(table.teamId, standsAtMs, table.id, table.inboxId).where(isToBeHandedOut),
    index("tickets_next_due")
      .on(nextDueAtMs, table.id)
      .where(sql`(due_at_ms IS NOT NULL OR sla_due_at_ms IS NOT NULL) AND status NOT IN ('resolved', 'closed')`),
    index("tickets_contact").on(table.contactId, table.updatedAtMs, table.id).where(sql`contact_id IS NOT NULL`),
    index("tickets_conversation").on(table.conversationId).where(sql`conversation_id IS NOT NULL`),
    index("tickets_parent").on(table.parentId, table.id).where(sql`parent_id IS NOT NULL`),
    index("tickets_type").on(table.type, table.updatedAtMs, table.id),
  ],
);

/** The last number that was given; none is given again, whatever was erased. */
export const ticketNumbers = sqliteTable("ticket_numbers", {
  id: integer("id").primaryKey(),
  last: integer("last").notNull(),
});

/** What happened to a ticket, and what colleagues noted. Nothing here is ever changed. */
export const ticketEntries = sqliteTable(
  "ticket_entries",
  {
    id: text("id").primaryKey(),
    ticketId: text("ticket_id").notNull(),
    kind: text("kind", { enum: TICKET_ENTRY_KINDS }).notNull(),
    /** The ticket's, after it. */
    version: integer("version").notNull(),
    byId: text("by_id").notNull(),
    atMs: integer("at_ms").notNull(),
    /** JSON array of `{field, from?, to?}`, of what may be read in plain. */
    changes: text("changes", { mode: "json" }).notNull(),
    /** JSON array of accounts' ids. */
    mentions: text("mentions", { mode: "json" }).notNull(),
    /** `EntryContent` as JSON, with the ticket's data key: a note, a reason, texts before and after. */
    sealedContent: blob("sealed_content", { mode: "buffer" }),
    /** Of a note, so that it is never there twice. */
    clientId: text("client_id"),
  },
  (table) => [
    index("ticket_entries_ticket").on(table.ticketId, table.id),
    index("ticket_entries_by").on(table.byId, table.atMs),
    uniqueIndex("ticket_entries_client")
      .on(table.ticketId, table.byId, table.clientId)
      .where(sql`client_id IS NOT NULL`),
  ],
);

export const ticketFollowers = sqliteTable(
  "ticket_followers",
  { agentId: text("agent_id").notNull(), ticketId: text("ticket_id").notNull() },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.agentId] }),
    index("ticket_followers_agent").on(table.agentId, table.ticketId),
  ],
);

/** Conversations of the same trouble, beside the one that a ticket is of: which joined it. Ids alone. */
export const ticketConversations = sqliteTable(
  "ticket_conversations",
  {
    ticketId: text("ticket_id").notNull(),
    conversationId: text("conversation_id").notNull(),
    linkedAtMs: integer("linked_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.conversationId] }),
    index("ticket_conversations_conversation").on(table.conversationId, table.ticketId),
  ],
);

/** Types that the shop made beside the built-in ones. */
export const ticketTypes = sqliteTable("ticket_types", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** As names are compared. */
  nameKey: text("name_key").notNull().unique(),
  /** JSON array of definitions. */
  fields: text("fields", { mode: "json" }).notNull(),
  version: integer("version").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

/** How the service level of a ticket stands; apart from its row, which lists read. */
export const ticketCourses = sqliteTable("ticket_courses", {
  ticketId: text("ticket_id").primaryKey(),
  /** Up to which version of the ticket it was looked at. */
  settledVersion: integer("settled_version").notNull(),
  /** `TicketCourse` as JSON: ids and times. */
  course: text("course").notNull(),
});
