/**
 * Words in what somebody wrote. Case and width do not count. A word in Latin letters or digits is found as a word of its own
 * ("art" is not in "party"), Chinese anywhere, as nothing stands between its words. Nothing of it is read as a pattern.
 */

/** What is further back in a text is not looked at. */
const MAX_TEXT_CHARS = 10_000;

/** As {@link hasWord} reads it. */
export function foldedText(text: string): string {
  return text.slice(0, MAX_TEXT_CHARS).normalize("NFKC").toLowerCase();
}

/** Two that fold to the same are the same word, or the same name. */
export function foldedWord(word: string): string {
  return word.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}

/** @param text folded @param word folded */
export function hasWord(text: string, word: string): boolean {
  if (word === "") return false;
  const begins = isLatin(word.at(0));
  const ends = isLatin(word.at(-1));
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const isWhole = !(begins && isLatin(text[at - 1])) && !(ends && isLatin(text[at + word.length]));
    if (isWhole) return true;
  }
  return false;
}

const LATIN = /^[\p{Script=Latin}\p{Nd}\p{M}]$/u;

function isLatin(char: string | undefined): boolean {
  return char !== undefined && LATIN.test(char);
}
