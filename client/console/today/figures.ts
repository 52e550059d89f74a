/** Figures as they are read at a glance. Pure. */
import { numberFormat } from "#client/i18n/formatters.ts";
import type { Locale } from "#protocol/constants";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** A span with what matters of it: "42 sec", "4 min", "2.5 hr". */
export function span(ms: number, locale: Locale): string {
  if (ms < MINUTE_MS) return amount(Math.round(ms / SECOND_MS), "second", locale);
  if (ms < HOUR_MS) return amount(Math.round(ms / MINUTE_MS), "minute", locale);
  return amount(Math.round((ms / HOUR_MS) * 10) / 10, "hour", locale);
}

function amount(value: number, unit: "second" | "minute" | "hour", locale: Locale): string {
  return numberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
}

/** A share in whole percent; undefined of nothing. All is said of all alone: what was missed does not vanish by rounding. */
export function share(part: number, whole: number, locale: Locale): string | undefined {
  if (whole === 0) return undefined;
  const percent = part === whole ? 1 : Math.floor((part / whole) * 100) / 100;
  return numberFormat(locale, { style: "percent" }).format(percent);
}
