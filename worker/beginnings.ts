/**
 * What every new ticket is asked about, kept in the isolate for a little so that making one costs no query for it: the routing
 * rules, and the team in which an inbox's tickets begin.
 */
import type { Database } from "#domain/database";
import { type RoutingBeginnings, readBeginnings } from "#domain/rules/beginnings";

/** A change that was made elsewhere holds after this at the latest. */
const KEPT_MS = 2_000;

interface Kept {
  readonly readAtMs: number;
  readonly beginnings: RoutingBeginnings;
}
const kept = new WeakMap<Database, Kept>();

/** As blocks are kept: what was read, not the reading, as one request may not wait for another's. */
export async function beginningsNow(db: Database, nowMs: number): Promise<RoutingBeginnings> {
  const known = kept.get(db);
  if (known !== undefined && known.readAtMs <= nowMs && nowMs < known.readAtMs + KEPT_MS) return known.beginnings;
  const beginnings = await readBeginnings(db);
  kept.set(db, { readAtMs: nowMs, beginnings });
  return beginnings;
}

/** Rules or inboxes were changed here: the next look is a fresh one. */
export function forgetBeginnings(db: Database): void {
  kept.delete(db);
}
