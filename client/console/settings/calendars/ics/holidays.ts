/** What an iCalendar file says about days that are not as others: holidays, and days that are worked in their place. Pure. */

import { MAX_RANGE_DAYS } from "#client/console/settings/calendars/days-list.ts";
import { type Interval, OFFICE_HOURS } from "#client/console/settings/inboxes/hours-draft.ts";
import { MAX_SPECIAL_DAYS } from "#protocol/constants";
import type { Calendar } from "#protocol/http-sla";
import { isoOf, partsOf } from "./day-number.ts";
import { type DayEvent, type FileProblem, readEvents } from "./events.ts";
import { yearlyFrom } from "./yearly.ts";

/** This year and the two that follow. */
const YEARS = 3;

export interface Holiday {
  readonly name: string;
  /** In a row, at least one. */
  readonly dates: readonly string[];
  readonly isWork: boolean;
}

/** How many events were left out, and why. */
export interface LeftOut {
  readonly timed: number;
  readonly unreadable: number;
  /** They come again by a rule that is not understood. */
  readonly repeating: number;
  /** They come again on days that are written otherwise than as days. */
  readonly further: number;
  /** In other years. */
  readonly outside: number;
}

export type HolidayFile =
  | { readonly holidays: readonly Holiday[]; readonly leftOut: LeftOut; readonly problem?: undefined }
  | { readonly problem: FileProblem };

/** @param thisYear the first of those that are read. @returns in the order of their days */
export function readHolidays(text: string, thisYear: number): HolidayFile {
  const file = readEvents(text);
  if ("problem" in file) return file;
  const lastYear = Number(yearsFrom(thisYear).to);
  const counts = { timed: file.timed, unreadable: file.unreadable, repeating: 0, further: 0, outside: 0 };
  const found: { event: DayEvent; first: number }[] = [];
  for (const event of file.events) {
    const begins =
      event.rule === undefined ? [event.first] : yearlyFrom(event.first, event.rule, thisYear - 1, lastYear);
    if (begins === undefined) counts.repeating += 1;
    else if (event.days > MAX_RANGE_DAYS) counts.unreadable += 1;
    else {
      if (event.hasUnread) counts.further += 1;
      const gone = new Set([...event.except, ...replacedOf(file.events, event)]);
      const held = [...new Set([...begins, ...event.further])].filter((day) => !gone.has(day));
      const inside = held.filter(
        (day) => partsOf(day).year <= lastYear && partsOf(day + event.days - 1).year >= thisYear,
      );
      if (inside.length === 0) counts.outside += 1;
      found.push(...inside.map((first) => ({ event, first })));
    }
  }
  const holidays = found
    .toSorted((a, b) => a.first - b.first)
    .map(({ event: { name, days, isWork }, first }) => {
      const dates = Array.from({ length: days }, (_, index) => isoOf(first + index));
      return [`${first} ${days} ${isWork} ${name}`, { name, dates, isWork }] as const;
    });
  // Some files say everything twice.
  return { holidays: [...new Map(holidays).values()], leftOut: counts };
}

/** The years that are read, as words have them. */
export function yearsFrom(thisYear: number): { readonly from: string; readonly to: string } {
  return { from: String(thisYear), to: String(thisYear + YEARS - 1) };
}

/** Days of a repeating event in whose place others stand. */
function replacedOf(events: readonly DayEvent[], { uid, rule, further }: DayEvent): number[] {
  if (uid === undefined || (rule === undefined && further.length === 0)) return [];
  return events.filter((other) => other.uid === uid).flatMap(({ replaces }) => replaces ?? []);
}

/** As on the week's first day that is worked; office hours where none is. */
export function workHours(week: readonly Interval[]): Calendar["specialDays"][number]["intervals"] {
  const source = week.length > 0 ? week : OFFICE_HOURS;
  const first = Math.min(...source.map(({ weekday }) => weekday));
  return source
    .filter(({ weekday }) => weekday === first)
    .map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute }))
    .toSorted((a, b) => a.fromMinute - b.fromMinute);
}

/**
 * Days that are listed already stay as they are; of two events on one day that which is worked counts.
 * @returns undefined if that were more days than a calendar has
 */
export function withHolidays(
  days: Calendar["specialDays"],
  chosen: readonly Holiday[],
  hours: Calendar["specialDays"][number]["intervals"],
): Calendar["specialDays"] | undefined {
  const all = new Map(days.map((day) => [day.date, day]));
  for (const { dates, isWork } of chosen.toSorted((a, b) => Number(b.isWork) - Number(a.isWork)))
    for (const date of dates) if (!all.has(date)) all.set(date, { date, intervals: isWork ? hours : [] });
  return all.size > MAX_SPECIAL_DAYS ? undefined : [...all.values()];
}
