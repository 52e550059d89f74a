/**
 * A text as the words by which it is found. Scripts with spaces give their words; numbers that people write with dashes,
 * dots or slashes (orders, parcels, addresses) are found whole, in parts, and however they are joined. Scripts without
 * spaces give every pair of neighbours, so that any piece of two characters or more is found wherever a dictionary would
 * cut it, and the single characters that are words by themselves (`Intl.Segmenter`): 茶, 退.
 */
import { fold } from "#domain/search/fold";

/** A longer one is no word that somebody looks for, but data. */
const MAX_TOKEN_CHARS = 64;
/** A message of the longest kind gives more pairs of neighbours than anybody will look for. */
export const MAX_TOKENS_OF_TEXT = 4_000;
/** So many parts of a word are joined in every way; one with more of them is an address on the web, say. */
const MAX_JOINED_PARTS = 5;

const SPACELESS = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`;
const LETTER = String.raw`[[\p{L}\p{N}\p{M}]--[${SPACELESS}]]`;
/** What people put inside of one word or number. */
const JOINER = String.raw`[\-_.\/@'’+&:\u2010-\u2015]`;
const PIECE = new RegExp(`(?<run>[${SPACELESS}]+)|${LETTER}+(?:${JOINER}${LETTER}+)*`, "gv");
const ASCII_PIECE = /(?<run>(?!))|[a-z0-9]+(?:[-_./@'+&:][a-z0-9]+)*/g;
const ASCII_ONLY = /^[\0-\x7f]*$/;
/** Nearly every word there is. */
const PLAIN_WORD = /^[a-z]{2,30}$/;
const PART = new RegExp(`${LETTER}+`, "gv");
/** Letters beside digits are parts of their own too: the number in `order12345`. */
const LETTERS_OR_DIGITS = /\p{N}+|\P{N}+/gu;

/** A word, or an unbroken run of characters without spaces, of a folded text. */
export interface Piece {
  readonly kind: "word" | "run";
  readonly text: string;
  /** Where it begins in the folded text. */
  readonly at: number;
}

/** @param folded as `fold` made it */
export function* piecesOf(folded: string): Generator<Piece> {
  for (const { 0: text, index, groups } of folded.matchAll(ASCII_ONLY.test(folded) ? ASCII_PIECE : PIECE)) {
    yield { kind: groups?.run === undefined ? "word" : "run", text, at: index };
  }
}

/**
 * The tokens under which a text is found, each once; the first {@link MAX_TOKENS_OF_TEXT}.
 * @param seen words and runs whose tokens are known already and left out; those of this text are added to it. Most of
 *   what people write was written before, and making tokens costs more than looking here.
 */
export function tokensOf(text: string, seen?: Set<string>): Set<string> {
  const tokens = new Set<string>();
  for (const piece of piecesOf(fold(text))) {
    if (seen?.has(piece.text)) continue;
    seen?.add(piece.text);
    for (const token of piece.kind === "run" ? tokensOfRun(piece.text) : tokensOfWord(piece.text)) {
      if (tokens.size >= MAX_TOKENS_OF_TEXT) return tokens;
      tokens.add(token);
    }
  }
  return tokens;
}

/** All ways in which a word may be asked for: whole, its parts, and neighbouring parts joined. */
export function tokensOfWord(word: string): string[] {
  if (PLAIN_WORD.test(word)) return [word];
  const parts = partsOf(word);
  const tokens: string[] = [];
  const most = parts.length > MAX_JOINED_PARTS ? 1 : parts.length;
  for (let from = 0; from < parts.length; from += 1) {
    for (let count = 1; count <= most && from + count <= parts.length; count += 1)
      tokens.push(parts.slice(from, from + count).join(""));
    for (const [piece] of parts[from]?.matchAll(LETTERS_OR_DIGITS) ?? []) tokens.push(piece);
  }
  return tokens.filter(isToken);
}

/** What has to be in the index for this word to be found: itself joined, or each part of one with too many. */
export function tokensToFindWord(word: string): string[] {
  const parts = partsOf(word);
  return (parts.length > MAX_JOINED_PARTS ? parts : [parts.join("")]).filter(isToken);
}

/** What has to be in the index for this run to be found: each pair of neighbours, or the character that stands alone. */
export function tokensToFindRun(run: string): string[] {
  const chars = [...run];
  return chars.length === 1 ? chars : pairsOf(chars);
}

function tokensOfRun(run: string): string[] {
  const chars = [...run];
  return chars.length === 1 ? chars : [...pairsOf(chars), ...singleWordsOf(run)];
}

function pairsOf(chars: readonly string[]): string[] {
  return chars.slice(1).map((char, index) => `${chars[index]}${char}`);
}

let segmenter: Intl.Segmenter | undefined;

/** Longer words need no token of their own: whoever looks for them looks for their pairs. */
function singleWordsOf(run: string): string[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  return [...segmenter.segment(run)].map(({ segment }) => segment).filter((segment) => [...segment].length === 1);
}

function partsOf(word: string): string[] {
  return Array.from(word.matchAll(PART), ([part]) => part);
}

/** One letter says nothing, one digit may be a number of pieces or of a street. */
function isToken(token: string): boolean {
  return token.length <= MAX_TOKEN_CHARS && (token.length > 1 || /\p{N}/u.test(token));
}
