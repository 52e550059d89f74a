/**
 * Two spellings that a reader takes for one become one: compatibility forms (full-width letters, ligatures), upper case,
 * and accents of Latin and Greek letters. It is done character by character, so that a place in the folded text leads
 * back to the place in the text that it came from.
 */

export interface Folded {
  readonly text: string;
  /** Of each UTF-16 unit of `text`: where in the original its character begins and ends. */
  readonly startOf: (at: number) => number;
  readonly endOf: (at: number) => number;
}

const ASCII_ONLY = /^[\0-\x7f]*$/;
/** A character with the marks on it; what is not ASCII alone needs a closer look. */
const CHARACTER = /[\0-\x7f](?!\p{M})|\P{M}\p{M}*|\p{M}+/gsu;
const ACCENTS = /([\p{Script=Latin}\p{Script=Greek}])\p{Mn}+/gu;
/** Unified ideographs as they are mostly written: nothing of them folds. */
const isPlainHan = (char: string) => char.length === 1 && char >= "\u4e00" && char <= "\u9fff";

/** Of these, most texts have but a few: a character that is neither ASCII nor a plain ideograph, or one with marks on it. */
const TO_FOLD = /[^\0-\x7f\u4e00-\u9fff\p{M}]\p{M}*|[\0-\x7f\u4e00-\u9fff]?\p{M}+/gu;

/** The folded text alone, as it is indexed. */
export function fold(text: string): string {
  const folded = ASCII_ONLY.test(text) ? text : text.replace(TO_FOLD, foldCharacter);
  return folded.toLowerCase();
}

/** As {@link fold}, with the way back. */
export function foldWithPlaces(text: string): Folded {
  if (ASCII_ONLY.test(text)) return { text: text.toLowerCase(), startOf: (at) => at, endOf: (at) => at + 1 };
  const starts: number[] = [];
  const ends: number[] = [];
  let folded = "";
  for (const { 0: char, index } of text.matchAll(CHARACTER)) {
    const one = foldCharacter(char);
    folded += one;
    for (let unit = 0; unit < one.length; unit += 1) {
      starts.push(index);
      ends.push(index + char.length);
    }
  }
  return { text: folded, startOf: (at) => starts[at] ?? text.length, endOf: (at) => ends[at] ?? text.length };
}

function foldCharacter(char: string): string {
  if (isPlainHan(char)) return char;
  const lower = char.normalize("NFKC").toLowerCase();
  return ASCII_ONLY.test(lower) ? lower : lower.normalize("NFD").replace(ACCENTS, "$1").normalize("NFC");
}
