/**
 * How many guesses are heard. Each is counted before it is looked at, in one statement, so that a thousand at a time are no way
 * around; what turns out right takes its count back.
 *
 * Whoever could shut an account by guessing at it could shut its owner out. So what is held hard is guesses at one account
 * *from one address*; an address has a wide limit, for a whole shift may come in behind one office line. From all addresses together,
 * an account hears no more than one guess a minute after the fiftieth: enough against a botnet (1,440 a day, from a list that
 * the password policy has emptied), and its owner waits a minute at the worst, or not at all from an address where they are
 * signed in already, with a passkey, or once they have set a new password by mail. Second factors are guessed at only by who knows the
 * password, so nobody else is shut out by a stricter limit there.
 */
import { and, eq, exists, inArray, lte, max, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { signInAttempts } from "#domain/identity/schema";

export interface AttemptLimit {
  /** So many are heard; the last of them begins the wait. */
  readonly free: number;
  /** An attempt is forgotten once none was made for so long. */
  readonly windowMs: number;
  /** After that each costs a wait, twice the one before. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

export const ATTEMPT_LIMITS = {
  accountAtAddress: { free: 10, windowMs: 15 * MINUTE_MS, firstWaitMs: 30 * SECOND_MS, longestWaitMs: 15 * MINUTE_MS },
  account: { free: 50, windowMs: 15 * MINUTE_MS, firstWaitMs: 2 * SECOND_MS, longestWaitMs: MINUTE_MS },
  address: { free: 30, windowMs: MINUTE_MS, firstWaitMs: MINUTE_MS, longestWaitMs: 15 * MINUTE_MS },
  /** Codes of the second factor, and one's own password asked again. */
  proof: { free: 5, windowMs: 15 * MINUTE_MS, firstWaitMs: 15 * MINUTE_MS, longestWaitMs: 60 * MINUTE_MS },
  resetOfAccount: { free: 3, windowMs: 15 * MINUTE_MS, firstWaitMs: 15 * MINUTE_MS, longestWaitMs: 60 * MINUTE_MS },
  /** Requests that write a row without anybody signing in. */
  requestAtAddress: { free: 60, windowMs: MINUTE_MS, firstWaitMs: MINUTE_MS, longestWaitMs: 15 * MINUTE_MS },
} as const satisfies Record<string, AttemptLimit>;

export interface Attempt {
  /** A keyed hash: who or what it counts is not to be read out of the table. */
  readonly key: string;
  readonly limit: AttemptLimit;
}

/**
 * Counts an attempt under each of its keys, unless one of them has to wait: then under none.
 * @returns 0, or for how many milliseconds nothing is heard
 */
export async function countAttempt(db: Database, attempts: readonly Attempt[], nowMs: number): Promise<number> {
  const keys = attempts.map(({ key }) => key);
  const waits = db
    .select({ untilMs: max(signInAttempts.waitUntilMs) })
    .from(signInAttempts)
    .where(inArray(signInAttempts.key, keys));
  const [[known]] = await db.batch([waits, countStatement(db, attempts, nowMs)]);
  return Math.max(0, (known?.untilMs ?? 0) - nowMs);
}

/**
 * The waits are read before any of the rows is written: SQLite gathers what an INSERT selects from its own table first.
 * `count` in the excluded row is 1; the wait after it is that of a limit of one.
 */
function countStatement(db: Database, attempts: readonly Attempt[], nowMs: number) {
  const table = signInAttempts;
  const rows = sql.join(
    attempts.map(
      ({ key, limit }) =>
        sql`SELECT ${key} AS key, ${limit.free} AS free, ${limit.windowMs} AS window_ms, ${limit.firstWaitMs} AS first_ms, ${limit.longestWaitMs} AS longest_ms`,
    ),
    sql` UNION ALL `,
  );
  const keys = attempts.map(({ key }) => key);
  const select = sql`
    SELECT counted.key, counted.count, ${nowMs}, counted.wait_until_ms,
      max(${nowMs} + counted.window_ms, counted.wait_until_ms + counted.window_ms)
    FROM (
      SELECT next.*, CASE WHEN next.count < next.free THEN 0
        ELSE ${nowMs} + min(next.longest_ms, next.first_ms << min(20, next.count - next.free)) END AS wait_until_ms
      FROM (
        SELECT limits.*, CASE WHEN known.count IS NULL OR known.expires_at_ms <= ${nowMs} THEN 1 ELSE known.count + 1 END AS count
        FROM (${rows}) AS limits LEFT JOIN ${table} AS known ON known.key = limits.key
      ) AS next
    ) AS counted
    WHERE NOT EXISTS (SELECT 1 FROM ${table} WHERE ${inArray(table.key, keys)} AND ${table.waitUntilMs} > ${nowMs})`;
  return db
    .insert(table)
    .select(select)
    .onConflictDoUpdate({
      target: table.key,
      set: {
        count: sql`excluded.count`,
        lastAtMs: sql`excluded.last_at_ms`,
        waitUntilMs: sql`excluded.wait_until_ms`,
        expiresAtMs: sql`excluded.expires_at_ms`,
      },
    });
}

/**
 * What turned out right has nothing against it any more.
 * @param condition in a batch: selects something if it did turn out right
 */
export function forgetAttempts(db: Database, keys: readonly string[], condition?: SQLWrapper) {
  return db.delete(signInAttempts).where(and(inArray(signInAttempts.key, [...keys]), condition && exists(condition)));
}

/** As {@link forgetAttempts} for what is counted of many people: this one attempt alone is taken back. */
export function takeAttemptBack(db: Database, key: string, condition?: SQLWrapper) {
  return db
    .update(signInAttempts)
    .set({ count: sql`max(0, ${signInAttempts.count} - 1)`, waitUntilMs: 0 })
    .where(and(eq(signInAttempts.key, key), condition && exists(condition)));
}

/** Keys of rows that say nothing any more, the oldest first. */
export function spentAttempts(db: Database, nowMs: number, limit: number) {
  return db
    .select({ key: signInAttempts.key })
    .from(signInAttempts)
    .where(lte(signInAttempts.expiresAtMs, nowMs))
    .orderBy(signInAttempts.expiresAtMs)
    .limit(limit);
}
