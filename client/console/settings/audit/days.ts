/** Days as a date field writes them (`2026-11-24`), in the reader's own time zone. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

export function dayOf(atMs: number): string {
  const date = new Date(atMs);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When the day begins; undefined for no day at all. */
export function startOfDay(day: string): number | undefined {
  return startOf(day, 0);
}

/** When the next day begins: a day may have 23 or 25 hours. */
export function dayAfter(day: string): number | undefined {
  return startOf(day, 1);
}

function startOf(day: string, daysLater: number): number | undefined {
  const parts = DAY.exec(day);
  if (parts === null) return undefined;
  const [year, month, date] = parts.slice(1).map(Number);
  const ms = new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + daysLater).getTime();
  return ms >= 0 ? ms : undefined;
}
