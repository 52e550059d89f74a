/** The clock of a time zone, to the minute, and when it is set. Only `Intl` knows zones here; its data come with the runtime. */

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
/** A zone does not change its clock twice within this. */
const STEP_MS = 6 * 60 * MINUTE_MS;

/** @param name IANA, e.g. `Asia/Shanghai` */
export function isTimeZone(name: string): boolean {
  try {
    clockOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Each minute at which the zone's clock is set, between the two: between them the clock and UTC go side by side.
 * @returns Unix ms, ascending
 */
export function clockChanges(timeZone: string, fromMs: number, toMs: number): number[] {
  const offsetAt = (atMs: number) => wallMs(timeZone, atMs) - minuteOf(atMs);
  const changes: number[] = [];
  let offset = offsetAt(fromMs);
  for (let atMs = minuteOf(fromMs); atMs < toMs; atMs += STEP_MS) {
    let [before, after] = [atMs, atMs + STEP_MS];
    const next = offsetAt(after);
    if (next === offset) continue;
    while (after - before > MINUTE_MS) {
      const middle = minuteOf((before + after) / 2);
      if (offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    changes.push(after);
    offset = next;
  }
  return changes;
}

/** What the zone's clock shows, to the minute, as if it were UTC. */
export function wallMs(timeZone: string, atMs: number): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(atMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Kept: one takes long to make. @throws RangeError if there is no such zone */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      ...({ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const),
    });
    clocks.set(timeZone, clock);
  }
  return clock;
}

/** The minute in which it is, Unix ms. */
export function minuteOf(atMs: number): number {
  return Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
}

/** ISO 8601, 1 for Monday, of what a clock shows. */
export function weekdayOf(wall: number): number {
  // 1 January 1970 was a Thursday.
  return modulo(Math.floor(wall / DAY_MS) + 3, 7) + 1;
}

/** Not negative, whatever `value` is. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
