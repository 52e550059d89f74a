/**
 * What of a text that is still being written may be shown: a number that lacks its last digit is not found yet, and one
 * digit later the whole of it would have been seen.
 */
import { maskText } from "#domain/privacy/masking";
import { HIDDEN, narrowed } from "#domain/privacy/masking/span";

/** The word or the groups of digits at the end, which may go on. */
const UNFINISHED = /(?:[+(]?\d[\d\s().-]*[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@-]*|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~@-]+)$/;
const MAX_UNFINISHED_CHARS = 80;
/** If this followed, what stands there might be an address. */
const DOORS = ["1号", " Street"] as const;

/** @returns the draft as it will be masked once it is sent, without the end that cannot be judged yet */
export function maskDraft(draft: string): string {
  const end = narrowed(draft.slice(-MAX_UNFINISHED_CHARS));
  const unfinished = UNFINISHED.exec(end)?.[0].length ?? 0;
  const masked = maskBeginning(draft.slice(0, draft.length - unfinished));
  return unfinished === 0 ? masked : `${masked}…`;
}

function maskBeginning(text: string): string {
  const masked = maskText(text).text;
  for (const door of DOORS) {
    const whole = maskText(text + door).text;
    // It became part of an address, together with what it was joined to.
    if (whole !== masked + door) return whole.slice(0, whole.lastIndexOf(HIDDEN) + HIDDEN.length);
  }
  return masked;
}
