/** A moment as a zone's clock shows it, to the minute, and back. */
import { dateFormat } from "#client/i18n/formatters.ts";

const PARTS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;

/** @returns `2026-12-01 10:00` */
export function wallOf(atMs: number, timeZone: string): string {
  const format = dateFormat("en", { ...PARTS, hourCycle: "h23", timeZone });
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const [year, month, day, hour, minute] = (["year", "month", "day", "hour", "minute"] as const).map(
    (type) => parts.get(type) ?? "",
  );
  return `${year}-${month}-${day} ${hour}:${minute}`;
}

/** @returns Unix ms, the first of two where the clock shows it twice; undefined if it never does, or is no such text */
export function atWall(wall: string, timeZone: string): number | undefined {
  const asUtcMs = Date.parse(`${wall.replace(" ", "T")}:00Z`);
  if (Number.isNaN(asUtcMs)) return undefined;
  const aheadMs = (atMs: number) => Date.parse(`${wallOf(atMs, timeZone).replace(" ", "T")}:00Z`) - atMs;
  // Clocks are set by hours at most: what they were a day before and are a day after is all that they may be.
  const day = 24 * 60 * 60_000;
  const guesses = [asUtcMs - aheadMs(asUtcMs - day), asUtcMs - aheadMs(asUtcMs + day)].sort((a, b) => a - b);
  return guesses.find((atMs) => wallOf(atMs, timeZone) === wall.replace("T", " "));
}
