/** D1: how the shop closes conversations; one row, none as long as nothing was set. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const closingSettings = sqliteTable("closing_settings", {
  id: integer("id").primaryKey(),
  version: integer("version").notNull(),
  /** `ClosingRules` as JSON. */
  rules: text("rules", { mode: "json" }).notNull(),
});
