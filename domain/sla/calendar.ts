/**
 * When a team works: weekly hours on the clock of its zone, days that are different (holidays, make-up workdays, short days)
 * and closings between two moments. A moment is open exactly if the clock shows a minute within that day's hours and no
 * closing covers it, so daylight saving needs no rule of its own: an hour that comes twice is worked twice, one that is left
 * out is not worked.
 */
import type { OpeningHours } from "#domain/organisation/opening-hours";
import { clockChanges, DAY_MS, MINUTE_MS, minuteOf, wallMs, weekdayOf } from "#domain/organisation/zone-clock";

/** Minutes since midnight by the zone's clock, `toMinute` not included. */
export interface DayInterval {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** A day with hours of its own, whatever its weekday: none for a holiday, those of a workday for a make-up one (调休). */
export interface SpecialDay {
  /** By the zone's clock: `2026-10-01`. */
  readonly date: string;
  readonly intervals: readonly DayInterval[];
}

/** From one moment up to another, which it does not hold: Unix ms. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface BusinessCalendar extends OpeningHours {
  readonly specialDays: readonly SpecialDay[];
  readonly closings: readonly Span[];
}

/** Time is looked for so far ahead: beyond it a calendar is as good as never open. */
export const HORIZON_DAYS = 400;
/** So much is worked out at a time: most sums end within the first. */
const CHUNK_MS = 2 * DAY_MS;

/**
 * The moment at which so much open time has passed.
 * @param calendar undefined for around the clock
 * @returns Unix ms, `fromMs` itself for none; undefined if there is not so much within {@link HORIZON_DAYS}
 */
export function addOpenMs(calendar: BusinessCalendar | undefined, fromMs: number, openMs: number): number | undefined {
  if (calendar === undefined || openMs <= 0) return fromMs + Math.max(0, openMs);
  let leftMs = openMs;
  for (const { fromMs: beginMs, toMs } of openSpans(calendar, { fromMs, toMs: fromMs + HORIZON_DAYS * DAY_MS })) {
    if (toMs - beginMs >= leftMs) return beginMs + leftMs;
    leftMs -= toMs - beginMs;
  }
  return undefined;
}

/** How much of a span is open, in ms. @param calendar undefined for around the clock */
export function openMsWithin(calendar: BusinessCalendar | undefined, span: Span): number {
  if (calendar === undefined) return Math.max(0, span.toMs - span.fromMs);
  let sumMs = 0;
  for (const { fromMs, toMs } of openSpans(calendar, span)) sumMs += toMs - fromMs;
  return sumMs;
}

/** @param calendar undefined for around the clock */
export function isOpenAt(calendar: BusinessCalendar | undefined, atMs: number): boolean {
  return openMsWithin(calendar, { fromMs: atMs, toMs: atMs + 1 }) > 0;
}

/** What of a span is open, in its order; spans that touch may come as two. */
export function* openSpans(calendar: BusinessCalendar, { fromMs, toMs }: Span): Generator<Span> {
  const hoursOf = new Map(calendar.specialDays.map(({ date, intervals }) => [date, intervals]));
  for (let beginMs = fromMs; beginMs < toMs; beginMs += CHUNK_MS) {
    const endMs = Math.min(toMs, beginMs + CHUNK_MS);
    // Between two settings of the clock a day's hours are found by adding.
    const edges = [
      beginMs,
      ...clockChanges(calendar.timeZone, beginMs, endMs).filter((atMs) => atMs > beginMs && atMs < endMs),
      endMs,
    ];
    for (const [index, sectionMs] of edges.slice(0, -1).entries()) {
      const section = { fromMs: sectionMs, toMs: edges[index + 1] ?? endMs };
      for (const span of worked(calendar, hoursOf, section)) yield* without(span, calendar.closings);
    }
  }
}

/** The hours of each day that a section touches, within it, while its clock is not set. */
function* worked(
  calendar: BusinessCalendar,
  hoursOf: ReadonlyMap<string, readonly DayInterval[]>,
  section: Span,
): Generator<Span> {
  const aheadMs = wallMs(calendar.timeZone, section.fromMs) - minuteOf(section.fromMs);
  const firstDay = Math.floor((section.fromMs + aheadMs) / DAY_MS) * DAY_MS;
  for (let midnight = firstDay; midnight < section.toMs + aheadMs; midnight += DAY_MS) {
    const date = new Date(midnight).toISOString().slice(0, 10);
    const weekday = weekdayOf(midnight);
    const usual = () => calendar.intervals.filter((each) => each.weekday === weekday);
    const intervals = [...(hoursOf.get(date) ?? usual())].sort((a, b) => a.fromMinute - b.fromMinute);
    for (const { fromMinute, toMinute } of intervals) {
      const fromMs = Math.max(section.fromMs, midnight + fromMinute * MINUTE_MS - aheadMs);
      const toMs = Math.min(section.toMs, midnight + toMinute * MINUTE_MS - aheadMs);
      if (fromMs < toMs) yield { fromMs, toMs };
    }
  }
}

/** What closings leave of a span. */
function* without(span: Span, closings: readonly Span[]): Generator<Span> {
  const inOrder = closings
    .filter((each) => each.fromMs < span.toMs && each.toMs > span.fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  let { fromMs } = span;
  for (const closing of inOrder) {
    if (closing.fromMs > fromMs) yield { fromMs, toMs: closing.fromMs };
    fromMs = Math.max(fromMs, closing.toMs);
  }
  if (fromMs < span.toMs) yield { fromMs, toMs: span.toMs };
}
