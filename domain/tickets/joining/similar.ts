/** Whether two subjects tell of the same trouble, as far as their letters say: in any language, without a dictionary. */

/** Of one another's pairs so many are the same: found on the examples of the test beside this. */
const ALIKE = 0.5;
/** Shorter ones tell too little to be taken for the same. */
const FEWEST_PAIRS = 3;

/** Letters and digits only, in one case and width: `「壶嘴 坏了！」` is `壶嘴坏了`. */
function normalised(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Pairs of neighbours within words, each with how often it is there. */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const word of normalised(text).split(" ")) {
    const letters = [...word];
    for (const [index, letter] of letters.slice(1).entries()) {
      const pair = `${letters[index]}${letter}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  return pairs;
}

/** @returns from 0, nothing in common, to 1, the same (Dice's coefficient of the pairs of neighbouring characters) */
export function similarityOf(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const count = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, each) => sum + each, 0);
  const total = count(a) + count(b);
  if (total === 0) return 0;
  const common = [...a].reduce((sum, [pair, times]) => sum + Math.min(times, b.get(pair) ?? 0), 0);
  return (2 * common) / total;
}

export function areAlike(one: string, other: string): boolean {
  if (Math.min(pairsOf(one).size, pairsOf(other).size) < FEWEST_PAIRS) return false;
  return similarityOf(one, other) >= ALIKE;
}

/** What is compared of a ticket. */
export interface Comparable {
  readonly type: string;
  readonly subject: string;
  readonly productLine?: string | undefined;
  readonly orderIds: readonly string[];
}

/** Of the same type with an order or the product line in common, or with a subject that says much the same. */
export function isSameTrouble(one: Comparable, other: Comparable): boolean {
  const isSameType = one.type === other.type;
  const sharesOrder = one.orderIds.some((id) => other.orderIds.includes(id));
  const sharesLine = one.productLine !== undefined && one.productLine === other.productLine;
  return (isSameType && (sharesOrder || sharesLine)) || areAlike(one.subject, other.subject);
}
