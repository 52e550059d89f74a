/**
 * How long whoever stands at a place in a line will probably wait, by the pace at which that line was handed out lately. Pure
 * functions; the queue brings the intervals between hand-outs during which somebody waited and an agent was online.
 * The wait at place p is the sum of p intervals to come: its mean is p times theirs, its variance that of p intervals and
 * that of a mean known from n of them only (a prediction interval, without a belief about how intervals are spread).
 */
import type { WaitRange } from "#protocol/frames";

/** With fewer nothing is claimed: chance rules. */
export const MIN_INTERVALS = 10;
/** Of longer ago than so many the pace may be another. */
export const KEPT_INTERVALS = 30;
/** Nor is anything claimed from what was hours ago. */
export const STALE_AFTER_MS = 2 * 3_600_000;
/** Standard deviations to both sides: about four of five waits fall within. */
const SPREAD = 1.28;
const MINUTE_MS = 60_000;
/** Beyond it a number helps nobody. */
const LONGEST_TOLD_MINUTES = 60;

export interface ExpectedWait {
  readonly meanMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * @param intervalsMs between hand-outs, in any order
 * @param position from 1
 * @returns undefined where nothing can be said: too little is known, or nobody is there
 */
export function expectedWait(
  intervalsMs: readonly number[],
  position: number,
  isAnybodyOnline: boolean,
): ExpectedWait | undefined {
  const count = intervalsMs.length;
  if (!isAnybodyOnline || count < MIN_INTERVALS) return undefined;
  const paceMs = intervalsMs.reduce((sum, ms) => sum + ms, 0) / count;
  const variance = intervalsMs.reduce((sum, ms) => sum + (ms - paceMs) ** 2, 0) / (count - 1);
  const spreadMs = SPREAD * Math.sqrt(variance * (position + position ** 2 / count));
  const meanMs = position * paceMs;
  return { meanMs, fromMs: Math.max(0, meanMs - spreadMs), toMs: meanMs + spreadMs };
}

/** Whole minutes to both sides; nothing of a wait so long that a number would only frighten. */
export function toldWait(wait: ExpectedWait | undefined): WaitRange | undefined {
  if (wait === undefined) return undefined;
  const toMinutes = Math.max(1, Math.ceil(wait.toMs / MINUTE_MS));
  return toMinutes > LONGEST_TOLD_MINUTES ? undefined : { fromMinutes: Math.floor(wait.fromMs / MINUTE_MS), toMinutes };
}
