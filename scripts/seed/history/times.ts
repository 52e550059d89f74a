/** When the demo shop works. */
import { between, type Random } from "./random.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const OPENS_MS = 9 * HOUR_MS;
/** Nobody is taken on later than this, so that all is said by the evening. */
const LAST_BEGIN_MS = 17 * HOUR_MS;

/** @returns a moment within that day's hours; @param dayStartMs its midnight */
export function workingTime(random: Random, dayStartMs: number): number {
  return dayStartMs + between(random, OPENS_MS + 3 * MINUTE_MS, LAST_BEGIN_MS);
}

/**
 * @param todayMs midnight of the day on which it is seeded
 * @returns the next working hour after a moment, that day's or the next one's
 */
export function nextWorkingTime(random: Random, afterMs: number, todayMs: number): number {
  const dayStartMs = todayMs - Math.ceil((todayMs - afterMs) / DAY_MS) * DAY_MS;
  const latestMs = dayStartMs + LAST_BEGIN_MS;
  const earliestMs = Math.max(afterMs + 20 * MINUTE_MS, dayStartMs + OPENS_MS);
  if (earliestMs < latestMs) return between(random, earliestMs, latestMs);
  return workingTime(random, dayStartMs + DAY_MS);
}

export function opensAtMs(dayStartMs: number): number {
  return dayStartMs + OPENS_MS;
}
