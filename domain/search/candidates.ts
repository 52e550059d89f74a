/**
 * Which conversations may have all of the words: those under whose id each word's hash stands, all of one key's (each
 * conversation's words were hashed with one; while keys are rotated, some with the old and some with the new one).
 */
import { and, eq, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Database } from "#domain/database";
import { searchTokens } from "#domain/search/schema";
import type { TokenHasher } from "#domain/search/token-hash";

export interface Candidates {
  readonly condition: SQL;
  /** One of the words stands in few conversations, which are looked up from it. */
  readonly isRare: boolean;
}

/** A word of more conversations than this is common. */
const RARE_UP_TO = 2_000;

/**
 * Finds out which word is the rarest, then asks for the others only where that one stands. Without it a search for
 * "order ED-2026-00417" would go through every conversation about an order.
 * @param conversationId the column that the condition is about
 */
export async function candidatesFor(
  db: Database,
  hashers: readonly TokenHasher[],
  tokens: readonly string[],
  conversationId: SQLiteColumn,
): Promise<Candidates> {
  const ofKeys = await Promise.all(
    hashers.map(async (hasher) => {
      const hashes = tokens.map((token) => Buffer.from(hasher.hash(token), "hex"));
      const counts = await countUpTo(db, hasher.keyId, hashes, RARE_UP_TO);
      return { keyId: hasher.keyId, hashes, counts };
    }),
  );
  const found = ofKeys.filter(({ counts }) => counts.every((count) => count > 0));
  const isRare = found.every(({ counts }) => counts.some((count) => count < RARE_UP_TO));
  const conditions = found.map(({ keyId, hashes, counts }) => {
    const byRarity = hashes
      .map((hash, index) => ({ hash, count: counts[index] ?? 0 }))
      .sort((a, b) => a.count - b.count);
    const [rarest, ...others] = byRarity.map(({ hash }) => hash);
    if (rarest === undefined) return undefined;
    if (!isRare) return and(...[rarest, ...others].map((hash) => stands(keyId, hash, sql`${conversationId}`)));
    const all = others.map((hash) => stands(keyId, hash, sql`t.conversation_id`));
    return sql`${conversationId} IN (SELECT t.conversation_id FROM ${searchTokens} t
      WHERE t.key_id = ${keyId} AND t.token = ${rarest}${all.length === 0 ? sql`` : sql` AND ${and(...all)}`})`;
  });
  return { condition: or(...conditions) ?? sql`FALSE`, isRare };
}

async function countUpTo(db: Database, keyId: string, hashes: readonly Buffer[], most: number): Promise<number[]> {
  const counts = hashes.map((hash) => {
    const some = db
      .select({ one: sql`1` })
      .from(searchTokens)
      .where(and(eq(searchTokens.keyId, keyId), eq(searchTokens.token, hash)))
      .limit(most);
    return sql`(SELECT count(*) FROM (${some.getSQL()}))`;
  });
  const row = await db.get<{ counts: string }>(sql`SELECT json_array(${sql.join(counts, sql`, `)}) AS counts`);
  return countsOf(row.counts);
}

function countsOf(json: string): number[] {
  const counts: unknown = JSON.parse(json);
  return Array.isArray(counts) ? counts.map(Number) : [];
}

function stands(keyId: string, hash: Buffer, conversationId: SQL): SQL {
  return sql`EXISTS (SELECT 1 FROM ${searchTokens} o
    WHERE o.key_id = ${keyId} AND o.token = ${hash} AND o.conversation_id = ${conversationId})`;
}
