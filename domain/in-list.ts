/** Long lists in D1's statements, which take a hundred parameters at most. */
import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** @returns whether the column is one of these, as one parameter however many there are */
export function inList(column: SQLiteColumn, values: readonly string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/** @returns whether the column's JSON array has this value; null has none */
export function listHas(column: SQLiteColumn, value: string): SQL {
  return sql`EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${value})`;
}
