/**
 * What every new ticket is asked about, kept in the isolate for a little so that making one costs no query for it: the routing
 * rules, and the team in which an inbox's tickets begin.
 */
import type { Database } from "#domain/database";
import { type RoutingBeginnings, readBeginnings } from "#domain/rules/beginnings";

/** A change that was made elsewhere holds after this at the latest. */
const KEPT_MS = 2_000;

interface Kept {
  /** How often they were forgotten: what was read before the last time is not kept. */
  forgotten: number;
  last?: { readonly readAtMs: number; readonly beginnings: RoutingBeginnings } | undefined;
}
const kept = new WeakMap<Database, Kept>();

function keptOf(db: Database): Kept {
  const found = kept.get(db) ?? { forgotten: 0 };
  kept.set(db, found);
  return found;
}

/** As blocks are kept: what was read, not the reading, as one request may not wait for another's. */
export async function beginningsNow(db: Database, nowMs: number): Promise<RoutingBeginnings> {
  const known = keptOf(db);
  const { last, forgotten } = known;
  if (last !== undefined && last.readAtMs <= nowMs && nowMs < last.readAtMs + KEPT_MS) return last.beginnings;
  const beginnings = await readBeginnings(db);
  if (known.forgotten === forgotten) known.last = { readAtMs: nowMs, beginnings };
  return beginnings;
}

/** Rules or inboxes were changed here: the next look is a fresh one. */
export function forgetBeginnings(db: Database): void {
  const known = keptOf(db);
  known.forgotten += 1;
  known.last = undefined;
}
