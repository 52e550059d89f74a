/** Rows for INSERT … SELECT: how a batch inserts something only where its change takes place. */
import { exists, getTableColumns, is, SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";

/** Values by column, as an insert takes them, or what an SQL expression gives. */
type Row<Table extends SQLiteTable> = {
  readonly [Column in keyof Table["$inferInsert"]]: Table["$inferInsert"][Column] | SQL;
};

/** What to select, in the order of the table's columns; those that are not named take their defaults. */
export function selection<Table extends SQLiteTable>(table: Table, row: Row<Table>): SQL {
  const given = new Map<string, unknown>(Object.entries(row));
  const values = Object.entries(getTableColumns(table)).map(([name, column]) => {
    const value = given.get(name) ?? column.default ?? null;
    return value === null || is(value, SQL) ? sql`${value}` : sql`${sql.param(value, column)}`;
  });
  return sql.join(values, sql`, `);
}

/** One row, if the condition, a query in parentheses, selects something. */
export function rowIf<Table extends SQLiteTable>(table: Table, row: Row<Table>, condition: SQLWrapper): SQL {
  return sql`SELECT ${selection(table, row)} WHERE ${exists(condition)}`;
}
