/**
 * Days with hours of their own, and closings, as lists that one can paste: a line each. `2026-10-01..2026-10-07` is closed,
 * `2026-10-10 09:00-12:00 13:30-18:00` is worked, `2026-12-01 10:00 .. 2026-12-01 12:00` is a closing. Pure.
 */

import { minuteOf, timeOf } from "#client/console/settings/inboxes/hours-draft.ts";
import type { Calendar } from "#protocol/http-sla";
import { atWall, wallOf } from "./zoned.ts";

type SpecialDay = Calendar["specialDays"][number];
type Closing = Calendar["closings"][number];

/** Lines that make no sense are told by their number, from 1. */
export type Read<Item> =
  | { readonly items: Item[]; readonly wrongLine?: undefined }
  | { readonly wrongLine: number; readonly items?: undefined };

const DAY_MS = 24 * 60 * 60_000;
/** Of one line; more is a slip of the pen. */
export const MAX_RANGE_DAYS = 60;
const SEPARATOR = String.raw`\s*(?:\.\.|–|—|~|至|到)\s*`;
const DAY_LINE = new RegExp(
  String.raw`^(\d{4}-\d\d-\d\d)(?:${SEPARATOR}(\d{4}-\d\d-\d\d))?((?:[\s,，]+\d\d:\d\d\s*[-–]\s*\d\d:\d\d)*)$`,
);
const SHIFT = /(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)/g;
const CLOSING_LINE = new RegExp(String.raw`^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d)${SEPARATOR}(\d{4}-\d\d-\d\d[ T]\d\d:\d\d)$`);

export function readDays(text: string): Read<SpecialDay> {
  const seen = new Set<string>();
  return readLines(text, (line) => {
    const [, first, last = first, hours = ""] = DAY_LINE.exec(line) ?? [];
    const dates = first === undefined || last === undefined ? undefined : datesBetween(first, last);
    const intervals = [...hours.matchAll(SHIFT)].map(([, from = "", to = ""]) => shiftOf(from, to));
    if (dates === undefined || intervals.some((each) => each === undefined)) return undefined;
    if (dates.some((date) => seen.has(date))) return undefined;
    for (const date of dates) seen.add(date);
    const shifts = intervals.filter((each) => each !== undefined);
    return dates.map((date) => ({ date, intervals: shifts }));
  });
}

/** Days in a row with the same hours on one line. */
export function writeDays(days: readonly SpecialDay[]): string {
  const lines: { first: string; last: string; count: number; hours: string }[] = [];
  for (const { date, intervals } of days.toSorted((a, b) => (a.date < b.date ? -1 : 1))) {
    const hours = intervals.map(({ fromMinute, toMinute }) => ` ${timeOf(fromMinute)}-${timeOf(toMinute)}`).join("");
    const before = lines.at(-1);
    const goesOn = before?.hours === hours && nextDay(before.last) === date && before.count < MAX_RANGE_DAYS;
    if (before !== undefined && goesOn) Object.assign(before, { last: date, count: before.count + 1 });
    else lines.push({ first: date, last: date, count: 1, hours });
  }
  return lines.map(({ first, last, hours }) => (first === last ? first : `${first}..${last}`) + hours).join("\n");
}

/** @param timeZone on whose clock the lines are */
export function readClosings(text: string, timeZone: string): Read<Closing> {
  return readLines(text, (line) => {
    const [, from = "", to = ""] = CLOSING_LINE.exec(line) ?? [];
    const [fromMs, toMs] = [atWall(from, timeZone), atWall(to, timeZone)];
    return fromMs === undefined || toMs === undefined || fromMs >= toMs ? undefined : [{ fromMs, toMs }];
  });
}

export function writeClosings(closings: readonly Closing[], timeZone: string): string {
  return closings.map(({ fromMs, toMs }) => `${wallOf(fromMs, timeZone)} .. ${wallOf(toMs, timeZone)}`).join("\n");
}

function readLines<Item>(text: string, read: (line: string) => Item[] | undefined): Read<Item> {
  const items: Item[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    const found = line.trim() === "" ? [] : read(line.trim());
    if (found === undefined) return { wrongLine: index + 1 };
    items.push(...found);
  }
  return { items };
}

function shiftOf(from: string, to: string): SpecialDay["intervals"][number] | undefined {
  const [fromMinute, toMinute] = [minuteOf(from, false), minuteOf(to, true)];
  if (fromMinute === undefined || toMinute === undefined || fromMinute >= toMinute) return undefined;
  return toMinute > 24 * 60 ? undefined : { fromMinute, toMinute };
}

function datesBetween(first: string, last: string): string[] | undefined {
  if (!isDate(first) || !isDate(last)) return undefined;
  const [fromMs, toMs] = [Date.parse(first), Date.parse(last)];
  const count = (toMs - fromMs) / DAY_MS + 1;
  if (count < 1 || count > MAX_RANGE_DAYS) return undefined;
  return Array.from({ length: count }, (_, index) => dateOf(fromMs + index * DAY_MS));
}

/** 30 February is none. */
function isDate(date: string): boolean {
  const atMs = Date.parse(date);
  return !Number.isNaN(atMs) && dateOf(atMs) === date;
}

function nextDay(date: string): string {
  return dateOf(Date.parse(date) + DAY_MS);
}

function dateOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
