/** Queries over staff accounts; sessions and passwords are better-auth's, which deletes of them only what it comes across. */
import { asc, eq, inArray, lte } from "drizzle-orm";
import type { Database } from "#domain/database";
import { insertD1Effect } from "#domain/delivery/d1-outbox";
import { type Account, parseAccount } from "#domain/identity/accounts";
import { spentAttempts } from "#domain/identity/attempts";
import { requirementOf } from "#domain/identity/role-security";
import { session, signInAttempts, user, verification } from "#domain/identity/schema";
import type { Role } from "#protocol/constants";

/** Every account, by name. */
export async function listAccounts(db: Database): Promise<Account[]> {
  return (await db.select().from(user).orderBy(asc(user.name), asc(user.id))).map(parseAccount);
}

/** What a person may do and see. */
export interface Access {
  readonly role: Role;
  readonly teamIds: readonly string[];
  /** Absent: all of them. */
  readonly inboxIds: readonly string[] | undefined;
}

/**
 * Changes what an agent may do, and owes their sockets the news in the same transaction.
 * The caller drains the D1 outbox afterwards.
 */
export async function changeAccess(db: Database, agentId: string, access: Access, nowMs: number): Promise<void> {
  await db.batch([
    insertD1Effect(db, { kind: "access.changed", payload: { agentId } }, nowMs),
    db
      .update(user)
      .set({
        role: access.role,
        teamIds: JSON.stringify(access.teamIds),
        inboxIds: access.inboxIds === undefined ? null : JSON.stringify(access.inboxIds),
        secondFactorRequired: requirementOf(access.role),
        updatedAt: new Date(nowMs),
      })
      .where(eq(user.id, agentId)),
  ]);
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
