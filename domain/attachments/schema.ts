/** D1: what is attached. The files themselves rest in R2, each sealed with a key of its own, which rests here sealed too. */
import { sql } from "drizzle-orm";
import { blob, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { ATTACHMENT_OWNERS, ATTACHMENT_TYPES } from "#protocol/attachment-constants";

const [firstType, ...otherTypes] = ATTACHMENT_TYPES;

/** Removed ones stay without key and name, so that a request that comes twice brings nothing back. */
export const ATTACHMENT_STATES = ["kept", "removed"] as const;

export const attachments = sqliteTable(
  "attachments",
  {
    id: text("id").primaryKey(),
    ownerKind: text("owner_kind", { enum: ATTACHMENT_OWNERS }).notNull(),
    ownerId: text("owner_id").notNull(),
    state: text("state", { enum: ATTACHMENT_STATES }).notNull(),
    /** By what is in it. */
    type: text("type", { enum: [firstType ?? "text/plain", ...otherTypes] }).notNull(),
    /** In plain, as it is handed out. */
    sizeBytes: integer("size_bytes").notNull(),
    /** Its file name, with its owner's data key. */
    sealedName: blob("sealed_name", { mode: "buffer" }).notNull(),
    /** The key of the file, with its owner's data key: whoever destroys that one destroys the file. */
    sealedKey: blob("sealed_key", { mode: "buffer" }).notNull(),
    byId: text("by_id").notNull(),
    atMs: integer("at_ms").notNull(),
    clientId: text("client_id").notNull(),
  },
  (table) => [
    index("attachments_owner").on(table.ownerId, table.id).where(sql`state = 'kept'`),
    uniqueIndex("attachments_client").on(table.ownerId, table.byId, table.clientId),
  ],
);

/** One row: up to which object the search for files that no row tells of has come. */
export const attachmentSweeps = sqliteTable("attachment_sweeps", {
  id: integer("id").primaryKey(),
  afterKey: text("after_key").notNull(),
});
