/** Whether a calendar makes sense before it is kept. */
import { flawOfIntervals } from "#domain/organisation/opening-hours";
import { DAY_MS, isTimeZone } from "#domain/organisation/zone-clock";
import { type BusinessCalendar, HORIZON_DAYS } from "#domain/sla/calendar";

/** Why it makes none, or undefined. A week without hours does: a shop may be open on some days of the year alone. */
export function flawOfCalendar({
  timeZone,
  intervals,
  specialDays,
  closings,
}: BusinessCalendar): "zone" | "backwards" | "overlap" | "twice" | "closing" | undefined {
  if (!isTimeZone(timeZone)) return "zone";
  const days = specialDays.map((day) => day.intervals.map((interval) => ({ weekday: 1, ...interval })));
  const flaw = [intervals, ...days].map(flawOfIntervals).find((each) => each !== undefined);
  if (flaw !== undefined) return flaw;
  if (new Set(specialDays.map(({ date }) => date)).size < specialDays.length) return "twice";
  const isSound = closings.every(({ fromMs, toMs }) => fromMs < toMs && toMs - fromMs <= HORIZON_DAYS * DAY_MS);
  return isSound ? undefined : "closing";
}
