/** The index of words in D1: what conversations tell of theirs. */
import { and, eq, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { distinctValues } from "#domain/distinct-values";
import { searchGenerations, searchTokens } from "#domain/search/schema";

/** What a conversation tells of its words. */
export interface ConversationTokens {
  readonly conversationId: string;
  /** Of the key that hashed them. */
  readonly keyId: string;
  /**
   * Grows with each set that takes the place of all before (`replaces`); words that are new to a set are told with that
   * set's own.
   */
  readonly generation: number;
  readonly replaces: boolean;
  /** Hex, as `TokenHasher` makes them. */
  readonly hashes: readonly string[];
}

/** Above any that a conversation comes to. */
const ERASED = Number.MAX_SAFE_INTEGER;

/** Takes note of a conversation's words, unless a newer set of them is there. Idempotent, however late it comes. */
export async function saveTokens(db: Database, told: ConversationTokens): Promise<void> {
  const { conversationId, keyId, generation, replaces } = told;
  // One parameter for all of them: a statement takes a hundred.
  const hashes = JSON.stringify(told.hashes);
  const isNewest = sql`(SELECT ${searchGenerations.generation} FROM ${searchGenerations}
    WHERE ${searchGenerations.conversationId} = ${conversationId}) = ${generation}`;
  const insert = db
    .insert(searchTokens)
    .select(sql`SELECT ${keyId}, unhex(value), ${conversationId} FROM json_each(${hashes}) WHERE ${isNewest}`)
    .onConflictDoNothing();
  if (!replaces) {
    await insert;
    return;
  }
  await db.batch([
    raiseGeneration(db, conversationId, generation),
    db
      .delete(searchTokens)
      .where(
        and(
          eq(searchTokens.conversationId, conversationId),
          isNewest,
          sql`(${searchTokens.keyId} <> ${keyId} OR ${searchTokens.token} NOT IN (SELECT unhex(value) FROM json_each(${hashes})))`,
        ),
      ),
    insert,
  ]);
}

/** Forgets a conversation's words for good: nothing that is still on its way brings them back. */
export async function deleteSearchTokens(db: Database, conversationId: string): Promise<void> {
  await db.batch([
    raiseGeneration(db, conversationId, ERASED),
    db.delete(searchTokens).where(eq(searchTokens.conversationId, conversationId)),
  ]);
}

/**
 * Deletes a piece of what this key made.
 * @returns whether there may be more
 */
export async function deleteTokensOfKey(db: Database, keyId: string, limit: number): Promise<boolean> {
  const some = db
    .select({ token: searchTokens.token, id: searchTokens.conversationId })
    .from(searchTokens)
    .where(eq(searchTokens.keyId, keyId))
    .limit(limit);
  const { meta } = await db
    .delete(searchTokens)
    .where(
      and(
        eq(searchTokens.keyId, keyId),
        sql`(${searchTokens.token}, ${searchTokens.conversationId}) IN ${some.getSQL()}`,
      ),
    );
  return meta.changes >= limit;
}

/** Of which keys there are words, however many words there are. */
export function tokenKeyIds(db: Database): Promise<string[]> {
  return distinctValues(db, searchTokens, searchTokens.keyId);
}

function raiseGeneration(db: Database, conversationId: string, generation: number) {
  return db
    .insert(searchGenerations)
    .values({ conversationId, generation })
    .onConflictDoUpdate({
      target: searchGenerations.conversationId,
      set: { generation },
      setWhere: sql`${searchGenerations.generation} < ${generation}`,
    });
}
