/** D1: what customers may ask for and agree to, and how long what is over is kept. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import {
  CONSENT_PURPOSES,
  PRIVACY_REQUEST_KINDS,
  PRIVACY_REQUEST_STATUSES,
  RETENTION_KINDS,
} from "#protocol/constants";

/** Exports and erasures, each done by a chain of jobs; the row says how far it is, so that any of them may be lost. */
export const privacyRequests = sqliteTable(
  "privacy_requests",
  {
    /** UUIDv7; of an erasure it also names the entry of the ledger. */
    id: text("id").primaryKey(),
    kind: text("kind", { enum: PRIVACY_REQUEST_KINDS }).notNull(),
    inboxId: text("inbox_id").notNull(),
    /** Whose data it is; null for what retention erases. */
    contactId: text("contact_id"),
    status: text("status", { enum: PRIVACY_REQUEST_STATUSES }).notNull(),
    progressDone: integer("progress_done").notNull().default(0),
    progressTotal: integer("progress_total").notNull().default(0),
    /** Where an export goes on, as JSON. */
    position: text("position"),
    /** An account's id, or `system`. */
    requestedBy: text("requested_by").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    startedAtMs: integer("started_at_ms"),
    finishedAtMs: integer("finished_at_ms"),
    /** Until when an export can be had. */
    expiresAtMs: integer("expires_at_ms"),
    /** A tag of ours: why it does not get on. */
    failure: text("failure"),
    /** Steps that failed since the last one that did not. */
    attempts: integer("attempts").notNull().default(0),
    /** When it is looked after again, should the job of its next step be lost. */
    nextAttemptAtMs: integer("next_attempt_at_ms").notNull(),
    /** Raised by each change: of two steps at once the second changes nothing. */
    version: integer("version").notNull().default(1),
  },
  (table) => [
    index("privacy_requests_due").on(table.status, table.nextAttemptAtMs),
    index("privacy_requests_contact").on(table.contactId, table.id),
    // One at a time, whoever asks at once.
    uniqueIndex("privacy_requests_running")
      .on(table.contactId, table.kind)
      .where(sql`contact_id IS NOT NULL AND status IN ('queued', 'running')`),
  ],
);

/** What customers are asked or told, by version. A row is never changed: another version follows it. */
export const consentTexts = sqliteTable(
  "consent_texts",
  {
    inboxId: text("inbox_id").notNull(),
    purpose: text("purpose", { enum: CONSENT_PURPOSES }).notNull(),
    /** From 1. */
    version: integer("version").notNull(),
    /** JSON: a title and a text in each language; null: from this version on it is not asked any more. */
    texts: text("texts", { mode: "json" }),
    publishedAtMs: integer("published_at_ms").notNull(),
    publishedBy: text("published_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.inboxId, table.purpose, table.version] })],
);

/** What customers answered, each time they did; the last answer counts. */
export const consents = sqliteTable(
  "consents",
  {
    id: text("id").primaryKey(),
    contactId: text("contact_id").notNull(),
    inboxId: text("inbox_id").notNull(),
    purpose: text("purpose", { enum: CONSENT_PURPOSES }).notNull(),
    version: integer("version").notNull(),
    given: integer("given", { mode: "boolean" }).notNull(),
    atMs: integer("at_ms").notNull(),
  },
  (table) => [index("consents_contact").on(table.contactId, table.purpose, table.id)],
);

/** How long is kept what is over; no row: for ever. */
export const retentionRules = sqliteTable(
  "retention_rules",
  {
    inboxId: text("inbox_id").notNull(),
    kind: text("kind", { enum: RETENTION_KINDS }).notNull(),
    /** Null: for ever. */
    days: integer("days"),
    version: integer("version").notNull(),
    changedAtMs: integer("changed_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.inboxId, table.kind] })],
);
