/** D1: what agents promised to come back to, and when. What they noted of it rests sealed with its subject's data key. */
import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { FOLLOW_UP_SUBJECTS } from "#protocol/constants";

/** One that is done is no more. */
export const followUps = sqliteTable(
  "follow_ups",
  {
    id: text("id").primaryKey(),
    /** Who promised it. */
    agentId: text("agent_id").notNull(),
    subject: text("subject", { enum: FOLLOW_UP_SUBJECTS }).notNull(),
    subjectId: text("subject_id").notNull(),
    inboxId: text("inbox_id").notNull(),
    teamId: text("team_id").notNull(),
    dueAtMs: integer("due_at_ms").notNull(),
    sealedNote: blob("sealed_note", { mode: "buffer" }),
    /** Grows with each change. */
    version: integer("version").notNull(),
    /** Somebody was told that this is due; null until then. */
    toldAtMs: integer("told_at_ms"),
    clientId: text("client_id").notNull(),
  },
  (table) => [
    index("follow_ups_agent").on(table.agentId, table.dueAtMs),
    index("follow_ups_subject").on(table.subject, table.subjectId),
    index("follow_ups_untold").on(table.agentId, table.dueAtMs).where(sql`told_at_ms IS NULL`),
    uniqueIndex("follow_ups_client").on(table.agentId, table.clientId),
  ],
);
