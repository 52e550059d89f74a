/** D1: skills that the shop names, what its agents know, and how each team hands out its work. */
import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { teams } from "#domain/organisation/schema";

export const skills = sqliteTable("skills", {
  id: text("id").primaryKey(),
  /** JSON, a name by language. */
  names: text("names").notNull(),
  version: integer("version").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

/** Absent: nothing was ever said of them. */
export const agentAbilities = sqliteTable("agent_abilities", {
  agentId: text("agent_id").primaryKey(),
  /** JSON as `agentAbilities` of the protocol reads it. */
  value: text("value").notNull(),
  version: integer("version").notNull(),
});

/** Absent: as every team. */
export const teamRouting = sqliteTable("team_routing", {
  teamId: text("team_id")
    .primaryKey()
    .references(() => teams.id, { onDelete: "cascade" }),
  /** JSON as `teamRouting` of the protocol reads it. */
  value: text("value").notNull(),
  version: integer("version").notNull(),
});

/** How much of an agent's capacity work takes; one row, none as long as nothing was set. */
export const workWeights = sqliteTable("work_weights", {
  id: integer("id").primaryKey(),
  version: integer("version").notNull(),
  /** `WorkWeights` as JSON. */
  weights: text("weights", { mode: "json" }).notNull(),
});
