/**
 * How often somebody may do something: a token bucket in the form of the generic cell rate algorithm (ITU-T I.371), whose
 * whole state is one number, so that asking costs next to nothing.
 */

/** `burst` at once, and from then on `perSecond`. */
export interface Pace {
  readonly burst: number;
  readonly perSecond: number;
}

export interface Paced {
  readonly isAllowed: boolean;
  /** The new state: until when the tokens that were taken are paid for (milliseconds, with fractions). */
  readonly paidUntilMs: number;
  /** When it would be allowed; 0 if it was. */
  readonly retryAfterMs: number;
}

/**
 * Takes one token.
 * @param paidUntilMs the state after the last time; 0 for a full bucket
 */
export function take(pace: Pace, paidUntilMs: number, nowMs: number): Paced {
  const intervalMs = 1_000 / pace.perSecond;
  const next = Math.max(paidUntilMs, nowMs) + intervalMs;
  const waitMs = next - nowMs - pace.burst * intervalMs;
  return waitMs > 0
    ? { isAllowed: false, paidUntilMs, retryAfterMs: Math.ceil(waitMs) }
    : { isAllowed: true, paidUntilMs: next, retryAfterMs: 0 };
}
