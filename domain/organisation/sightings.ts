/** On which pages the widget of an inbox was really loaded, and when last: what tells an administrator that it works. */
import { desc, eq, lte, max } from "drizzle-orm";
import type { Database } from "#domain/database";
import { inboxSightings } from "#domain/organisation/schema";

/** One page with many visitors is noted this often. */
export const SIGHTING_APART_MS = 60_000;

export interface Sighting {
  readonly origin: string;
  readonly lastSeenAtMs: number;
}

/** @param origin of a page that the inbox allows, or our own: there are no others to note */
export async function noteSighting(db: Database, inboxId: string, origin: string, nowMs: number): Promise<void> {
  await db
    .insert(inboxSightings)
    .values({ inboxId, origin, firstSeenAtMs: nowMs, lastSeenAtMs: nowMs })
    .onConflictDoUpdate({
      target: [inboxSightings.inboxId, inboxSightings.origin],
      set: { lastSeenAtMs: nowMs },
      setWhere: lte(inboxSightings.lastSeenAtMs, nowMs - SIGHTING_APART_MS),
    });
}

/** The latest first. */
export async function listSightings(db: Database, inboxId: string): Promise<Sighting[]> {
  const { origin, lastSeenAtMs } = inboxSightings;
  return db
    .select({ origin, lastSeenAtMs })
    .from(inboxSightings)
    .where(eq(inboxSightings.inboxId, inboxId))
    .orderBy(desc(lastSeenAtMs));
}

/** When each inbox's widget was last seen anywhere; those that never were are not in it. */
export async function lastSightings(db: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ inboxId: inboxSightings.inboxId, atMs: max(inboxSightings.lastSeenAtMs) })
    .from(inboxSightings)
    .groupBy(inboxSightings.inboxId);
  return new Map(rows.flatMap(({ inboxId, atMs }) => (atMs === null ? [] : [[inboxId, atMs] as const])));
}
