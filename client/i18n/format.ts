/** Times and amounts as the reader's locale writes them, in the reader's own time zone unless one is given. */
import type { Locale } from "#protocol/constants";
import { dateFormat, numberFormat, relativeFormat } from "./formatters.ts";

/** `timeZone` is an IANA name; absent means the reader's own. */
export interface Zone {
  readonly timeZone?: string;
}

/** Hour and minute: 14:05. */
export function formatTime(locale: Locale, atMs: number, zone: Zone = {}): string {
  return dateFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...zone }).format(atMs);
}

/** Date and time in full, for a tooltip. */
export function formatInstant(locale: Locale, atMs: number, zone: Zone = {}): string {
  return dateFormat(locale, { dateStyle: "full", timeStyle: "medium", hourCycle: "h23", ...zone }).format(atMs);
}

/** A day and the time in it, as short as they can be told: today 14:05; Fri, Nov 27 14:05. */
export function formatDayTime(locale: Locale, atMs: number, nowMs: number, zone: Zone = {}): string {
  return `${formatDay(locale, atMs, nowMs, zone)} ${formatTime(locale, atMs, zone)}`;
}

/** A day as a divider in a thread: today, the one before and the one after by name, this year without its number. */
export function formatDay(locale: Locale, atMs: number, nowMs: number, zone: Zone = {}): string {
  const days = dayNumber(nowMs, zone) - dayNumber(atMs, zone);
  if (Math.abs(days) <= 1) return capitalised(relativeFormat(locale, { numeric: "auto" }).format(-days, "day"));
  const thisYear = yearOf(atMs, zone) === yearOf(nowMs, zone);
  const year = thisYear ? {} : ({ year: "numeric" } as const);
  return dateFormat(locale, { weekday: "short", day: "numeric", month: "short", ...year, ...zone }).format(atMs);
}

const STEPS = [
  ["minute", 60_000, 60],
  ["hour", 3_600_000, 24],
  ["day", 86_400_000, 7],
] as const;

/** How long ago, as a list shows it: now, 5 min ago, 3 hr ago, yesterday; from a week on the date. */
export function formatAgo(locale: Locale, atMs: number, nowMs: number, zone: Zone = {}): string {
  const relative = relativeFormat(locale, { numeric: "auto", style: "short" });
  const agoMs = Math.max(0, nowMs - atMs);
  if (agoMs < 60_000) return relative.format(0, "second");
  for (const [unit, unitMs, below] of STEPS) {
    const amount = Math.floor(agoMs / unitMs);
    if (amount < below) return relative.format(-amount, unit);
  }
  return dateFormat(locale, { dateStyle: "medium", ...zone }).format(atMs);
}

export function formatMoney(locale: Locale, amount: number, currency: string): string {
  return numberFormat(locale, { style: "currency", currency }).format(amount);
}

/** Days since the epoch in the zone: 2026-03-01 is one day after 2026-02-28, whatever the clocks did. */
function dayNumber(atMs: number, zone: Zone): number {
  return Math.round(Date.parse(`${dateFormat("en", { ...zone, dateStyle: "short" }).format(atMs)} UTC`) / 86_400_000);
}

function yearOf(atMs: number, zone: Zone): string {
  return dateFormat("en", { ...zone, year: "numeric" }).format(atMs);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
