/**
 * Postal addresses in English: number, name and kind of street, with flat and postcode, or a post office box. The town
 * stays: it says where a parcel goes, and not to whom.
 */
import { type Detector, HIDDEN, type Span } from "#domain/privacy/masking/span";

/** Words that mean a street and little else. */
const PLAIN_TYPES =
  "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Terrace|Crescent|Cres|Highway|Hwy|Parkway|Pkwy|Mews|Embankment";
/** Words that mean much besides: only as names are written, and after a name. */
const VAGUE_TYPES =
  "Drive|Dr|Court|Ct|Close|Way|Place|Pl|Square|Sq|Circle|Cir|Trail|Row|Walk|Gardens|Grove|Hill|Green|Quay";
const HAS_TYPE = new RegExp(String.raw`\b(?:${PLAIN_TYPES}|${VAGUE_TYPES})\b`, "i");

const STREET = new RegExp(
  String.raw`(?<![A-Za-z0-9_$¥€£#•-]|\d[.,])\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,? {1,2}((?:(?:[A-Za-z][A-Za-z'.-]{0,20}|\d{1,3}(?:st|nd|rd|th)) {1,2}){1,4})(?:(${PLAIN_TYPES})|(${VAGUE_TYPES}))\b(?![-'])(?: {1,2}(?:[NS][EW]?|[EW])\b)?`,
  "gi",
);
const FLAT = String.raw`(?:,? {1,2}(?:Apt|Apartment|Unit|Suite|Ste|Flat|Room|Rm|Floor|Fl|#)\.? ?#?[A-Za-z0-9]{1,6}\b)`;
const FLAT_AFTER = new RegExp(String.raw`\.?${FLAT}`, "iy");
const FLAT_BEFORE = /(?:Apt|Apartment|Unit|Suite|Flat|Room)\.? ?#?[A-Za-z0-9]{1,6},? {1,2}$/i;
const TOWN = String.raw`(?:[,\s]{1,3}[A-Z][A-Za-z.'-]{1,20}(?: [A-Z][A-Za-z.'-]{1,20}){0,2}){0,2}(?:[,\s]{1,3}[A-Z]{2})?`;
const POSTCODE_AFTER = new RegExp(
  String.raw`\.?${TOWN}[,\s]{1,3}(\d{5}(?:-\d{4})?|(?<=\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) )\d{4}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![A-Za-z0-9])`,
  "y",
);
const BOX = /\bP\.? ?O\.? ?Box {0,2}#? ?\d{1,6}\b/gi;
const LOOK_BACK_CHARS = 20;

/** What stands between a number and such a word without being a street's name. */
const NO_NAME =
  /^(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|times|pcs|pieces?|items?|orders?|parcels?|boxes|people|km|miles?|m|blocks?|metres?|meters?|gb|tb|inch|inches|stars?|percent|of|on|in|at|to|the|a|an|this|that|my|your|our|his|her|for|per|and|or|with|from|by|is|was|are|were|am|pm|down|up|off|along|across|more|cups?|teapots?)$/i;

export const findEnglishAddresses: Detector = (text) => {
  const spans: Span[] = [];
  for (const { 0: found, index } of text.matchAll(BOX)) spans.push(spanOf(index, index + found.length));
  if (!HAS_TYPE.test(text)) return spans;
  for (const match of text.matchAll(STREET)) {
    const [found, names = "", , vague] = match;
    const words = names.trim().split(/ +/);
    if (words.some((word) => NO_NAME.test(word))) continue;
    const isNamed = /^[A-Z]/.test(words.at(-1) ?? "") && /^[A-Z]/.test(vague ?? "");
    if (vague !== undefined && !isNamed) continue;
    const before = FLAT_BEFORE.exec(text.slice(Math.max(0, match.index - LOOK_BACK_CHARS), match.index));
    FLAT_AFTER.lastIndex = match.index + found.length;
    const end = FLAT_AFTER.test(text) ? FLAT_AFTER.lastIndex : match.index + found.length;
    spans.push(spanOf(match.index - (before?.[0].length ?? 0), end));
    POSTCODE_AFTER.lastIndex = end;
    const postcode = POSTCODE_AFTER.exec(text)?.[1];
    if (postcode !== undefined)
      spans.push(spanOf(POSTCODE_AFTER.lastIndex - postcode.length, POSTCODE_AFTER.lastIndex));
  }
  return spans;
};

function spanOf(start: number, end: number): Span {
  return { kind: "address", start, end, hint: HIDDEN };
}
