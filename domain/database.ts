/** The D1 database as stores take it. */
import type { D1Database } from "@cloudflare/workers-types";
import { type DrizzleD1Database, drizzle } from "drizzle-orm/d1";

export type Database = DrizzleD1Database;

const opened = new WeakMap<object, Database>();

/** One wrapper a binding: stores are called on every request. */
export function database(binding: D1Database): Database {
  let found = opened.get(binding);
  if (found === undefined) {
    found = drizzle(binding);
    opened.set(binding, found);
  }
  return found;
}
