/** A snippet in pieces, marked or not. */

export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
  /** Where it begins. */
  readonly at: number;
}

/** @param marks in order; what lies outside of the text, or within an earlier one, is not believed */
export function marked(text: string, marks: readonly { start: number; end: number }[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (from: number, to: number, isMarked: boolean) => {
    if (from < to) pieces.push({ text: text.slice(from, to), isMarked, at: from });
  };
  let at = 0;
  for (const { start, end } of marks) {
    if (start < at || end > text.length) continue;
    add(at, start, false);
    add(start, end, true);
    at = Math.max(start, end);
  }
  add(at, text.length, false);
  return pieces;
}
