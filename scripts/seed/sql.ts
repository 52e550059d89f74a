/** Writes drizzle's own statements out as text, for `wrangler d1 execute --file`, which takes no parameters. */
import type { SQL } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";

const dialect = new SQLiteSyncDialect();

/** @returns one statement with its values as SQL literals, ending in a semicolon */
export function statementText(statement: { getSQL(): SQL }): string {
  const { sql, params } = dialect.sqlToQuery(statement.getSQL());
  let next = 0;
  // drizzle quotes names with double quotes, and ours hold no question mark: each one is a parameter.
  const text = sql.replaceAll("?", () => literal(params[next++]));
  if (next !== params.length) throw new Error("a statement's values do not match its places");
  return `${text};`;
}

function literal(value: unknown): string {
  if (value === null) return "NULL";
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value === "string" && !value.includes("\0")) return `'${value.replaceAll("'", "''")}'`;
  if (value instanceof Uint8Array) return `X'${Buffer.from(value).toString("hex")}'`;
  throw new Error(`no SQL literal for a ${typeof value}`);
}
