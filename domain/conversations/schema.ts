/** D1: the index of conversations, a projection of what the ConversationActors own. */
import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const conversations = sqliteTable(
  "conversations",
  {
    id: text("id").primaryKey(),
    inboxId: text("inbox_id").notNull(),
    teamId: text("team_id").notNull(),
    contactId: text("contact_id").notNull(),
    status: text("status", { enum: ["pending", "open", "snoozed", "resolved"] }).notNull(),
    assigneeId: text("assignee_id"),
    epoch: integer("epoch").notNull(),
    lastSeq: integer("last_seq").notNull(),
    /** The actor's change that this row shows; a projection with a smaller one changes nothing. */
    projectedSeq: integer("projected_seq").notNull(),
    /** `RowDetails` as JSON, sealed with the conversation's data key at revision `projectedSeq`: names and preview. */
    sealedDetails: blob("sealed_details", { mode: "buffer" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    lastActivityAtMs: integer("last_activity_at_ms").notNull(),
    /** The last thing that the customer saw happen; notes and activity lines are none. */
    contactActivityAtMs: integer("contact_activity_at_ms").notNull().default(0),
    waitingSinceMs: integer("waiting_since_ms"),
    /** When an agent first answered the customer. */
    firstReplyAtMs: integer("first_reply_at_ms"),
    /** Customer messages that the assignee has not read. */
    unread: integer("unread").notNull(),
    /** Messages to the customer that they have not read. */
    contactUnread: integer("contact_unread").notNull(),
    /** Its place in `PRIORITIES`: the more pressing, the greater. */
    priority: integer("priority").notNull().default(1),
    /** Its flags, a bit for each of `EXCEPTION_KINDS`. */
    flags: integer("flags").notNull().default(0),
    /** When its service level is due next, or was; null while nothing is. */
    slaDueAtMs: integer("sla_due_at_ms"),
    /** `ConversationSla` as JSON; null as long as no policy was for it. */
    sla: text("sla"),
    /** `ConversationClosing` as JSON; null as long as it was neither asked about nor opened again. */
    closing: text("closing"),
    /** What the customer gave when they were last asked. */
    rating: integer("rating"),
    closingCategory: text("closing_category"),
    reopenings: integer("reopenings").notNull().default(0),
  },
  (table) => [
    index("conversations_latest").on(table.lastActivityAtMs, table.id),
    // Nearly all are normal, and cost no write here.
    index("conversations_priority").on(table.priority, table.lastActivityAtMs, table.id).where(sql`priority <> 1`),
    index("conversations_flagged").on(table.lastActivityAtMs, table.id).where(sql`flags <> 0`),
    index("conversations_assignee").on(table.assigneeId, table.lastActivityAtMs, table.id),
    index("conversations_team").on(table.teamId, table.lastActivityAtMs, table.id),
    index("conversations_inbox").on(table.inboxId, table.lastActivityAtMs, table.id),
    // What is still to be done is little beside what was: these three stay small.
    index("conversations_active").on(table.lastActivityAtMs, table.id).where(sql`status <> 'resolved'`),
    index("conversations_waiting").on(table.waitingSinceMs, table.id).where(sql`waiting_since_ms IS NOT NULL`),
    index("conversations_due").on(table.slaDueAtMs, table.id).where(sql`sla_due_at_ms IS NOT NULL`),
    index("conversations_unread").on(table.lastActivityAtMs, table.id).where(sql`unread > 0`),
    index("conversations_contact").on(table.contactId, table.contactActivityAtMs, table.id),
    index("conversations_first_reply")
      .on(table.inboxId, table.firstReplyAtMs)
      .where(sql`first_reply_at_ms IS NOT NULL`),
  ],
);
