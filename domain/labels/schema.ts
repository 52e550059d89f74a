/** D1: the labels that the shop has, and which conversations carry them: a projection of what the ConversationActors own. */
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { LABEL_COLOURS } from "#protocol/constants";

export const labels = sqliteTable(
  "labels",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** The same for names that a reader would take for each other. */
    nameKey: text("name_key").notNull(),
    colour: text("colour", { enum: LABEL_COLOURS }).notNull(),
    /** The shop's page may put it on a conversation. */
    allowFromWidget: integer("allow_from_widget", { mode: "boolean" }).notNull(),
    position: integer("position").notNull(),
    /** Raised by each change of what it is; a new order is none. */
    version: integer("version").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [uniqueIndex("labels_name").on(table.nameKey)],
);

export const conversationLabels = sqliteTable(
  "conversation_labels",
  {
    conversationId: text("conversation_id").notNull(),
    labelId: text("label_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conversationId, table.labelId] }),
    index("conversation_labels_label").on(table.labelId, table.conversationId),
  ],
);
