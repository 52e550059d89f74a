/** Which sections of a day a filter leaves, and what of several lists makes one of them. Pure. */
import {
  CONVERSATION_STATUSES,
  type ConversationStatus,
  MAX_TODAY_ROWS,
  TICKET_STATUSES,
  type TicketStatus,
} from "#protocol/constants";
import type { TodayFilters } from "#protocol/http-today";
import type { ListFilters } from "#protocol/http-views";

/** What is due later than this is no matter of now. */
export const DUE_SOON_MS = 60 * 60_000;

/** @returns what conversations are narrowed to; undefined if none can pass: all come by the chat so far */
export function conversationsWanted({ channel, priority, status }: TodayFilters): ListFilters | undefined {
  if (channel !== undefined && channel !== "chat") return undefined;
  const known = CONVERSATION_STATUSES.find((each): each is ConversationStatus => each === status);
  if (status !== undefined && known === undefined) return undefined;
  return { ...(priority && { priority }), ...(known && { status: known }) };
}

/** @returns what tickets are narrowed to; undefined if none can pass */
export function ticketsWanted({
  channel,
  priority,
  status,
}: TodayFilters): (Omit<TodayFilters, "status"> & { status?: TicketStatus }) | undefined {
  const known = TICKET_STATUSES.find((each) => each === status);
  if (status !== undefined && known === undefined) return undefined;
  return { ...(channel && { channel }), ...(priority && { priority }), ...(known && { status: known }) };
}

interface Section<Row> {
  readonly items: readonly Row[];
  readonly more: boolean;
}

/** No more of it than a section tells. */
export function firstOf<Row>({ items, more }: Section<Row>): { items: Row[]; more: boolean } {
  return { items: items.slice(0, MAX_TODAY_ROWS), more: more || items.length > MAX_TODAY_ROWS };
}

interface Merging<Row> {
  readonly idOf: (row: Row) => string;
  /** What they are in the order of, ascending. */
  readonly by: (row: Row) => number;
  /** Rows that come after this are left out. */
  readonly until: number;
}

/** Several sections as one, each row once. */
export function merged<Row>(sections: readonly Section<Row>[], { idOf, by, until }: Merging<Row>): Section<Row> {
  const rows = new Map(sections.flatMap(({ items }) => items).map((row) => [idOf(row), row]));
  const items = [...rows.values()].filter((row) => by(row) <= until).sort((a, b) => by(a) - by(b));
  // Each is in this order: if what was read of it goes beyond, nothing before that is missing.
  const more = sections.some((section) => section.more && section.items.every((row) => by(row) <= until));
  return { items, more };
}
