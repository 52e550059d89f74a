/** D1: the audit log. A row is written with the change that it tells of, and sealed into the chain afterwards. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const auditLog = sqliteTable(
  "audit_log",
  {
    /** UUIDv7, given with the row. */
    id: text("id").primaryKey(),
    atMs: integer("at_ms").notNull(),
    actorType: text("actor_type").notNull(),
    actorId: text("actor_id").notNull(),
    sessionId: text("session_id"),
    /** A pseudonym of the connecting address. */
    origin: text("origin"),
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    /** JSON of `AuditDetail`. */
    detail: text("detail").notNull(),
    /** Its place in the chain, from 1; null until it is sealed. */
    seq: integer("seq"),
    /** Hex SHA-256 over the row and the hash of the one before; null until it is sealed. */
    hash: text("hash"),
  },
  (table) => [
    uniqueIndex("audit_log_seq").on(table.seq),
    index("audit_log_at").on(table.atMs, table.id),
    index("audit_log_actor").on(table.actorId, table.atMs),
    index("audit_log_subject").on(table.subjectType, table.subjectId, table.atMs),
    index("audit_log_action").on(table.action, table.atMs),
  ],
);

/** The chain's last link, and how far it was checked of late. One row, made by the first sealing. */
export const auditHead = sqliteTable("audit_head", {
  one: integer("one").primaryKey(),
  seq: integer("seq").notNull(),
  hash: text("hash").notNull(),
  /** The moving check got this far; it begins again when it comes to the end. */
  checkedSeq: integer("checked_seq").notNull().default(0),
  /** The last check that came to the end got this far. */
  wholeSeq: integer("whole_seq").notNull().default(0),
  /** Where it does not hold; null while nothing is known to be wrong. */
  brokenSeq: integer("broken_seq"),
});
