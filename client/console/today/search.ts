/** What the day is narrowed to, as the address says it. */
import { attempt, oneOf } from "#client/lib/decoder.ts";
import { PRIORITIES, TICKET_CHANNELS, TODAY_STATUSES } from "#protocol/constants";
import type { TodayFilters } from "#protocol/http-today";

/** Takes of an address what narrows the day; the rest of it is not looked at. */
export function readTodaySearch(search: Readonly<Record<string, unknown>>): TodayFilters {
  const channel = attempt(oneOf(...TICKET_CHANNELS), search.channel);
  const priority = attempt(oneOf(...PRIORITIES), search.priority);
  const status = attempt(oneOf(...TODAY_STATUSES), search.status);
  return { ...(channel && { channel }), ...(priority && { priority }), ...(status && { status }) };
}
