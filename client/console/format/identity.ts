/** Faces of people without pictures: initials and a tint that stays theirs. */

const TINTS = 6;
/** Han, kana and hangul names are known by one character, others by the first letters of two words. */
const ONE_CHARACTER_SCRIPT = /^\p{Script=Han}|^\p{Script=Hiragana}|^\p{Script=Katakana}|^\p{Script=Hangul}/u;

export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? "")][0] ?? "?";
  if (ONE_CHARACTER_SCRIPT.test(first)) return first;
  const others = words.slice(1).filter((word) => /^\p{L}/u.test(word) && !ONE_CHARACTER_SCRIPT.test(word));
  return (first + ([...(others.at(-1) ?? "")][0] ?? "")).toLocaleUpperCase("en");
}

/** @returns the number of a tint token, 1 to 6, the same for the same id */
export function tintOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return (sum % TINTS) + 1;
}

/** A few characters of an id by which a nameless visitor can be told from another. */
export function shortCode(id: string): string {
  return id.slice(-4).toUpperCase();
}
