/** D1: business calendars, and the service levels that go by them. */
import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { REOPEN_RULES, SLA_SCOPES } from "#protocol/constants";

export const businessCalendars = sqliteTable("business_calendars", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  timeZone: text("time_zone").notNull(),
  /** Weekly hours as JSON, as are the next two: days with hours of their own, and closings between two moments. */
  intervals: text("intervals").notNull(),
  specialDays: text("special_days").notNull(),
  closings: text("closings").notNull(),
  version: integer("version").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
  updatedAtMs: integer("updated_at_ms").notNull(),
});

export const slaPolicies = sqliteTable(
  "sla_policies",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** The first that a conversation fits is its own. */
    position: integer("position").notNull(),
    /** JSON arrays; an empty one fits everything. */
    channels: text("channels").notNull(),
    priorities: text("priorities").notNull(),
    tiers: text("tiers").notNull(),
    appliesTo: text("applies_to", { enum: SLA_SCOPES }).notNull().default("conversations"),
    /** As the others; of tickets alone. */
    ticketTypes: text("ticket_types").notNull().default("[]"),
    firstResponseMs: integer("first_response_ms"),
    nextResponseMs: integer("next_response_ms"),
    resolutionMs: integer("resolution_ms"),
    /** Null: around the clock. */
    calendarId: text("calendar_id").references(() => businessCalendars.id),
    warnPercent: integer("warn_percent").notNull(),
    reminderMs: integer("reminder_ms"),
    /** JSON: who hears of something overdue, and how long after. */
    escalation: text("escalation").notNull(),
    onReopen: text("on_reopen", { enum: REOPEN_RULES }).notNull(),
    version: integer("version").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [index("sla_policies_calendar").on(table.calendarId)],
);
