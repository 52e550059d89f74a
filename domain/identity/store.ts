/** Queries over staff accounts; sessions and passwords are better-auth's, which deletes of them only what it comes across. */
import { asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { type Account, parseAccount } from "#domain/identity/accounts";
import { spentAttempts } from "#domain/identity/attempts";
import { session, signInAttempts, user, verification } from "#domain/identity/schema";

/** Every account, by name. */
export async function listAccounts(db: Database): Promise<Account[]> {
  return (await db.select().from(user).orderBy(asc(user.name), asc(user.id))).map(parseAccount);
}

/** @returns undefined if there is no such account */
export async function readAccount(db: Database, accountId: string): Promise<Account | undefined> {
  const [row] = await db.select().from(user).where(eq(user.id, accountId));
  return row === undefined ? undefined : parseAccount(row);
}

/** What some of them are called, by id. @param accountIds a few */
export async function listNames(db: Database, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await db
    .select({ id: user.id, name: user.name })
    .from(user)
    .where(inArray(user.id, [...accountIds]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** When each person was last here, as their sessions tell: those without one are not in it. Unix milliseconds. */
export async function lastSeen(db: Database): Promise<ReadonlyMap<string, number>> {
  const atMs = sql<number>`max(${session.updatedAt})`;
  const rows = await db.select({ userId: session.userId, atMs }).from(session).groupBy(session.userId);
  return new Map(rows.map((row) => [row.userId, row.atMs]));
}

/**
 * Deletes sessions and tickets that have expired, and counts of guesses that no limit goes by any more: the oldest
 * of each kind, so that a call stays small whatever there is. Nobody is owed the news: a socket ends with the expiry that
 * it was opened under, and that is never later than its session's.
 * @param limit how many rows of each kind at most
 */
export async function deleteExpired(db: Database, nowMs: number, limit: number): Promise<void> {
  const now = new Date(nowMs);
  const sessions = db
    .select({ id: session.id })
    .from(session)
    .where(lte(session.expiresAt, now))
    .orderBy(asc(session.expiresAt))
    .limit(limit);
  const verifications = db
    .select({ id: verification.id })
    .from(verification)
    .where(lte(verification.expiresAt, now))
    .orderBy(asc(verification.expiresAt))
    .limit(limit);
  await db.batch([
    db.delete(session).where(inArray(session.id, sessions)),
    db.delete(verification).where(inArray(verification.id, verifications)),
    db.delete(signInAttempts).where(inArray(signInAttempts.key, spentAttempts(db, nowMs, limit))),
  ]);
}
