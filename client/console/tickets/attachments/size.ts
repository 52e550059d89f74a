import { numberFormat } from "#client/i18n/formatters.ts";
import type { Locale } from "#protocol/constants";

const KB = 1024;

/** How large a file is, as people say it: whole kilobytes, or megabytes with one decimal. */
export function formatSize(locale: Locale, bytes: number): string {
  const [value, unit] = bytes < KB * KB ? [Math.max(1, bytes / KB), "kilobyte"] : [bytes / KB / KB, "megabyte"];
  const maximumFractionDigits = unit === "megabyte" ? 1 : 0;
  return numberFormat(locale, { style: "unit", unit, maximumFractionDigits }).format(value);
}
