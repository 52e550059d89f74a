/** For how long somebody is blocked, as one chooses it. */

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

export const BLOCK_DURATIONS = ["hour", "day", "week", "month", "ever"] as const;
export type BlockDuration = (typeof BLOCK_DURATIONS)[number];

const LENGTHS_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const;

/** @returns Unix milliseconds, or undefined for a block that somebody has to lift */
export function expiryOf(duration: BlockDuration, nowMs: number): number | undefined {
  return duration === "ever" ? undefined : nowMs + LENGTHS_MS[duration];
}

export function isBlockDuration(value: string | null): value is BlockDuration {
  return BLOCK_DURATIONS.some((duration) => duration === value);
}
