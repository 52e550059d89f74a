/** D1: what agents were and when, for reports. Codes and times only: no names, no words of their own. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { BUSY_REASONS, PRESENCE_STATUSES } from "#protocol/constants";

/** Why somebody is given no new work: what they said themselves, or that they finish what they had. */
export const LOGGED_REASONS = [...BUSY_REASONS, "wrapUp"] as const;

/** Append only: each row holds until the agent's next one. */
export const presenceLog = sqliteTable(
  "presence_log",
  {
    /** UUIDv7, given with the change: the row is written once however often it is handed on. */
    id: text("id").primaryKey(),
    agentId: text("agent_id").notNull(),
    status: text("status", { enum: PRESENCE_STATUSES }).notNull(),
    reason: text("reason", { enum: LOGGED_REASONS }),
    fromMs: integer("from_ms").notNull(),
  },
  (table) => [index("presence_log_agent").on(table.agentId, table.fromMs)],
);
