/** Days and moments of one's own sign-in: in full, since what is looked for is often long ago. */
import type { Locale } from "#protocol/constants";

/** @param at ISO 8601 */
export function dayOf(at: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(new Date(at));
}

/** @param at ISO 8601 */
export function momentOf(at: string, locale: Locale): string {
  const format = { dateStyle: "medium", timeStyle: "short", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(locale, format).format(new Date(at));
}
