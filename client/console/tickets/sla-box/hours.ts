/** Weekly hours in a few words: days with the same hours stand together. Pure. */
import { timeOf } from "#client/console/settings/inboxes/hours-draft.ts";
import type { TicketClocks } from "#protocol/http-ticket-clocks";

export type Interval = NonNullable<NonNullable<TicketClocks["policy"]>["hours"]>["intervals"][number];

export interface DayGroup {
  readonly fromDay: number;
  readonly toDay: number;
  /** "09:00–12:00, 13:00–18:00" */
  readonly hours: string;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Runs of days, Monday first; days without hours are in none. */
export function dayGroups(intervals: readonly Interval[]): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const weekday of WEEKDAYS) {
    const shifts = intervals.filter((each) => each.weekday === weekday).toSorted((a, b) => a.fromMinute - b.fromMinute);
    if (shifts.length === 0) continue;
    const hours = shifts.map(({ fromMinute, toMinute }) => `${timeOf(fromMinute)}–${endOf(toMinute)}`).join(", ");
    const last = groups.at(-1);
    if (last?.toDay === weekday - 1 && last.hours === hours) groups.splice(-1, 1, { ...last, toDay: weekday });
    else groups.push({ fromDay: weekday, toDay: weekday, hours });
  }
  return groups;
}

export function hoursAWeek(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0) / 60;
}

function endOf(minute: number): string {
  return minute === 1_440 ? "24:00" : timeOf(minute);
}
