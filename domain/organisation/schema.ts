/** D1: the shop's own shape. Inboxes are where customers arrive, teams are whose queues they wait in. */
import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { LOCALES } from "#protocol/constants";

export const teams = sqliteTable("teams", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  createdAtMs: integer("created_at_ms").notNull(),
});

export const inboxes = sqliteTable("inboxes", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  locale: text("locale", { enum: LOCALES }).notNull(),
  /** JSON array of origins (`https://shop.example`) whose pages may embed the widget; the desk's own is always allowed. */
  allowedOrigins: text("allowed_origins", { mode: "json" }).notNull(),
  defaultTeamId: text("default_team_id")
    .notNull()
    .references(() => teams.id),
  /** With it the shop vouches for its customers' identifiers; sealed with the inbox's data key. */
  sealedIdentitySecret: blob("sealed_identity_secret", { mode: "buffer" }).notNull(),
  /** Counts the secrets that there were: part of where one is sealed, and what a change of it compares. */
  identitySecretRevision: integer("identity_secret_revision").notNull().default(1),
  /** The one of the revision before, as long as the shop may still sign with it. */
  sealedPreviousIdentitySecret: blob("sealed_previous_identity_secret", { mode: "buffer" }),
  previousValidUntilMs: integer("previous_valid_until_ms"),
  createdAtMs: integer("created_at_ms").notNull(),
});

/** Single facts about the instance, such as when it was seeded. */
export const settings = sqliteTable("settings", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});
