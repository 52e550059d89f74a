/** The last days by the clock on the reader's wall, today among them. Pure but for that clock's zone. */

/** @returns from the midnight before the first of so many days, up to now */
export function periodOf(days: number, nowMs: number): { fromMs: number; toMs: number } {
  const begin = new Date(nowMs);
  begin.setHours(0, 0, 0, 0);
  // By the calendar: a day in which the clock is set has 23 or 25 hours.
  begin.setDate(begin.getDate() - (days - 1));
  return { fromMs: begin.getTime(), toMs: nowMs };
}
