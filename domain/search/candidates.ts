/**
 * Which conversations may have all of the words: those under whose id each word's hash stands, all of one key's (each
 * conversation's words were hashed with one; while keys are rotated, some with the old and some with the new one).
 */
import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Sought } from "#domain/conversations/store";
import type { Database } from "#domain/database";
import { searchTokens } from "#domain/search/schema";
import type { TokenHasher } from "#domain/search/token-hash";

/** A word of more conversations than this is common. */
const RARE_UP_TO = 2_000;

/** The words as one key hashes them, the rarest first. */
interface Hashed {
  readonly keyId: string;
  readonly hashes: readonly [Buffer, ...Buffer[]];
  readonly isRare: boolean;
}

/**
 * Finds out which word is the rarest, then asks for the others only where that one stands: without it a search for
 * "order ED-2026-00417" would go through every conversation about an order. Where none is rare, the list is gone down,
 * the latest first, and what is found soon fills a page.
 * @param contactIds theirs are sought in any case
 */
export async function candidatesFor(
  db: Database,
  hashers: readonly TokenHasher[],
  tokens: readonly string[],
  contactIds: readonly string[],
): Promise<Sought> {
  const hashed = (await Promise.all(hashers.map((hasher) => byRarity(db, hasher, tokens)))).filter(
    (each) => each !== undefined,
  );
  const ofContacts = inArray(conversations.contactId, [...contactIds]);
  if (!hashed.every(({ isRare }) => isRare)) {
    const everywhere = hashed.map(({ keyId, hashes }) =>
      and(...hashes.map((hash) => stands(keyId, hash, sql`${conversations.id}`))),
    );
    return { condition: or(...everywhere, contactIds.length === 0 ? undefined : ofContacts), isRare: false };
  }
  const ids = [
    ...hashed.map(idsWith),
    ...(contactIds.length === 0
      ? []
      : [db.select({ id: conversations.id }).from(conversations).where(ofContacts).getSQL()]),
  ];
  const condition = ids.length === 0 ? sql`FALSE` : sql`${conversations.id} IN (${sql.join(ids, sql` UNION ALL `)})`;
  return { condition, isRare: true };
}

/** @returns undefined if one of the words stands nowhere */
async function byRarity(db: Database, hasher: TokenHasher, tokens: readonly string[]): Promise<Hashed | undefined> {
  const hashes = tokens.map((token) => Buffer.from(hasher.hash(token), "hex"));
  const counts = await countUpTo(db, hasher.keyId, hashes, RARE_UP_TO);
  const counted = hashes.map((hash, index) => ({ hash, count: counts[index] ?? 0 })).sort((a, b) => a.count - b.count);
  const [rarest, ...others] = counted;
  if (rarest === undefined || rarest.count === 0) return undefined;
  return {
    keyId: hasher.keyId,
    hashes: [rarest.hash, ...others.map(({ hash }) => hash)],
    isRare: rarest.count < RARE_UP_TO,
  };
}

function idsWith({ keyId, hashes: [rarest, ...others] }: Hashed): SQL {
  const conditions = [
    sql`t.key_id = ${keyId} AND t.token = ${rarest}`,
    ...others.map((hash) => stands(keyId, hash, sql`t.conversation_id`)),
  ];
  return sql`SELECT t.conversation_id FROM ${searchTokens} t WHERE ${and(...conditions)}`;
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
