/**
 * When an inbox is open: weekly intervals on the clock of one time zone. They are read off that clock, whatever daylight
 * saving does to it: an hour that comes twice is open twice, one that is left out is not.
 */
import { z } from "zod";
import {
  clockChanges,
  DAY_MS,
  isTimeZone,
  MINUTE_MS,
  minuteOf,
  modulo,
  wallMs,
  weekdayOf,
} from "#domain/organisation/zone-clock";

/** Minutes since midnight by the zone's clock, `toMinute` not included (1,440: the end of the day). */
export interface OpenInterval {
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  readonly weekday: number;
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface OpeningHours {
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly intervals: readonly OpenInterval[];
}

export const MINUTES_A_DAY = 24 * 60;
/** Two weeks, for a zone may leave out the one hour of a week, and a day to spare. */
const SEEN_DAYS = 15;

/** As it rests in a row. */
export const storedHours = z.object({
  timeZone: z.string(),
  intervals: z.array(z.object({ weekday: z.int(), fromMinute: z.int(), toMinute: z.int() })),
});

/** Why hours make no sense, or undefined: an empty week, an interval that ends before it begins, two that overlap. */
export function flawOf({ timeZone, intervals }: OpeningHours): "zone" | "empty" | "backwards" | "overlap" | undefined {
  if (!isTimeZone(timeZone)) return "zone";
  if (intervals.length === 0) return "empty";
  return flawOfIntervals(intervals);
}

/** Why some hours make no sense, or undefined. */
export function flawOfIntervals(intervals: readonly OpenInterval[]): "backwards" | "overlap" | undefined {
  const isForward = ({ fromMinute, toMinute }: OpenInterval) =>
    fromMinute >= 0 && fromMinute < toMinute && toMinute <= MINUTES_A_DAY;
  if (!intervals.every(isForward)) return "backwards";
  const inOrder = sorted(intervals);
  const overlaps = inOrder.some(({ weekday, fromMinute }, index) => {
    const before = inOrder[index - 1];
    return before?.weekday === weekday && before.toMinute > fromMinute;
  });
  return overlaps ? "overlap" : undefined;
}

/** In the order of the week. */
export function sorted(intervals: readonly OpenInterval[]): OpenInterval[] {
  return [...intervals].sort((a, b) => a.weekday - b.weekday || a.fromMinute - b.fromMinute);
}

/** @param hours absent: always open */
export function stateAt(hours: OpeningHours | undefined, nowMs: number): "open" | "closed" {
  if (hours === undefined) return "open";
  const wall = wallMs(hours.timeZone, nowMs);
  const weekday = weekdayOf(wall);
  const minute = Math.floor(modulo(wall, DAY_MS) / MINUTE_MS);
  const isNow = (each: OpenInterval) => each.weekday === weekday && each.fromMinute <= minute && minute < each.toMinute;
  return hours.intervals.some(isNow) ? "open" : "closed";
}

/** The first moment, from now on, at which it is open: now, if it is. @returns Unix ms; undefined if it never opens */
export function nextOpening(hours: OpeningHours | undefined, nowMs: number): number | undefined {
  if (hours === undefined || stateAt(hours, nowMs) === "open") return nowMs;
  const { timeZone, intervals } = hours;
  const changes = clockChanges(timeZone, nowMs, nowMs + SEEN_DAYS * DAY_MS);
  const offsets = new Set([nowMs, ...changes].map((atMs) => wallMs(timeZone, atMs) - minuteOf(atMs)));
  const today = Math.floor(wallMs(timeZone, nowMs) / DAY_MS) * DAY_MS;
  // Where the clock leaps, it may leap into an interval.
  const candidates = [...changes];
  for (let day = -1; day <= SEEN_DAYS; day++) {
    const midnight = today + day * DAY_MS;
    for (const each of intervals) {
      if (each.weekday !== weekdayOf(midnight)) continue;
      for (const offset of offsets) candidates.push(midnight + each.fromMinute * MINUTE_MS - offset);
    }
  }
  const opens = candidates.filter((atMs) => atMs > nowMs && stateAt(hours, atMs) === "open");
  return opens.length === 0 ? undefined : Math.min(...opens);
}
