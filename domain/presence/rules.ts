/** What an agent may say of where they are, and when the queue may count on them. Pure. */
import { ok, type Result, refuse } from "#domain/failures";
import type { BusyReason, PresenceStatus } from "#protocol/constants";

/** What an agent chose to be. Reason, note and time are of `busy` alone. */
export interface Chosen {
  readonly status: PresenceStatus;
  readonly reason?: BusyReason | undefined;
  /** Their own words, for colleagues. */
  readonly note?: string | undefined;
  /** When they go online again by themselves, Unix milliseconds. */
  readonly untilMs?: number | undefined;
}

/** Longer than a shift is not a pause. */
const LONGEST_BUSY_MS = 24 * 60 * 60 * 1_000;

/** @returns what is kept of the wish; refuses a time that is over, or more than a day ahead */
export function choosePresence({ status, reason, note, untilMs }: Chosen, nowMs: number): Result<Chosen> {
  if (status !== "busy") return ok({ status });
  if (untilMs !== undefined && untilMs <= nowMs) return refuse("time_passed");
  if (untilMs !== undefined && untilMs > nowMs + LONGEST_BUSY_MS) return refuse("time_too_far");
  return ok({ status, reason, note, untilMs });
}

/** Whether the time that they said is there: they are online again. */
export function isBack({ status, untilMs }: Chosen, nowMs: number): boolean {
  return status === "busy" && untilMs !== undefined && untilMs <= nowMs;
}

/**
 * A conversation of theirs has ended: until when they are given no new one.
 * @param seconds what the agent prefers; 0 for none
 * @returns undefined if they go on at once, or take no work anyway
 */
export function wrapUpUntil(status: PresenceStatus, seconds: number, nowMs: number): number | undefined {
  return status === "online" && seconds > 0 ? nowMs + seconds * 1_000 : undefined;
}

/** What a queue may count on: somebody who wraps up is there, but takes nothing new. */
export function offeredStatus(
  status: PresenceStatus,
  wrapUpUntilMs: number | undefined,
  nowMs: number,
): PresenceStatus {
  return status === "online" && wrapUpUntilMs !== undefined && wrapUpUntilMs > nowMs ? "busy" : status;
}
