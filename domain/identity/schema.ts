/**
 * D1: staff accounts and their sessions, in the shape better-auth asks for. Names and emails of staff are the one
 * listed exception to "encrypted at rest": they sign in with them. Times are `timestamp_ms` columns because better-auth
 * hands over Dates.
 */
import { relations, sql } from "drizzle-orm";
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
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
  /** How many conversations they have at once at most; null: as many as the instance gives everybody. */
  capacity: integer("capacity"),
  /** Since when they may not sign in, Unix milliseconds; null for whoever may. */
  suspendedAtMs: integer("suspended_at_ms"),
  /** Grows with each change of what they may do or see: tells what was decided before from what holds now. */
  accessVersion: integer("access_version").notNull().default(1),
  /** What `role_security` says of their role: here too, so that one query makes a principal. */
  secondFactorRequired: integer("second_factor_required", { mode: "boolean" }).notNull().default(false),
  /** Whether there is a confirmed authenticator app or a passkey; changed in the batch that changes those. */
  hasSecondFactor: integer("has_second_factor", { mode: "boolean" }).notNull().default(false),
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
    /** In words as coarse as `Chrome, Windows`, never the browser's own line. */
    userAgent: text("user_agent"),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    /** When it was last seen, to within ten minutes. */
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

/** What is good once and for a while: links, steps of signing in, challenges. Kept as hashes, see `tickets.ts`. */
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

/** Guesses that were made of late, and until when no further one is heard; see `attempts.ts`. */
export const signInAttempts = sqliteTable(
  "sign_in_attempts",
  {
    /** A keyed hash of what is counted: an account's email, an address, both. */
    key: text("key").primaryKey(),
    count: integer("count").notNull(),
    lastAtMs: integer("last_at_ms").notNull(),
    waitUntilMs: integer("wait_until_ms").notNull(),
    /** From then on the row says nothing any more. */
    expiresAtMs: integer("expires_at_ms").notNull(),
  },
  (table) => [index("sign_in_attempts_expiry").on(table.expiresAtMs)],
);

/** An authenticator app (RFC 6238). A new secret is pending until a code proves that the app has it; the one before counts until then. */
export const totp = sqliteTable("totp", {
  userId: text("user_id")
    .primaryKey()
    .references(() => user.id, { onDelete: "cascade" }),
  /** Both sealed with the account's data key. */
  sealedSecret: blob("sealed_secret", { mode: "buffer" }),
  sealedPending: blob("sealed_pending", { mode: "buffer" }),
  confirmedAtMs: integer("confirmed_at_ms"),
  /** The newest time step whose code was used: none is good twice, nor an older one after it. */
  lastStep: integer("last_step").notNull().default(0),
});

/** For the day on which the phone is gone. A row is a code that was not used yet. */
export const recoveryCodes = sqliteTable(
  "recovery_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** `<key id>:<hex>`, keyed. */
    hash: text("hash").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
);

/** WebAuthn credentials, each of which is both factors: it asks its owner for a finger, a face or a PIN. */
export const passkeys = sqliteTable(
  "passkeys",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    /** What its owner calls it; sealed with the account's data key. */
    sealedName: blob("sealed_name", { mode: "buffer" }).notNull(),
    /** Base64url, as the authenticator made it. */
    credentialId: text("credential_id").notNull().unique(),
    /** COSE. */
    publicKey: blob("public_key", { mode: "buffer" }).notNull(),
    /** Of those that count their signatures, so that a copy shows; 0 for ever of those that do not. */
    counter: integer("counter").notNull(),
    /** JSON array of how browsers reach it. */
    transports: text("transports").notNull(),
    createdAtMs: integer("created_at_ms").notNull(),
    lastUsedAtMs: integer("last_used_at_ms"),
  },
  (table) => [index("passkeys_user").on(table.userId)],
);

/** Which roles need a second factor; one that is not here does not. */
export const roleSecurity = sqliteTable("role_security", {
  /** A built-in role's name or a custom role's id. */
  role: text("role").primaryKey(),
  secondFactorRequired: integer("second_factor_required", { mode: "boolean" }).notNull(),
});

/** With these better-auth reads a session and its user in one query. */
export const sessionRelations = relations(session, ({ one }) => ({
  user: one(user, { fields: [session.userId], references: [user.id] }),
}));
export const userRelations = relations(user, ({ many }) => ({ sessions: many(session), accounts: many(account) }));
export const accountRelations = relations(account, ({ one }) => ({
  user: one(user, { fields: [account.userId], references: [user.id] }),
}));
