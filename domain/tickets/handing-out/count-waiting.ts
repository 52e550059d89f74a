/** How many tickets wait in teams for somebody to have them. */
import { and, count } from "drizzle-orm";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { isToBeHandedOut, tickets } from "#domain/tickets/schema";

/** @returns by team, of those where any do */
export async function countWaitingTickets(
  db: Database,
  teamIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { teamId } = tickets;
  const rows = await db
    .select({ teamId, waiting: count() })
    .from(tickets)
    .where(and(isToBeHandedOut, inList(teamId, teamIds)))
    .groupBy(teamId);
  return new Map(rows.map((row) => [row.teamId, row.waiting]));
}
