/** Rules by which a day comes again each year: the same date, or as the fourth Thursday of November does. Pure. */
import { dayOf, partsOf, readDay, weekdayOf } from "./day-number.ts";

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const UNDERSTOOD = new Set(["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYMONTHDAY", "BYDAY"]);
const WITHOUT_END = Number.MAX_SAFE_INTEGER;

interface Rule {
  readonly interval: number;
  readonly count: number;
  readonly until: number;
  /** The day that is meant in a year, if there is one. */
  readonly dayIn: (year: number) => number | undefined;
}

/**
 * @param first the day on which it begins for the first time
 * @returns the days on which it begins in these years; undefined for a rule that is not understood
 */
export function yearlyFrom(first: number, rule: string, fromYear: number, toYear: number): number[] | undefined {
  const known = readRule(first, rule);
  if (known === undefined) return undefined;
  const { interval, count, until, dayIn } = known;
  const found: number[] = [];
  const began = partsOf(first).year;
  // All that came before has to be gone through only to count it.
  const skipped = count === WITHOUT_END ? Math.max(0, Math.ceil((fromYear - began) / interval)) : 0;
  let times = 0;
  for (let year = began + skipped * interval; year <= toYear && times < count; year += interval) {
    const day = dayIn(year);
    if (day === undefined || day < first) continue;
    if (day > until) break;
    times += 1;
    if (year >= fromYear) found.push(day);
  }
  return found;
}

function readRule(first: number, rule: string): Rule | undefined {
  const parts = new Map(
    rule
      .toUpperCase()
      .split(";")
      .filter((part) => part !== "")
      .map((part) => {
        const [name = "", value = ""] = part.split("=");
        return [name, value] as const;
      }),
  );
  if (parts.get("FREQ") !== "YEARLY" || [...parts.keys()].some((name) => !UNDERSTOOD.has(name))) return undefined;
  const [interval, count] = [numberOf(parts.get("INTERVAL"), 1), numberOf(parts.get("COUNT"), WITHOUT_END)];
  const last = parts.get("UNTIL");
  const until = last === undefined ? WITHOUT_END : readDay(last);
  const dayIn = readDayIn(first, parts);
  if (interval === undefined || count === undefined || until === undefined || dayIn === undefined) return undefined;
  return { interval, count, until, dayIn };
}

function readDayIn(first: number, parts: ReadonlyMap<string, string>): Rule["dayIn"] | undefined {
  const began = partsOf(first);
  const [month, day] = [numberOf(parts.get("BYMONTH"), began.month), numberOf(parts.get("BYMONTHDAY"), began.day)];
  if (month === undefined || month > 12 || day === undefined) return undefined;
  const named = parts.get("BYDAY");
  if (named === undefined) return (year) => dayOf(year, month, day);
  const [, nth, name = ""] = /^([+-]?[1-5])(SU|MO|TU|WE|TH|FR|SA)$/.exec(named) ?? [];
  // Of a whole year's Mondays nobody makes a holiday.
  if (nth === undefined || !parts.has("BYMONTH") || parts.has("BYMONTHDAY")) return undefined;
  return (year) => nthOfMonth(year, month, Number(nth), WEEKDAYS.indexOf(name));
}

/** @param nth from the month's end where it is negative */
function nthOfMonth(year: number, month: number, nth: number, weekday: number): number | undefined {
  const all = Array.from({ length: 31 }, (_, index) => dayOf(year, month, index + 1)).filter(
    (day) => day !== undefined && weekdayOf(day) === weekday,
  );
  return all.at(nth > 0 ? nth - 1 : nth);
}

/** @returns undefined for what is no number from 1 */
function numberOf(text: string | undefined, otherwise: number): number | undefined {
  if (text === undefined) return otherwise;
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
