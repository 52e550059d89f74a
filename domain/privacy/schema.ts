/** D1: wrapped data keys. Destroying a row's key is what erasure means. */
import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { ROTATED_KEYS, ROTATION_OUTCOMES, ROTATION_STAGES } from "#domain/privacy/rotation";

export const dataKeys = sqliteTable(
  "data_keys",
  {
    kind: text("kind", { enum: ["conversation", "contact", "inbox", "block", "account", "ticket"] }).notNull(),
    subjectId: text("subject_id").notNull(),
    /** Which key of the ring wraps it. */
    keyId: text("key_id").notNull(),
    wrapped: blob("wrapped", { mode: "buffer" }).notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.subjectId] }),
    // Rotating pages through those that another key than the current one wraps.
    index("data_keys_key").on(table.keyId, table.kind, table.subjectId),
  ],
);

/**
 * Which material stood behind a key's id when it was first used. Another one under the same id would seal data that
 * nothing opens again once the mistake is mended, so an instance with such a ring writes nothing.
 */
export const keyChecks = sqliteTable(
  "key_checks",
  {
    keys: text("keys", { enum: ROTATED_KEYS }).notNull(),
    keyId: text("key_id").notNull(),
    /** Hex, of an HMAC with the key: says nothing about it. */
    checkValue: text("check_value").notNull(),
    firstSeenAtMs: integer("first_seen_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.keys, table.keyId] })],
);

/** Rotations, one step at a time: whoever does a step, and however often it is begun, it is ended once. */
export const keyRotations = sqliteTable(
  "key_rotations",
  {
    id: text("id").primaryKey(),
    keys: text("keys", { enum: ROTATED_KEYS }).notNull(),
    /** The key that everything is to be under. */
    keyId: text("key_id").notNull(),
    stage: text("stage", { enum: ROTATION_STAGES }).notNull(),
    /** Where the stage goes on. */
    cursor: text("cursor").notNull(),
    /** Grows with each step that was done. */
    step: integer("step").notNull(),
    /** How often everything was gone through. */
    passes: integer("passes").notNull(),
    /** Of this pass: how much there is to do, what is done, and what could not be done. */
    total: integer("total").notNull(),
    done: integer("done").notNull(),
    failed: integer("failed").notNull(),
    /** JSON of `{keyId: count}`: copies that could not be opened. */
    unopenable: text("unopenable").notNull(),
    startedAtMs: integer("started_at_ms").notNull(),
    /** When the next step is to be sent for, should nobody have done it by then. */
    nextStepAtMs: integer("next_step_at_ms").notNull(),
    endedAtMs: integer("ended_at_ms"),
    outcome: text("outcome", { enum: ROTATION_OUTCOMES }),
  },
  (table) => [
    uniqueIndex("key_rotations_running").on(table.keys).where(sql`ended_at_ms IS NULL`),
    index("key_rotations_started").on(table.keys, table.startedAtMs),
  ],
);
