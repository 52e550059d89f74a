/** How a shop's readiness reads: how soon somebody replies, and when it opens. */
import { formatTime, type Zone } from "#client/i18n/format.ts";
import type { Locale } from "#protocol/constants";

const MINUTE_S = 60;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const DAY_MS = 86_400_000;
/** From here on a weekday's name says no longer which one. */
const WEEK_DAYS = 6;

/** "1 minute", "20 minutes", "3 hours": rounded up, since it is a promise. */
export function replyWithin(locale: Locale, seconds: number): string {
  const [unit, amount] =
    seconds <= 55 * MINUTE_S
      ? (["minute", roundedUp(seconds / MINUTE_S, 10, 5)] as const)
      : seconds <= 23 * HOUR_S
        ? (["hour", roundedUp(seconds / HOUR_S, 24, 1)] as const)
        : (["day", roundedUp(seconds / DAY_S, Number.POSITIVE_INFINITY, 1)] as const);
  const said = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(amount);
  // Chinese around it sets figures apart, and so does this.
  return said.replace(/\d(?=\p{Script=Han})/u, "$& ");
}

/** Above `exactUpTo` in steps: nobody waits by "17 minutes". */
function roundedUp(amount: number, exactUpTo: number, step: number): number {
  const whole = Math.max(1, Math.ceil(amount));
  return whole <= exactUpTo ? whole : Math.ceil(whole / step) * step;
}

/** "today 09:00", "Monday 09:00", from a week on "Dec 7 09:00"; in the reader's zone unless one is given. */
export function opening(locale: Locale, atMs: number, nowMs: number, zone: Zone = {}): string {
  const day = (ms: number) => new Intl.DateTimeFormat("en", { dateStyle: "short", ...zone }).format(ms);
  const days = Math.round((Date.parse(day(atMs)) - Date.parse(day(nowMs))) / DAY_MS);
  const named =
    days === 0 || days === 1
      ? new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(days, "day")
      : new Intl.DateTimeFormat(locale, {
          ...(days > 0 && days <= WEEK_DAYS ? { weekday: "long" } : { month: "short", day: "numeric" }),
          ...zone,
        }).format(atMs);
  return `${named} ${formatTime(locale, atMs, zone)}`;
}
