/** What a reader means by a few letters: every word they wrote has to stand in the text, in any language, in any order. */

/** Case, width and accents aside. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/**
 * @param q what was written; Chinese is found by any part of it
 * @returns how well it fits, the more the better; undefined if it does not
 */
export function fitness(q: string, text: string): number | undefined {
  const words = folded(q).split(/\s+/).filter(Boolean);
  const among = folded(text);
  let score = 0;
  for (const word of words) {
    const at = among.indexOf(word);
    if (at === -1) return undefined;
    if (at === 0) score += 3;
    else if (/[\s\p{P}]/u.test(among[at - 1] ?? "")) score += 2;
    else score += 1;
  }
  return score;
}

/** Those that fit, the best first; equally good ones stay as they were. */
export function fitting<Item extends { readonly text: string }>(q: string, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, score: fitness(q, item.text) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ item }) => item);
}
