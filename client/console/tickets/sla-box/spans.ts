/** Spans of time in two units at most, and moments by their day. Pure. */
import { dayKey } from "#client/console/format/time.ts";
import { countdown } from "#client/console/shell/countdown.ts";
import { formatTime } from "#client/i18n/format.ts";
import { dateFormat, numberFormat } from "#client/i18n/formatters.ts";
import type { Locale } from "#protocol/constants";

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
const UNITS = [
  ["day", DAY_MS],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", SECOND_MS],
] as const;
/** Below this seconds count, as in every ring. */
const COUNTDOWN_MS = 600_000;

/** "24 sec", "1 hr 20 min", "2 days 3 hr": whole seconds, and never less than one. */
export function span(ms: number, locale: Locale): string {
  const wholeMs = Math.max(SECOND_MS, Math.floor(ms / SECOND_MS) * SECOND_MS);
  const first = UNITS.findIndex(([, unitMs]) => wholeMs >= unitMs);
  let restMs = wholeMs;
  const parts = UNITS.slice(first, first + 2).flatMap(([unit, unitMs]) => {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count === 0) return [];
    return [numberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(count)];
  });
  return parts.join(locale === "zh-CN" ? "" : " ");
}

/** @param leftMs more than nothing, as `shownLeftMs` tells it */
export function timeLeft(leftMs: number, locale: Locale): string {
  return leftMs <= COUNTDOWN_MS ? countdown(leftMs) : span(leftMs, locale);
}

export interface Moment {
  /** Undefined: `time` tells the day. */
  readonly day: "today" | "tomorrow" | "yesterday" | undefined;
  readonly time: string;
}

/** By the reader's own clock. */
export function momentOf(atMs: number, nowMs: number, locale: Locale): Moment {
  const key = dayKey(atMs);
  const time = formatTime(locale, atMs);
  if (key === dayKey(nowMs)) return { day: "today", time };
  if (key === dayKey(nowMs + DAY_MS)) return { day: "tomorrow", time };
  if (key === dayKey(nowMs - DAY_MS)) return { day: "yesterday", time };
  const format = { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return { day: undefined, time: dateFormat(locale, format).format(atMs) };
}
