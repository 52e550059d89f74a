/** What a team's queue says of itself, or nothing: one that cannot be asked, or does not answer, holds up no transfer. */
import type { QueueOutlook } from "#actors/contracts";
import { logFailure } from "#actors/runtime/log";

/** Far longer than an answer takes: whoever transfers waits for it. */
export const ANSWER_WITHIN_MS = 2_000;

/** It is chosen last: what it is told of the work waits for it. */
export const UNKNOWN: QueueOutlook = { isSomebodyIn: false, waiting: Number.MAX_SAFE_INTEGER };

export async function outlookOrUnknown(ask: () => Promise<QueueOutlook>): Promise<QueueOutlook> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("asked too long ago", "TimeoutError")), ANSWER_WITHIN_MS);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    logFailure("outlook_failed", error);
    return UNKNOWN;
  } finally {
    clearTimeout(timer);
  }
}
