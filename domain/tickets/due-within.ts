/** Until when a ticket has to be due to be listed. Pure. */
import { wallMs, weekdayOf } from "#domain/organisation/zone-clock";
import { localDay } from "#domain/today/local-day";
import type { TicketDueWithin } from "#protocol/constants";

const SUNDAY = 7;

/** @param zone whose day and week it is. @returns the first moment that is too late */
export function dueBeforeMs(within: TicketDueWithin, zone: string, nowMs: number): number {
  // What is due at this very moment is overdue.
  if (within === "overdue") return nowMs + 1;
  let { endMs } = localDay(zone, nowMs);
  if (within === "today") return endMs;
  // Day by day, for they are not all of 24 hours.
  for (let left = SUNDAY - weekdayOf(wallMs(zone, nowMs)); left > 0; left -= 1) endMs = localDay(zone, endMs).endMs;
  return endMs;
}
