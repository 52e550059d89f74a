/**
 * What somebody looks for, and whether a text has it. The index only says where the words may be (it knows hashes, of a
 * whole conversation); the text itself decides.
 */
import { fold, foldWithPlaces } from "#domain/search/fold";
import { type Piece, piecesOf, tokensOfWord, tokensToFindRun, tokensToFindWord } from "#domain/search/tokens";

/** More words narrow nothing down any further; they still have to be there. */
const MAX_INDEX_TOKENS = 24;
const MAX_TERMS = 16;

/** A place in the original text, in UTF-16 units, its end not included. */
export type Mark = readonly [start: number, end: number];

export interface Term {
  readonly kind: Piece["kind"];
  /** Folded: what is looked for, a word joined to one. */
  readonly text: string;
  readonly tokens: readonly string[];
}

export interface Query {
  /** Each of them has to be in the conversation. */
  readonly terms: readonly Term[];
  /** What to ask the index for; all of it has to be there. */
  readonly tokens: readonly string[];
}

export interface TextMatch {
  /** Indices of the terms that are in the text. */
  readonly terms: ReadonlySet<number>;
  /** In order, none within another. */
  readonly marks: readonly Mark[];
}

/** @returns undefined if there is nothing in it to look for: punctuation, or one letter */
export function parseQuery(text: string): Query | undefined {
  const terms = new Map<string, Term>();
  for (const piece of piecesOf(fold(text))) {
    const tokens = piece.kind === "run" ? tokensToFindRun(piece.text) : tokensToFindWord(piece.text);
    const own = piece.kind === "run" ? piece.text : tokens.join(" ");
    if (tokens.length > 0 && terms.size < MAX_TERMS) terms.set(own, { kind: piece.kind, text: own, tokens });
  }
  if (terms.size === 0) return undefined;
  const tokens = new Set([...terms.values()].flatMap((term) => term.tokens));
  return { terms: [...terms.values()], tokens: [...tokens].slice(0, MAX_INDEX_TOKENS) };
}

/** Which of the terms a text has, and where. */
export function matchText(query: Query, text: string): TextMatch {
  const folded = foldWithPlaces(text);
  const found = new Set<number>();
  const places: [number, number][] = [];
  const words = [...piecesOf(folded.text)].filter(({ kind }) => kind === "word");
  const known = words.map((word) => new Set(tokensOfWord(word.text)));
  query.terms.forEach((term, index) => {
    const hits = term.kind === "run" ? placesOfRun(folded.text, term.text) : placesOfWord(words, known, term);
    if (hits.length === 0) return;
    found.add(index);
    for (const [start, end] of hits) places.push([folded.startOf(start), folded.endOf(end - 1)]);
  });
  return { terms: found, marks: merge(places) };
}

function placesOfRun(folded: string, run: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = folded.indexOf(run); at !== -1; at = folded.indexOf(run, at + run.length))
    places.push([at, at + run.length]);
  return places;
}

function placesOfWord(words: readonly Piece[], known: readonly Set<string>[], term: Term): [number, number][] {
  return words.flatMap((word, index): [number, number][] => {
    if (!term.tokens.every((token) => known[index]?.has(token))) return [];
    const within = word.text.indexOf(term.text);
    // Joined otherwise than it was asked for: the whole of it.
    return within === -1
      ? [[word.at, word.at + word.text.length]]
      : [[word.at + within, word.at + within + term.text.length]];
  });
}

function merge(places: [number, number][]): Mark[] {
  const merged: [number, number][] = [];
  for (const [start, end] of places.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}
