/**
 * Personal data in running text, English and Chinese: phone numbers, email addresses, numbers of papers and of bank
 * cards, postal addresses. Rules of form alone, with no list of people, so that they can run in the way of each message:
 * most messages are let go by the first look.
 */
import { findBankCards } from "#domain/privacy/masking/bank-card";
import { findChineseAddresses } from "#domain/privacy/masking/chinese-address";
import { findEmails } from "#domain/privacy/masking/email";
import { findEnglishAddresses } from "#domain/privacy/masking/english-address";
import { findIdNumbers } from "#domain/privacy/masking/id-number";
import { findPhones } from "#domain/privacy/masking/phone";
import { HIDDEN, narrowed, type PersonalKind, type Span } from "#domain/privacy/masking/span";

/** Nothing personal is without one of these. */
const MAY_HOLD = /[0-9@\uff10-\uff19\uff20号弄室栋幢座村屯]/;
const HAS_AT = /[@\uff20]/;
/** As many digits as the shortest phone number, with little between them. */
const HAS_NUMBER = /(?:[0-9][^0-9]{0,3}){6}[0-9]/;
/** As many, as close, as the shortest number of a paper or a card: more than a date has. */
const HAS_LONG_NUMBER = /(?:[0-9][- ]?){8}[0-9]/;
const HAS_DIGIT = /[0-9]/;
const HAS_DOOR =
  /[0-9A-Za-z〇零一二两三四五六七八九十百甲乙丙丁] ?(?:[号弄室栋幢座#]|单元)|[镇乡][^\n]{1,6}[村屯]|(?:大厦|公寓|花园|写字楼) ?[0-9A-Z]/;

export interface Personal {
  readonly kind: PersonalKind;
  /** UTF-16 units from the beginning of the text. */
  readonly start: number;
  readonly end: number;
}

/** @returns what is personal in the text, in its order and without overlaps */
export function findPersonal(text: string): Personal[] {
  return spansOf(text).map(({ kind, start, end }) => ({ kind, start, end }));
}

/** @returns each kind that is there, once */
export function personalKinds(text: string): PersonalKind[] {
  return [...new Set(spansOf(text).map(({ kind }) => kind))];
}

/** @returns the text with what is personal replaced by a hint of it, and whether there was any; masking it again changes nothing */
export function maskText(text: string): { text: string; masked: boolean } {
  const spans = spansOf(text);
  if (spans.length === 0) return { text, masked: false };
  let masked = "";
  let from = 0;
  for (const { start, end, hint } of spans) {
    masked += text.slice(from, start) + hint;
    from = end;
  }
  return { text: masked + text.slice(from), masked: true };
}

function spansOf(text: string): Span[] {
  if (!MAY_HOLD.test(text)) return [];
  const plain = narrowed(text);
  const found: Span[] = [];
  if (HAS_AT.test(plain)) found.push(...findEmails(plain));
  // Where two of these find the same, the earlier one is right.
  if (HAS_LONG_NUMBER.test(plain)) found.push(...findIdNumbers(plain), ...findBankCards(plain));
  if (HAS_NUMBER.test(plain)) found.push(...findPhones(plain));
  if (HAS_DOOR.test(plain)) found.push(...findChineseAddresses(plain));
  if (HAS_DIGIT.test(plain)) found.push(...findEnglishAddresses(plain));
  return found.length < 2 ? found : apart(found);
}

/** In order; of those that overlap, the later one keeps what the one that was found first leaves of it. */
function apart(found: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of found) {
    let { start, end } = span;
    for (const other of kept) {
      if (end <= other.start || start >= other.end) continue;
      if (start < other.start) end = other.start;
      else start = other.end;
    }
    const isWhole = start === span.start && end === span.end;
    if (start < end) kept.push({ ...span, start, end, hint: isWhole ? span.hint : HIDDEN });
  }
  return kept.sort((a, b) => a.start - b.start);
}
