/** D1: what each agent has chosen for themselves. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { user } from "#domain/identity/schema";

export const agentPreferences = sqliteTable("agent_preferences", {
  userId: text("user_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  /** JSON, as `protocol/http-preferences.ts` has it. */
  value: text("value").notNull(),
  version: integer("version").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});
