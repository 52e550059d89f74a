/** Faces of people without pictures: initials and a tint that stays theirs, the same wherever they are shown. */

/** As many as the style sheets have. */
const TINTS = 6;
/** Han, kana and hangul names are known by one character, others by the first letters of two words. */
const ONE_CHARACTER = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** @returns of what can be read of the name: no signs, no marks that turn the writing around; empty if nothing is left */
export function initialsOf(name: string): string {
  const [first = "", ...others] = name.replace(/[^\p{L}\p{N}\s]/gu, "").match(/\S+/g) ?? [];
  const isOne = ONE_CHARACTER.test(first);
  const last = isOne ? "" : others.filter((word) => /^\p{L}/u.test(word) && !ONE_CHARACTER.test(word)).at(-1);
  const [a = ""] = first;
  const [b = ""] = last ?? "";
  return (a + b).toUpperCase();
}

/** @returns the number of a tint, 1 to 6, the same for the same id */
export function tintOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (sum % TINTS) + 1;
}
