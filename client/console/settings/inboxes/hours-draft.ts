/** Opening hours as they are edited: by day, in minutes since midnight, and what is wrong with each. */
import type { InboxSettingsAnswer } from "#protocol/http-inbox-settings";

export type Interval = NonNullable<InboxSettingsAnswer["openingHours"]>["intervals"][number];
export type Flaw = "backwards" | "overlap";

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const FRIDAY = 5;
const END_OF_DAY = 24 * 60;
/** What most shops begin with. */
const FIRST: Omit<Interval, "weekday"> = { fromMinute: 9 * 60, toMinute: 18 * 60 };

export const OFFICE_HOURS: readonly Interval[] = WEEKDAYS.slice(0, FRIDAY).map((weekday) => ({ weekday, ...FIRST }));

/** As `<input type="time">` has it; the end of the day is midnight. */
export function timeOf(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${pad(Math.floor(minute / 60) % 24)}:${pad(minute % 60)}`;
}

/** @param isEnd midnight is the end of the day, rather than its beginning. @returns undefined while it is not a time */
export function minuteOf(time: string, isEnd: boolean): number | undefined {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const minute = Number(hours) * 60 + Number(minutes);
  return isEnd && minute === 0 ? END_OF_DAY : minute;
}

/** One more shift of the day: after the last one, an hour later, or the usual first. */
export function withShift(intervals: readonly Interval[], weekday: number): Interval[] {
  const last = Math.max(-1, ...ofDay(intervals, weekday).map(({ toMinute }) => toMinute));
  const fromMinute = Math.min(last + 60, END_OF_DAY - 60);
  const shift = last < 0 ? FIRST : { fromMinute, toMinute: Math.min(fromMinute + 4 * 60, END_OF_DAY) };
  return [...intervals, { weekday, ...shift }];
}

/** Monday's hours on each day up to Friday. */
export function copiedToFriday(intervals: readonly Interval[]): Interval[] {
  const monday = ofDay(intervals, 1);
  const weekend = intervals.filter(({ weekday }) => weekday > FRIDAY);
  return [...OFFICE_DAYS.flatMap((weekday) => monday.map((shift) => ({ ...shift, weekday }))), ...weekend];
}
const OFFICE_DAYS = WEEKDAYS.slice(0, FRIDAY);

export function ofDay(intervals: readonly Interval[], weekday: number): Interval[] {
  return intervals.filter((each) => each.weekday === weekday);
}

export function flawOf(interval: Interval, intervals: readonly Interval[]): Flaw | undefined {
  const { weekday, fromMinute, toMinute } = interval;
  if (fromMinute >= toMinute) return "backwards";
  const overlaps = ofDay(intervals, weekday).some(
    (other) => other !== interval && other.fromMinute < toMinute && fromMinute < other.toMinute,
  );
  return overlaps ? "overlap" : undefined;
}

export function isHoursSound(intervals: readonly Interval[]): boolean {
  return intervals.length > 0 && intervals.every((each) => flawOf(each, intervals) === undefined);
}
