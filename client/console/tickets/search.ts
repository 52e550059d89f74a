/** Which tickets are listed, as the address says it. */
import { attempt, oneOf } from "#client/lib/decoder.ts";
import { type TicketViewFilters, ticketFilterFields } from "#client/lib/ticket-views-answers.ts";
import { TICKET_VIEWS, type TicketSort, type TicketView } from "#protocol/constants";

export interface TicketSearch extends TicketViewFilters {
  readonly view?: TicketView | undefined;
}

/** Takes of an address what narrows the list; the rest of it is not looked at. */
export function readTicketSearch(search: Readonly<Record<string, unknown>>): TicketSearch {
  const { status, type, priority, teamId, assigneeId, due, sort } = ticketFilterFields;
  return tidy({
    view: attempt(oneOf(...TICKET_VIEWS), search.view),
    status: attempt(status, search.status),
    priority: attempt(priority, search.priority),
    type: attempt(type, textOf(search.type)),
    teamId: attempt(teamId, textOf(search.teamId)),
    assigneeId: attempt(assigneeId, textOf(search.assigneeId)),
    due: attempt(due, search.due),
    sort: attempt(sort, search.sort),
  });
}

/** An id of digits alone comes out of an address as a number. */
function textOf(value: unknown): unknown {
  return typeof value === "number" ? String(value) : value;
}

function tidy(search: TicketSearch): TicketSearch {
  for (const key of Object.keys(search))
    if (Reflect.get(search, key) === undefined) Reflect.deleteProperty(search, key);
  return search;
}

/** How many narrow the list; an order narrows nothing. */
export function countTicketFilters({ sort: _, ...filters }: TicketViewFilters): number {
  return Object.values(filters).filter((value) => value !== undefined).length;
}

export function sameTicketFilters(a: TicketViewFilters, b: TicketViewFilters): boolean {
  const keys = ["status", "type", "priority", "teamId", "assigneeId", "due", "sort"] as const;
  return keys.every((key) => a[key] === b[key]);
}

/** In which order they come: what is to be due by its due time, all else by its last change, unless another is asked for. */
export function sortOf({ view, due, sort }: TicketSearch): TicketSort {
  return sort ?? (view === "overdue" || due !== undefined ? "due" : "updated");
}
