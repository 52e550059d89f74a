/**
 * Exponential backoff with full jitter ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015): after an outage
 * the clients come back spread over the whole window instead of all at once.
 */

const BASE_MS = 500;
const CAP_MS = 30_000;

/**
 * How long to wait before the next try.
 * @param attempt tries that failed since the last success, from 0
 * @param random a number from 0 (inclusive) to 1 (exclusive)
 * @returns whole milliseconds, 0 up to the smaller of 30 s and 500 ms · 2^attempt
 */
export function backoffMs(attempt: number, random: number): number {
  return Math.floor(random * Math.min(CAP_MS, BASE_MS * 2 ** attempt));
}
