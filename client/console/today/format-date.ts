/** A day as the head of a page: "Tuesday, July 7" ("7月7日星期二"). */
import { dateFormat } from "#client/i18n/formatters.ts";
import type { Locale } from "#protocol/constants";

export function formatDate(locale: Locale, atMs: number): string {
  return dateFormat(locale, { weekday: "long", month: "long", day: "numeric" }).format(atMs);
}
