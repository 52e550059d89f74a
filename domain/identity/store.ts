/** Queries over staff accounts; sessions and passwords are better-auth's. */
import { asc, eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import { insertD1Effect } from "#domain/delivery/d1-outbox";
import { type Account, parseAccount } from "#domain/identity/accounts";
import { user } from "#domain/identity/schema";
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
        updatedAt: new Date(nowMs),
      })
      .where(eq(user.id, agentId)),
  ]);
}
