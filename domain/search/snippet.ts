/** One short line of a message around what was looked for. */
import type { Mark } from "#domain/search/query";

export interface Snippet {
  readonly text: string;
  /** Where in `text`. */
  readonly marks: readonly Mark[];
}

const MAX_CHARS = 160;
const BEFORE_CHARS = 40;

/** @param marks in the text, in order; none shows its beginning */
export function snippetOf(text: string, marks: readonly Mark[]): Snippet {
  const [first] = marks;
  const from = first === undefined || first[0] <= BEFORE_CHARS ? 0 : wordFrom(text, first[0] - BEFORE_CHARS, first[0]);
  const to = text.length - from <= MAX_CHARS ? text.length : boundary(text, from + MAX_CHARS);
  const lead = from > 0 ? "…" : "";
  // Unit by unit, so that places stay: a line break is a space here.
  const body = text.slice(from, to).replace(/\s/gu, " ");
  const moved = marks.flatMap(([start, end]): Mark[] => {
    const at = Math.max(start, from) - from + lead.length;
    const until = Math.min(end, to) - from + lead.length;
    return at < until ? [[at, until]] : [];
  });
  return { text: `${lead}${body}${to < text.length ? "…" : ""}`, marks: moved };
}

const LONGEST_WORD_CUT_CHARS = 16;

/** Where a word begins, if one does soon; a script without spaces is cut between two characters. */
function wordFrom(text: string, at: number, before: number): number {
  const space = text.slice(at, Math.min(before, at + LONGEST_WORD_CUT_CHARS)).search(/\s/u);
  return space === -1 ? boundary(text, at) : at + space + 1;
}

/** Never within a character of two units. */
function boundary(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
