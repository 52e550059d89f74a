/** Email addresses (the forms in use, of RFC 5321). Found from their @, so that text without one costs nothing. */
import { type Detector, HIDDEN, type Span } from "#domain/privacy/masking/span";

/** RFC 5321 §4.5.3.1.1. */
const MAX_LOCAL_CHARS = 64;
const LOCAL = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]/;
const DOMAIN =
  /(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}(?:xn--[A-Za-z0-9-]{2,59}|[A-Za-z]{2,24})(?![A-Za-z0-9])/y;

export const findEmails: Detector = (text) => {
  const spans: Span[] = [];
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    const start = beginOfLocal(text, at);
    DOMAIN.lastIndex = at + 1;
    if (start === at || !DOMAIN.test(text)) continue;
    const end = DOMAIN.lastIndex;
    spans.push({ kind: "email", start, end, hint: text.charAt(start) + HIDDEN + text.slice(at, end) });
  }
  return spans;
};

function beginOfLocal(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL_CHARS && LOCAL.test(text.charAt(start - 1))) start -= 1;
  // A quote or a dot before it is the sentence's.
  while (start < at && /[^A-Za-z0-9_]/.test(text.charAt(start))) start += 1;
  return start;
}
