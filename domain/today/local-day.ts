/** Where a day begins and ends on the clock of a zone. Pure. */
import { DAY_MS, MINUTE_MS, minuteOf, wallMs } from "#domain/organisation/zone-clock";

/** More than any day has, clock changes included. */
const SURELY_ANOTHER_MS = 27 * 60 * MINUTE_MS;

export interface LocalDay {
  readonly startMs: number;
  /** The first moment of the day after. */
  readonly endMs: number;
}

/**
 * The day in the zone that this moment is of: of 23 or 25 hours where the clock is set.
 * @param timeZone IANA, known to the runtime
 */
export function localDay(timeZone: string, nowMs: number): LocalDay {
  const dayOf = (atMs: number) => Math.floor(wallMs(timeZone, atMs) / DAY_MS);
  const today = dayOf(nowMs);
  const now = minuteOf(nowMs);
  return {
    startMs: firstMinute(now - SURELY_ANOTHER_MS, now, (atMs) => dayOf(atMs) >= today),
    endMs: firstMinute(now, now + SURELY_ANOTHER_MS, (atMs) => dayOf(atMs) > today),
  };
}

/** @param holds false at `from`, true at `to` */
function firstMinute(from: number, to: number, holds: (atMs: number) => boolean): number {
  let [before, after] = [from, to];
  while (after - before > MINUTE_MS) {
    const middle = minuteOf((before + after) / 2);
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}
