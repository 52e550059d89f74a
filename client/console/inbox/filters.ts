/** What a list is narrowed to: in the address, at the server, and for rows that the feed brings. */
import { attempt } from "#client/lib/decoder.ts";
import { filterFields } from "#client/lib/views-answers.ts";
import type { ListFilters } from "#protocol/http-views";
import type { ConversationRow } from "#protocol/vocabulary";

export type { ListFilters };

/** Of an address; what is either so or not stands there as a bare `true`. */
export interface ListSearch extends Omit<ListFilters, "unread" | "overdue"> {
  readonly unread?: true | undefined;
  readonly overdue?: true | undefined;
}

/** What somebody with more say has to look at, of all lists; everybody has it among their views. */
export const FLAGGED = { status: "open", flag: "any" } as const satisfies ListFilters;

/** Takes of an address what is a filter; the rest of it, and what no longer is one, is not looked at. */
export function readSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const { status, inboxId, teamId, assigneeId, label, priority, flag, sort } = filterFields;
  return tidy({
    status: attempt(status, search.status),
    inboxId: attempt(inboxId, textOf(search.inboxId)),
    teamId: attempt(teamId, textOf(search.teamId)),
    assigneeId: attempt(assigneeId, textOf(search.assigneeId)),
    label: attempt(label, textOf(search.label)),
    priority: attempt(priority, search.priority),
    flag: attempt(flag, search.flag),
    sort: search.sort === "newest" ? undefined : attempt(sort, search.sort),
    unread: search.unread === true ? true : undefined,
    overdue: search.overdue === true ? true : undefined,
  });
}

/** An id of digits alone comes out of an address as a number. */
function textOf(value: unknown): unknown {
  return typeof value === "number" ? String(value) : value;
}

export function toFilters({ unread, overdue, ...rest }: ListSearch): ListFilters {
  return tidy({ ...rest, unread: unread && "true", overdue: overdue && "true" });
}

export function toSearch({ unread, overdue, ...rest }: ListFilters): ListSearch {
  const sort = rest.sort === "newest" ? undefined : rest.sort;
  return tidy({ ...rest, unread: unread && true, overdue: overdue && true, sort });
}

function tidy<Value extends object>(value: Value): Value {
  for (const key of Object.keys(value)) if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);
  return value;
}

/** How many narrow the list; an order narrows nothing. */
export function countFilters({ sort: _, ...filters }: ListFilters): number {
  return Object.values(filters).filter((value) => value !== undefined).length;
}

export function sameFilters(a: ListFilters, b: ListFilters): boolean {
  const keys = [
    "status",
    "inboxId",
    "teamId",
    "assigneeId",
    "label",
    "priority",
    "flag",
    "unread",
    "overdue",
    "sort",
  ] as const;
  const of = (filters: ListFilters, key: (typeof keys)[number]) =>
    key === "sort" ? (filters.sort ?? "newest") : filters[key];
  return keys.every((key) => of(a, key) === of(b, key));
}

/** Whether a row that no page has brought belongs in a list of these filters. */
export function passes(
  filters: ListFilters,
  { conversation, unread, waitingSince }: ConversationRow,
  nowMs: number,
): boolean {
  const { status, inboxId, teamId, assigneeId, label, priority, flag } = filters;
  const dueAtMs = conversation.sla?.next?.dueAtMs ?? Number.POSITIVE_INFINITY;
  return (
    (status === undefined || conversation.status === status) &&
    (inboxId === undefined || conversation.inboxId === inboxId) &&
    (teamId === undefined || conversation.teamId === teamId) &&
    (assigneeId === undefined || conversation.assigneeId === assigneeId) &&
    (label === undefined || conversation.labels?.includes(label) === true) &&
    (priority === undefined || (conversation.priority ?? "normal") === priority) &&
    (flag === undefined || conversation.flags?.some(({ kind }) => flag === "any" || kind === flag) === true) &&
    (filters.unread === undefined || unread > 0) &&
    (filters.overdue === undefined || dueAtMs <= nowMs) &&
    (filters.sort !== "due" || Number.isFinite(dueAtMs)) &&
    (filters.sort !== "waiting" || waitingSince !== undefined)
  );
}
