/** D1: the people who write to the shop, and who of them may not. Whatever names them is sealed with a data key of their own. */
import { sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { LOCALES } from "#protocol/constants";

export const contacts = sqliteTable(
  "contacts",
  {
    id: text("id").primaryKey(),
    inboxId: text("inbox_id").notNull(),
    locale: text("locale", { enum: LOCALES }),
    /** Raised by each change of a sealed field, all of which are sealed at it. */
    revision: integer("revision").notNull(),
    sealedName: blob("sealed_name", { mode: "buffer" }),
    sealedEmail: blob("sealed_email", { mode: "buffer" }),
    /** The shop signed it; else it is the visitor's own word. */
    nameVerified: integer("name_verified", { mode: "boolean" }).notNull().default(false),
    emailVerified: integer("email_verified", { mode: "boolean" }).notNull().default(false),
    /** When the newest identity token was issued whose word was taken. */
    detailsIssuedAtMs: integer("details_issued_at_ms").notNull().default(0),
    /** The shop's own id of this customer, which it vouched for. */
    sealedIdentifier: blob("sealed_identifier", { mode: "buffer" }),
    /** Blind index of the identifier, and the key that made it; null for a guest. */
    identifierKeyId: text("identifier_key_id"),
    identifierHash: text("identifier_hash"),
    /** Of a guest: the verified contact that has their history now; its sessions and details are gone. */
    joinedInto: text("joined_into"),
    joinedAtMs: integer("joined_at_ms"),
    /** Blind index of the email in its normal form; null without one. Customers may share an address. */
    emailKeyId: text("email_key_id"),
    emailHash: text("email_hash"),
    createdAtMs: integer("created_at_ms").notNull(),
    /** The request that erases this contact: from then on it begins nothing any more, and nobody is it. */
    erasureId: text("erasure_id"),
  },
  (table) => [
    uniqueIndex("contacts_identifier")
      .on(table.inboxId, table.identifierKeyId, table.identifierHash)
      .where(sql`identifier_hash IS NOT NULL`),
    // Which keys made entries: asked each minute.
    index("contacts_identifier_key").on(table.identifierKeyId).where(sql`identifier_key_id IS NOT NULL`),
    index("contacts_email").on(table.emailKeyId, table.emailHash).where(sql`email_key_id IS NOT NULL`),
    index("contacts_joined").on(table.joinedInto).where(sql`joined_into IS NOT NULL`),
  ],
);

/** From which networks contacts came lately, as keyed tags: addresses themselves are never stored. */
export const contactNetworks = sqliteTable(
  "contact_networks",
  {
    contactId: text("contact_id").notNull(),
    /** 4 or 6. */
    family: integer("family").notNull(),
    prefix: integer("prefix").notNull(),
    tag: text("tag").notNull(),
    lastSeenAtMs: integer("last_seen_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contactId, table.tag] }),
    index("contact_networks_tag").on(table.tag, table.contactId),
    index("contact_networks_seen").on(table.lastSeenAtMs),
  ],
);

/** What the shop's page tells of a contact in its own words, sealed as a whole with the contact's data key. */
export const contactAttributes = sqliteTable("contact_attributes", {
  contactId: text("contact_id").primaryKey(),
  /** Raised by each change; part of where they are sealed, and what a change compares. */
  revision: integer("revision").notNull(),
  sealed: blob("sealed", { mode: "buffer" }).notNull(),
  changedAtMs: integer("changed_at_ms").notNull(),
});

/** Who may not write: a contact, or everybody of a network. One that was lifted or has expired stays to be looked at. */
export const blocks = sqliteTable(
  "blocks",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["contact", "network"] }).notNull(),
    /** Of a network's block: whose network it was, if it was found by them. */
    contactId: text("contact_id"),
    inboxId: text("inbox_id"),
    family: integer("family"),
    prefix: integer("prefix"),
    tag: text("tag"),
    /** What staff wrote about it, sealed with the block's own data key. */
    sealedReason: blob("sealed_reason", { mode: "buffer" }),
    /** Null: until somebody lifts it. */
    expiresAtMs: integer("expires_at_ms"),
    createdBy: text("created_by").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    liftedBy: text("lifted_by"),
    liftedAtMs: integer("lifted_at_ms"),
  },
  (table) => [
    index("blocks_standing").on(table.expiresAtMs).where(sql`lifted_at_ms IS NULL`),
    index("blocks_contact").on(table.contactId),
    index("blocks_latest").on(table.createdAtMs, table.id),
  ],
);
