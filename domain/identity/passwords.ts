/** Passwords as rows: better-auth's `credential` accounts. */
import { and, eq, exists, type SQLWrapper } from "drizzle-orm";
import type { Database } from "#domain/database";
import { type Account, parseAccount } from "#domain/identity/accounts";
import { account, user } from "#domain/identity/schema";

export interface PasswordAccount {
  readonly account: Account;
  readonly hash: string | undefined;
}

const ofPassword = and(eq(account.userId, user.id), eq(account.providerId, "credential"));

/** @param email in whatever capitals */
export async function findByEmail(db: Database, email: string): Promise<PasswordAccount | undefined> {
  return first(db, eq(user.email, email.toLowerCase()));
}

export async function findById(db: Database, userId: string): Promise<PasswordAccount | undefined> {
  return first(db, eq(user.id, userId));
}

async function first(db: Database, isIt: SQLWrapper): Promise<PasswordAccount | undefined> {
  const [row] = await db
    .select({ user, hash: account.password })
    .from(user)
    .leftJoin(account, ofPassword)
    .where(and(isIt.getSQL()));
  return row && { account: parseAccount(row.user), hash: row.hash ?? undefined };
}

/**
 * Answers with a row if it was done.
 * @param condition selects something if it is to be done
 */
export function setPassword(db: Database, userId: string, hash: string, nowMs: number, condition: SQLWrapper) {
  return db
    .update(account)
    .set({ password: hash, updatedAt: new Date(nowMs) })
    .where(and(eq(account.userId, userId), eq(account.providerId, "credential"), exists(condition)))
    .returning({ id: account.id });
}

/** Selects the account while it has that hash: nobody changed the password meanwhile. */
export function passwordStill(db: Database, userId: string, hash: string) {
  return db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.userId, userId), eq(account.providerId, "credential"), eq(account.password, hash)));
}
