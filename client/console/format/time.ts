/** Spans, times to come and days as keys: what `client/i18n/format.ts` does not need for others. */

import { formatTime, type Zone } from "#client/i18n/format.ts";
import { dateFormat, numberFormat } from "#client/i18n/formatters.ts";
import type { Locale } from "#protocol/constants";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long something has lasted: "<1 min" ("不到1分钟"), "4 min", "3 hr", "2 days". */
export function duration(ms: number, locale: Locale): string {
  if (ms < MINUTE_MS) return `${locale === "zh-CN" ? "不到" : "<"}${amount(1, "minute", locale)}`;
  if (ms < HOUR_MS) return amount(Math.floor(ms / MINUTE_MS), "minute", locale);
  if (ms < DAY_MS) return amount(Math.floor(ms / HOUR_MS), "hour", locale);
  return amount(Math.floor(ms / DAY_MS), "day", locale);
}

function amount(count: number, unit: "minute" | "hour" | "day", locale: Locale): string {
  return numberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(count);
}

/** When something will happen, as briefly as is clear: "14:30", "Wed 09:00", "Mar 31, 09:00". */
export function upcoming(atMs: number, nowMs: number, locale: Locale, zone: Zone = {}): string {
  if (dayKey(atMs, zone) === dayKey(nowMs, zone)) return formatTime(locale, atMs, zone);
  const day: Intl.DateTimeFormatOptions =
    atMs - nowMs < 6 * DAY_MS ? { weekday: "short" } : { month: "short", day: "numeric" };
  const format = { ...day, hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone } as const;
  return dateFormat(locale, format).format(atMs);
}

/** A day as a key: the same for two instants exactly if they fall on one day in the zone. */
export function dayKey(atMs: number, { timeZone }: Zone = {}): string {
  return dateFormat("en", { dateStyle: "short", ...(timeZone && { timeZone }) }).format(atMs);
}
