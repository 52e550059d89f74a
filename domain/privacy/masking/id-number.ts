/** Numbers of identity papers: the PRC resident identity card, and the US social security number. */
import {
  type Detector,
  digitsOf,
  HIDDEN,
  isReference,
  NUMBER_BEGINS,
  NUMBER_ENDS,
  type Span,
} from "#domain/privacy/masking/span";

/** GB 11643-1999: 6 digits of region, 8 of birth, 3 of order and a check character. */
const PRC_18 = new RegExp(String.raw`${NUMBER_BEGINS}\d{6}[- ]?\d{8}[- ]?\d{3}[\dXx]${NUMBER_ENDS}`, "g");
/** GB 11643-1989: two digits of the year, no check character. */
const PRC_15 = new RegExp(String.raw`${NUMBER_BEGINS}\d{15}${NUMBER_ENDS}`, "g");
/** Areas 000, 666 and 900 to 999, group 00 and serial 0000 were never given out. */
const SSN = new RegExp(String.raw`${NUMBER_BEGINS}(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}${NUMBER_ENDS}`, "g");

/** GB/T 2260: the first two digits of a region. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = "10X98765432";

export const findIdNumbers: Detector = (text) => {
  const spans: Span[] = [];
  for (const { 0: found, index: start } of text.matchAll(PRC_18)) {
    const id = found.replace(/[- ]/g, "").toUpperCase();
    if (isPrcId(id)) spans.push(spanOf(start, found, `${id.slice(0, 3)}${HIDDEN}${id.slice(-2)}`));
  }
  for (const { 0: found, index: start } of text.matchAll(PRC_15)) {
    if (!PROVINCES.test(found) || !isDate(`19${found.slice(6, 12)}`) || isReference(text, start)) continue;
    spans.push(spanOf(start, found, `${found.slice(0, 3)}${HIDDEN}${found.slice(-2)}`));
  }
  for (const { 0: found, index: start } of text.matchAll(SSN)) {
    if (!isReference(text, start)) spans.push(spanOf(start, found, `${HIDDEN}${digitsOf(found).slice(-4)}`));
  }
  return spans;
};

function spanOf(start: number, found: string, hint: string): Span {
  return { kind: "idNumber", start, end: start + found.length, hint };
}

/** ISO 7064 MOD 11-2. */
function isPrcId(id: string): boolean {
  if (!PROVINCES.test(id) || !isDate(id.slice(6, 14))) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === id[17];
}

/** @param digits YYYYMMDD */
function isDate(digits: string): boolean {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year < 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
}
