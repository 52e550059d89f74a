/**
 * What a list of tickets is divided into: groups that follow each other in the very order of the list, so that a page which
 * comes later never adds to a group above its own. Pure.
 */
import { PRIORITIES, type Priority, type TicketSort } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import { dayOf, mondayOf, nextMondayOf } from "./days.ts";

type DueGroup = "dueFirst" | "thisWeek" | "later";
type ChangeGroup = "today" | "yesterday" | "earlierThisWeek" | "earlier";
export type GroupName = Priority | DueGroup | ChangeGroup;

export function isPriority(name: GroupName): name is Priority {
  return PRIORITIES.some((each) => each === name);
}

export interface TicketGroup {
  readonly name: GroupName;
  readonly rows: readonly TicketRow[];
  /** Nothing more can come in it: then its rows are as many as there are. */
  readonly isWhole: boolean;
}

export interface Reading {
  readonly sort: TicketSort;
  readonly nowMs: number;
  /** Whose days and weeks they are. */
  readonly timeZone: string;
  /** There is a page after these rows. */
  readonly hasMore: boolean;
}

/** @param rows in the order of `sort` */
export function groupsOf(rows: readonly TicketRow[], reading: Reading): readonly TicketGroup[] {
  const nameOf = naming(reading);
  const runs: { name: GroupName; rows: TicketRow[] }[] = [];
  for (const row of rows) {
    const name = nameOf(row);
    const last = runs.at(-1);
    if (last?.name === name) last.rows.push(row);
    else runs.push({ name, rows: [row] });
  }
  return runs.map((run, at) => ({ ...run, isWhole: !reading.hasMore || at < runs.length - 1 }));
}

function naming({ sort, nowMs, timeZone }: Reading): (row: TicketRow) => GroupName {
  const today = dayOf(nowMs, timeZone);
  switch (sort) {
    case "priority":
      return ({ priority }) => priority;
    case "due":
      return (row) => dueGroup(dayOf(dueAtMs(row), timeZone), today);
    case "updated":
      return ({ updatedAtMs }) => changeGroup(dayOf(updatedAtMs, timeZone), today);
  }
}

/** What is overdue is as pressing as what is due today. */
function dueGroup(day: number, today: number): DueGroup {
  if (day <= today) return "dueFirst";
  return day < nextMondayOf(today) ? "thisWeek" : "later";
}

function changeGroup(day: number, today: number): ChangeGroup {
  if (day >= today) return "today";
  if (day === today - 1) return "yesterday";
  return day >= mondayOf(today) ? "earlierThisWeek" : "earlier";
}

/** Whichever is first of what its policy and what somebody promised have due. */
function dueAtMs({ sla, dueAtMs: promisedMs, updatedAtMs }: TicketRow): number {
  return sla?.next?.dueAtMs ?? promisedMs ?? updatedAtMs;
}
