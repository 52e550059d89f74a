/** When a conversation put aside may come back: presets in the reader's own time. */

const HOUR_MS = 60 * 60_000;
/** When a working day begins. */
const MORNING_HOUR = 9;

export const SNOOZE_PRESETS = ["hour", "threeHours", "tomorrow", "nextWeek"] as const;
export type SnoozePreset = (typeof SNOOZE_PRESETS)[number];

/** @returns Unix milliseconds; mornings and weeks are those of the machine's zone */
export function snoozeUntilMs(preset: SnoozePreset, nowMs: number): number {
  switch (preset) {
    case "hour":
      return nowMs + HOUR_MS;
    case "threeHours":
      return nowMs + 3 * HOUR_MS;
    case "tomorrow":
      return morningAfter(nowMs, 1);
    case "nextWeek": {
      const daysToMonday = (8 - new Date(nowMs).getDay()) % 7 || 7;
      return morningAfter(nowMs, daysToMonday);
    }
  }
}

function morningAfter(nowMs: number, days: number): number {
  const now = new Date(nowMs);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING_HOUR).getTime();
}

/** The value of a `datetime-local` field for an instant, to the minute. */
export function toLocalField(ms: number): string {
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** @returns Unix milliseconds, or undefined unless the field holds a time that is still to come */
export function fromLocalField(value: string, nowMs: number): number | undefined {
  const ms = new Date(value).getTime();
  return Number.isNaN(ms) || ms <= nowMs ? undefined : ms;
}
