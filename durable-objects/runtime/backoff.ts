/**
 * Exponential backoff without jitter: one actor is the only caller of its own retries, so there is no herd to spread.
 * @param attempts how often it was tried before, from 0
 * @returns milliseconds to wait
 */
export function backoffMs(attempts: number, firstMs: number, longestMs: number): number {
  return Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 30));
}
