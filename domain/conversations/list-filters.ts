/** What a list of conversations is narrowed to and how it is ordered, as conditions that an index of its own serves. */
import { and, asc, desc, eq, gt, inArray, lt, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { hasFlag, hasLabel, hasPriority, pressing } from "#domain/conversations/marked";
import { conversations } from "#domain/conversations/schema";
import type { ConversationStatus } from "#protocol/constants";
import type { ListFilters } from "#protocol/http-views";

/** In the words of the partial index: SQLite takes it only for a condition that says the same. */
export const isActive = sql`${conversations.status} <> 'resolved'`;

/** @returns those that are given, each as a condition */
export function conditionsOf(filters: ListFilters, nowMs: number): SQL[] {
  const { status, inboxId, teamId, assigneeId, label, priority, flag, unread, overdue, sort } = filters;
  const conditions = [
    status && isStatus(status),
    inboxId && isIn(conversations.inboxId, inboxId, sort),
    teamId && isIn(conversations.teamId, teamId, sort),
    assigneeId && isIn(conversations.assigneeId, assigneeId, sort),
    label && hasLabel(label),
    priority && hasPriority(priority),
    flag && hasFlag(flag),
    unread && sql`${conversations.unread} > 0`,
    overdue && sql`${conversations.slaDueAtMs} <= ${nowMs}`,
    sort === "due" && sql`${conversations.slaDueAtMs} IS NOT NULL`,
    sort === "waiting" && sql`${conversations.waitingSinceMs} IS NOT NULL`,
  ];
  return conditions.filter((condition) => typeof condition === "object");
}

/** Those who wait, or have something due, are few, and their own index has them in order: no other one is to lead to them. */
export function isIn(column: SQLiteColumn, value: string, sort: ListFilters["sort"]): SQL {
  return sort === "waiting" || sort === "due" ? sql`+${column} = ${value}` : eq(column, value);
}

/** Nearly all are resolved in the end: those that are not are found by what sets them apart. */
function isStatus(status: ConversationStatus): SQL {
  const isIt = sql`+${conversations.status} = ${status}`;
  return status === "resolved" ? isIt : sql`(${isActive} AND ${isIt})`;
}

/**
 * Who may be listed is no way to find what is: with a "+" SQLite walks the index of the order and looks at each row,
 * instead of gathering all rows of some teams and sorting them.
 */
export function isOneOf(column: SQLiteColumn, values: readonly string[] | undefined): SQL | undefined {
  if (values === undefined) return undefined;
  return values.length === 0 ? sql`0` : inArray(sql`+${column}`, [...values]);
}

/** The place of a row in the order of its list. */
export type PlaceInList = readonly [atMs: number, id: string];

/** An order by which pages follow each other. */
export interface ListOrder {
  readonly by: readonly SQL[];
  readonly isAfter: (place: PlaceInList) => SQL | undefined;
  /** What of a row is its place. */
  readonly column: SQLWrapper;
}

/** @param isRare few rows are expected: they are sought out and then sorted, where many are met on the way down the list */
export function latestFirst(column: SQLiteColumn, isRare = false): ListOrder {
  return {
    column,
    by: [isRare ? sql`+${column} DESC` : desc(column), desc(conversations.id)],
    isAfter: ([atMs, id]) => or(lt(column, atMs), and(eq(column, atMs), lt(conversations.id, id))),
  };
}

/** Those who have waited longest, of those who wait. */
export const longestWaitFirst: ListOrder = {
  column: conversations.waitingSinceMs,
  by: [asc(conversations.waitingSinceMs), asc(conversations.id)],
  isAfter: ([atMs, id]) =>
    or(gt(conversations.waitingSinceMs, atMs), and(eq(conversations.waitingSinceMs, atMs), gt(conversations.id, id))),
};

/** What is overdue longest or due soonest, of those that have something due. */
export const nextDueFirst: ListOrder = {
  column: conversations.slaDueAtMs,
  by: [asc(conversations.slaDueAtMs), asc(conversations.id)],
  isAfter: ([atMs, id]) =>
    or(gt(conversations.slaDueAtMs, atMs), and(eq(conversations.slaDueAtMs, atMs), gt(conversations.id, id))),
};

/** The most pressing first, and the latest of those. */
export const mostPressingFirst: ListOrder = {
  column: pressing,
  by: [sql`${pressing} DESC`, desc(conversations.id)],
  isAfter: ([place, id]) => sql`(${pressing}, ${conversations.id}) < (${place}, ${id})`,
};
