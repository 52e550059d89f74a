/** When somebody who is busy means to be back, as a choice of the dialog. */

export const BUSY_MINUTES = [15, 30, 45, 60] as const;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** That many minutes from now, in whole minutes. */
export function inMinutes(minutes: number, nowMs: number): number {
  return Math.round(nowMs / MINUTE_MS) * MINUTE_MS + minutes * MINUTE_MS;
}

/**
 * The next time that the clock shows this, in the reader's zone.
 * @param time as a time field gives it: `14:30`
 * @returns Unix milliseconds; undefined if it is no time
 */
export function nextAt(time: string, nowMs: number): number | undefined {
  const [, hour, minute] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const at = new Date(nowMs);
  at.setHours(Number(hour), Number(minute), 0, 0);
  if (at.getTime() <= nowMs) at.setDate(at.getDate() + 1);
  // A night on which the clocks go back is longer than a day.
  return Math.min(at.getTime(), nowMs + DAY_MS);
}
