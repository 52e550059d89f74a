/**
 * D1: staff accounts and their sessions, in the shape better-auth asks for. Names and emails of staff are the one
 * listed exception to "encrypted at rest": they sign in with them. Times are `timestamp_ms` columns because better-auth
 * hands over Dates.
 */
import { relations, sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { LOCALES, ROLES } from "#protocol/constants";

export const user = sqliteTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: integer("email_verified", { mode: "boolean" }).notNull().default(false),
  image: text("image"),
  /** One of the four, or the one that a custom role is based on. */
  role: text("role", { enum: ROLES }).notNull(),
  /** A custom role, or null. */
  roleId: text("role_id"),
  /** JSON array of the custom role's permissions: here too, so that one query makes a principal. */
  grants: text("grants"),
  /** The custom role's name, here for the same reason. */
  roleName: text("role_name"),
  /** JSON array of team ids: here, so that one query makes a principal. */
  teamIds: text("team_ids").notNull(),
  /** JSON array of inbox ids, or null for all of them. */
  inboxIds: text("inbox_ids"),
  /** Since when they may not sign in, Unix milliseconds; null for whoever may. */
  suspendedAtMs: integer("suspended_at_ms"),
  /** Grows with each change of what they may do or see: tells what was decided before from what holds now. */
  accessVersion: integer("access_version").notNull().default(1),
  createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
  updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
});

/** Custom roles; the four built-in ones stand in `permissions.ts`. */
export const roles = sqliteTable(
  "roles",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** As `roleNameKey` writes it, so that no two names differ by case or width alone. */
    nameKey: text("name_key").notNull(),
    /** Which of the four it is based on. */
    role: text("role", { enum: ROLES }).notNull(),
    /** JSON array of permissions, in the table's order. */
    permissions: text("permissions").notNull(),
    version: integer("version").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    updatedAtMs: integer("updated_at_ms").notNull(),
  },
  (table) => [uniqueIndex("roles_name_key").on(table.nameKey)],
);

/** Those asked to join. An address stays here until the person has joined, or a month after the link has ended. */
export const invitations = sqliteTable(
  "invitations",
  {
    id: text("id").primaryKey(),
    /** In lower case, as better-auth looks for it. */
    email: text("email").notNull(),
    /** Hex SHA-256 of the link's token; the token itself is kept nowhere. */
    tokenHash: text("token_hash").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    roleId: text("role_id"),
    teamIds: text("team_ids").notNull(),
    inboxIds: text("inbox_ids"),
    /** Of the mail, and of the page that the link opens. */
    locale: text("locale", { enum: LOCALES }).notNull(),
    invitedBy: text("invited_by").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    expiresAtMs: integer("expires_at_ms").notNull(),
    acceptedAtMs: integer("accepted_at_ms"),
    revokedAtMs: integer("revoked_at_ms"),
  },
  (table) => [
    uniqueIndex("invitations_token_hash").on(table.tokenHash),
    uniqueIndex("invitations_pending").on(table.email).where(sql`accepted_at_ms IS NULL AND revoked_at_ms IS NULL`),
    index("invitations_expiry").on(table.expiresAtMs),
  ],
);

export const session = sqliteTable(
  "session",
  {
    id: text("id").primaryKey(),
    token: text("token").notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
    /** A keyed hash in the form of an IPv6 address, never the address itself. */
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("session_user").on(table.userId), index("session_expiry").on(table.expiresAt)],
);

export const account = sqliteTable(
  "account",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: integer("access_token_expires_at", { mode: "timestamp_ms" }),
    refreshTokenExpiresAt: integer("refresh_token_expires_at", { mode: "timestamp_ms" }),
    scope: text("scope"),
    /** scrypt, as better-auth hashes it. */
    password: text("password"),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("account_user").on(table.userId)],
);

export const verification = sqliteTable(
  "verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: integer("expires_at", { mode: "timestamp_ms" }).notNull(),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("verification_identifier").on(table.identifier), index("verification_expiry").on(table.expiresAt)],
);

export const rateLimit = sqliteTable(
  "rate_limit",
  {
    id: text("id").primaryKey(),
    key: text("key").notNull().unique(),
    count: integer("count").notNull(),
    lastRequest: integer("last_request").notNull(),
  },
  (table) => [index("rate_limit_last_request").on(table.lastRequest)],
);

/** With these better-auth reads a session and its user in one query. */
export const sessionRelations = relations(session, ({ one }) => ({
  user: one(user, { fields: [session.userId], references: [user.id] }),
}));
export const userRelations = relations(user, ({ many }) => ({ sessions: many(session), accounts: many(account) }));
export const accountRelations = relations(account, ({ one }) => ({
  user: one(user, { fields: [account.userId], references: [user.id] }),
}));
