/** D1: the shop's own shape. Inboxes are where customers arrive, teams are whose queues they wait in. */
import { blob, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { INBOX_POSITIONS, LOCALES } from "#protocol/constants";
import { FIRST_SUPPORT_TIER } from "#protocol/support-tiers";

export const teams = sqliteTable("teams", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  /** Of which line of support it is, as `SUPPORT_TIERS` has them. */
  supportTier: integer("support_tier").notNull().default(FIRST_SUPPORT_TIER),
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
  /** As customers see it; null: the business profile's. */
  shopName: text("shop_name"),
  /** `#rrggbb`, or null for the widget's own. */
  accent: text("accent"),
  position: text("position", { enum: INBOX_POSITIONS }).notNull().default("right"),
  /** JSON, a text by language; a language that is missing has the widget's own words. */
  greeting: text("greeting", { mode: "json" }).notNull().default({}),
  privacyUrl: text("privacy_url"),
  /** JSON as `storedHours` reads it; null: always open. */
  openingHours: text("opening_hours", { mode: "json" }),
  /** Counts changes of what may be set: what a change compares. */
  version: integer("version").notNull().default(1),
  createdAtMs: integer("created_at_ms").notNull(),
});

/** Pages on which the widget of an inbox was loaded, by their origin; at most once a minute. */
export const inboxSightings = sqliteTable(
  "inbox_sightings",
  {
    inboxId: text("inbox_id")
      .notNull()
      .references(() => inboxes.id, { onDelete: "cascade" }),
    origin: text("origin").notNull(),
    firstSeenAtMs: integer("first_seen_at_ms").notNull(),
    lastSeenAtMs: integer("last_seen_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.inboxId, table.origin] })],
);

/** The shop as a whole: one row, made by the first change of it. */
export const businessProfile = sqliteTable("business_profile", {
  one: integer("one").primaryKey(),
  shopName: text("shop_name").notNull(),
  contactEmail: text("contact_email"),
  locale: text("locale", { enum: LOCALES }).notNull(),
  timeZone: text("time_zone").notNull(),
  /** ISO 4217. */
  currency: text("currency").notNull(),
  logo: blob("logo", { mode: "buffer" }),
  logoType: text("logo_type"),
  /** Hex SHA-256 of the logo, by which it is asked for. */
  logoHash: text("logo_hash"),
  version: integer("version").notNull(),
});

/** Single facts about the instance, such as when it was seeded. */
export const settings = sqliteTable("settings", {
  key: text("key").primaryKey(),
  value: text("value").notNull(),
});
