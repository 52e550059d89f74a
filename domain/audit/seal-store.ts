/** The chain's table: rows get their place by compare-and-set on its head, so that two sealers at a time seal nothing twice. */
import { and, asc, between, count, eq, exists, isNull, sql } from "drizzle-orm";
import { CHAIN_START, type ChainHead, sealRows, walkChain } from "#domain/audit/chain";
import { auditHead, auditLog } from "#domain/audit/schema";
import type { Database } from "#domain/database";

const ONE = 1;

/** How far the chain goes, and what the moving check knows of it. */
export interface ChainState {
  readonly head: ChainHead;
  /** Checked and found whole up to here. */
  readonly wholeSeq: number;
  readonly brokenSeq: number | undefined;
  readonly unsealed: number;
}

export async function readChainState(db: Database): Promise<ChainState> {
  const [heads, [waiting]] = await db.batch([
    db.select().from(auditHead),
    db.select({ rows: count() }).from(auditLog).where(isNull(auditLog.seq)),
  ]);
  const head = heads[0];
  return {
    head: head ?? CHAIN_START,
    wholeSeq: Math.max(head?.wholeSeq ?? 0, head?.checkedSeq ?? 0),
    brokenSeq: head?.brokenSeq ?? undefined,
    unsealed: waiting?.rows ?? 0,
  };
}

/** The hash that rests at this place. */
export async function sealedHash(db: Database, seq: number): Promise<string | undefined> {
  const rows = await db.select({ hash: auditLog.hash }).from(auditLog).where(eq(auditLog.seq, seq));
  return rows[0]?.hash ?? undefined;
}

/**
 * Seals the oldest rows that are not sealed yet, in order of their ids. A row that comes late with an older id is simply
 * sealed later: the chain says when it was sealed, the row when it happened.
 * @returns how many were waiting; 0 when there was nothing to do
 */
export async function sealOldest(db: Database, limit: number): Promise<number> {
  const [heads, rows] = await db.batch([
    db.select().from(auditHead),
    db.select().from(auditLog).where(isNull(auditLog.seq)).orderBy(asc(auditLog.id)).limit(limit),
  ]);
  const before: ChainHead = heads[0] ?? CHAIN_START;
  const seals = sealRows(before, rows);
  const after = seals.at(-1);
  if (after === undefined) return 0;
  const isOurs = db
    .select({ one: auditHead.one })
    .from(auditHead)
    .where(and(eq(auditHead.seq, after.seq), eq(auditHead.hash, after.hash)));
  // If another sealer was faster, the head is another and all three change nothing. If it sealed the very same rows, it
  // came to the same hashes, and they are sealed already.
  await db.batch([
    db
      .insert(auditHead)
      .values({ one: ONE, ...CHAIN_START })
      .onConflictDoNothing(),
    db
      .update(auditHead)
      .set({ seq: after.seq, hash: after.hash })
      .where(and(eq(auditHead.one, ONE), eq(auditHead.seq, before.seq), eq(auditHead.hash, before.hash))),
    db
      .update(auditLog)
      .set({ seq: sql`seal.seq`, hash: sql`seal.hash` })
      .from(
        sql`(SELECT value ->> 'id' AS id, value ->> 'seq' AS seq, value ->> 'hash' AS hash
             FROM json_each(${JSON.stringify(seals)})) AS seal`,
      )
      .where(and(sql`${auditLog.id} = seal.id`, isNull(auditLog.seq), exists(isOurs))),
  ]);
  return rows.length;
}

/**
 * Checks the next stretch of the chain and notes how far it holds, so that a change of a row is noticed without anybody
 * asking. Where it is broken it stays, until that place is whole again.
 * @param limit how many rows to look at
 * @returns the first place where it does not hold, if there is one
 */
export async function checkNextStretch(db: Database, limit: number): Promise<number | undefined> {
  const [known] = await db.select().from(auditHead);
  if (known === undefined || known.seq === 0) return undefined;
  const isRound = known.checkedSeq >= known.seq && known.brokenSeq === null;
  const fromSeq = isRound ? CHAIN_START.seq : known.checkedSeq;
  const toSeq = Math.min(fromSeq + limit, known.seq);
  const rows = await db
    .select()
    .from(auditLog)
    .where(between(auditLog.seq, Math.max(fromSeq, 1), toSeq))
    .orderBy(asc(auditLog.seq));
  const first = fromSeq === CHAIN_START.seq ? CHAIN_START : { seq: fromSeq, hash: rows.shift()?.hash ?? "" };
  const { whole, brokenSeq: brokenRow } = walkChain(first, rows, toSeq);
  // The last row is the head: else the head was rolled back, or rows were cut.
  const isHead = whole.seq < known.seq || whole.hash === known.hash;
  const brokenSeq = brokenRow ?? (isHead ? undefined : known.seq);
  const next = {
    checkedSeq: brokenSeq === undefined ? whole.seq : Math.min(whole.seq, brokenSeq - 1),
    wholeSeq: brokenSeq === undefined && whole.seq === known.seq ? whole.seq : known.wholeSeq,
    brokenSeq: brokenSeq ?? null,
  };
  // A log that rests costs no writes.
  const isNews = (["checkedSeq", "wholeSeq", "brokenSeq"] as const).some((column) => next[column] !== known[column]);
  if (isNews) await db.update(auditHead).set(next).where(eq(auditHead.one, ONE));
  return brokenSeq;
}

/** Notes what only the signed heads could tell: that the chain is not the one that was signed. */
export async function noteBroken(db: Database, brokenSeq: number): Promise<void> {
  await db.update(auditHead).set({ brokenSeq }).where(eq(auditHead.one, ONE));
}
