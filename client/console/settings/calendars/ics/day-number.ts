/** Days as numbers, 0 for 1 January 1970, so that they can be counted. Pure. */

const DAY_MS = 24 * 60 * 60_000;

/** @param month from 1. @returns undefined for a day that there is not, as 30 February */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const at = new Date(0);
  at.setUTCFullYear(year, month - 1, day);
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY_MS : undefined;
}

export function partsOf(number: number): { readonly year: number; readonly month: number; readonly day: number } {
  const at = new Date(number * DAY_MS);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** 0 for a Sunday. */
export function weekdayOf(number: number): number {
  return new Date(number * DAY_MS).getUTCDay();
}

/** As `2026-10-01`. */
export function isoOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** @param text as iCalendar has a day, `20261001`, or a moment, of which its day counts */
export function readDay(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?$/.exec(text) ?? [];
  return year === undefined ? undefined : dayOf(Number(year), Number(month), Number(day));
}
