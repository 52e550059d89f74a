/** Days of a calendar as numbers that go up by one from day to day, whatever clocks do in the night. Pure. */
import { dateFormat } from "#client/i18n/formatters.ts";

const DAY_MS = 86_400_000;
const DAYS_A_WEEK = 7;
/** The first day of all was a Thursday. */
const MONDAY_TO_FIRST_DAY = 3;

/** On which day of the zone's calendar a moment falls. */
export function dayOf(atMs: number, timeZone: string): number {
  const format = dateFormat("en", { year: "numeric", month: "numeric", day: "numeric", timeZone });
  const parts = format.formatToParts(atMs);
  const of = (type: "year" | "month" | "day") => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of("year"), of("month") - 1, of("day")) / DAY_MS;
}

/** The Monday of the week that a day is of. */
export function mondayOf(day: number): number {
  return day - ((day + MONDAY_TO_FIRST_DAY) % DAYS_A_WEEK);
}

/** The first day of the week after. */
export function nextMondayOf(day: number): number {
  return mondayOf(day) + DAYS_A_WEEK;
}
