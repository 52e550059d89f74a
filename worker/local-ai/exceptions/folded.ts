/** A message as the model reads it: one way of writing for all that is the same to a reader. */
import { simplified } from "#worker/local-ai/exceptions/simplified";

/** Of each end of a message that is longer than both: what matters is said first or last, and time has a bound. */
const END_CHARACTERS = 2_000;

/** @returns lower case, compatibility forms and traditional characters replaced, no marks upon letters, single spaces */
export function folded(text: string): string {
  return simplified(
    ends(text)
      .normalize("NFKC")
      .replace(/\p{M}+/gu, ""),
  )
    .toLowerCase()
    .replace(/[‘’`´]/gu, "'")
    .replace(/\s+/gu, " ")
    .trim();
}

/** @returns the text, or its two ends if it is long */
export function ends(text: string): string {
  if (text.length <= 2 * END_CHARACTERS) return text;
  return `${text.slice(0, END_CHARACTERS)} ${text.slice(-END_CHARACTERS)}`;
}
