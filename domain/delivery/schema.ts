/** D1: which actors exist, and effects that D1's own changes owe to actors. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/** Nothing enumerates Durable Objects, so a row is written here before an actor's first use. Authoritative, never a projection. */
export const actorRegistry = sqliteTable(
  "actor_registry",
  {
    kind: text("kind", { enum: ["conversation", "agent", "queue"] }).notNull(),
    name: text("name").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    /** Makes creation idempotent: a hash of who asked and their `clientId`. */
    creationKey: text("creation_key"),
    /** Of a conversation: the contact that began it. It stays, also when that contact joins another. */
    contactId: text("contact_id"),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.name] }),
    index("actor_registry_contact").on(table.contactId, table.name).where(sql`contact_id IS NOT NULL`),
    uniqueIndex("actor_registry_creation_key").on(table.creationKey).where(sql`creation_key IS NOT NULL`),
  ],
);

/** Written in the same batch as the change it tells of, drained after commit and swept by cron. */
export const d1Outbox = sqliteTable(
  "d1_outbox",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** JSON without personal data: ids, versions and numbers only. */
    payload: text("payload").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttemptAtMs: integer("next_attempt_at_ms").notNull(),
  },
  (table) => [index("d1_outbox_due").on(table.nextAttemptAtMs)],
);
