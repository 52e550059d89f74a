/** What every new ticket is asked about: the routing rules, and the team in which an inbox's tickets begin. */
import type { Database } from "#domain/database";
import { type RoutingBeginnings, readBeginnings } from "#domain/rules/beginnings";
import { Kept } from "#worker/kept";

const kept = new Kept(2_000, readBeginnings);

export function beginningsNow(db: Database, nowMs: number): Promise<RoutingBeginnings> {
  return kept.now(db, nowMs);
}

/** Rules or inboxes were changed here. */
export function forgetBeginnings(db: Database): void {
  kept.forget(db);
}
