/** Which values there are, of a column that an index begins with. */
import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Database } from "#domain/database";

/**
 * Jumps from one value to the next ("loose index scan"): a few look-ups for a few values, however many rows there are,
 * where `DISTINCT` would read all of them.
 * @param where holds for the rows that count, as a partial index says it
 * @returns in order, without null
 */
export async function distinctValues(
  db: Database,
  table: SQLiteTable,
  column: SQLiteColumn,
  where: SQL = sql`TRUE`,
): Promise<string[]> {
  const next = (after: SQL) => sql`SELECT min(${column}) FROM ${table} WHERE ${after} AND ${where}`;
  const rows = await db.all<{ value: string }>(sql`
    WITH RECURSIVE found(value) AS (
      ${next(sql`${column} IS NOT NULL`)}
      UNION ALL SELECT (${next(sql`${column} > found.value`)}) FROM found WHERE found.value IS NOT NULL
    ) SELECT value FROM found WHERE value IS NOT NULL`);
  return rows.map(({ value }) => value);
}
