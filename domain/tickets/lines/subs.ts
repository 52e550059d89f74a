/** How many tickets stand under others, and how many of those are done. */
import { and, isNotNull, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { isUnfinished } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";

/** Of those alone that have any; a ticket has no more than `MAX_SUB_TICKETS`. */
export function subCounts(db: Database, ids: readonly string[]) {
  return db
    .select({
      parentId: tickets.parentId,
      all: sql<number>`count(*)`,
      done: sql<number>`sum(NOT (${isUnfinished}))`,
    })
    .from(tickets)
    .where(and(isNotNull(tickets.parentId), inList(tickets.parentId, ids)))
    .groupBy(tickets.parentId);
}
