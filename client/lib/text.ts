/** What a person typed, as the wire takes it. */
import { MAX_TEXT_CHARS } from "#protocol/constants";

/**
 * White space around it, NULs and halves of surrogate pairs go; the rest stays as typed.
 * @returns `undefined` when nothing is left, or more than MAX_TEXT_CHARS UTF-16 units
 */
export function textToSend(typed: string): string | undefined {
  const text = typed.replaceAll("\0", "").toWellFormed().trim();
  return text === "" || text.length > MAX_TEXT_CHARS ? undefined : text;
}
