/** What a countdown shows at a moment. Pure. */
import { duration } from "#client/console/format/time.ts";
import { countdown } from "#client/console/shell/countdown.ts";
import type { Locale } from "#protocol/constants";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** Below this seconds count. */
const COUNTDOWN_MS = 10 * MINUTE_MS;
/** Of a full ring, or this much time: whatever is more. */
const SOON_SHARE = 0.25;
const SOON_MS = MINUTE_MS;

/** What is left as far as it is shown, so that it stays the same for as long as it looks the same; negative once overdue. */
export function shownLeftMs(dueAtMs: number, nowMs: number): number {
  const leftMs = dueAtMs - nowMs;
  if (leftMs > COUNTDOWN_MS || leftMs <= 0) return Math.floor(leftMs / MINUTE_MS) * MINUTE_MS;
  return Math.ceil(leftMs / SECOND_MS) * SECOND_MS;
}

export interface DueLook {
  readonly state: "calm" | "soon" | "over";
  /** Of the ring, 0 to 100. */
  readonly percent: number;
  /** How long still, or how long over. */
  readonly time: string;
}

/** @param leftMs as {@link shownLeftMs} tells it */
export function lookOf(leftMs: number, spanMs: number, locale: Locale): DueLook {
  if (leftMs <= 0) return { state: "over", percent: 0, time: duration(Math.max(MINUTE_MS, -leftMs), locale) };
  const percent = Math.min(100, Math.max(1, Math.round((leftMs / spanMs) * 100)));
  const time = leftMs <= COUNTDOWN_MS ? countdown(leftMs) : duration(leftMs, locale);
  return { state: leftMs <= Math.max(SOON_MS, spanMs * SOON_SHARE) ? "soon" : "calm", percent, time };
}
