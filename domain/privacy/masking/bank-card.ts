/** Numbers of payment cards (ISO/IEC 7812): those of a scheme that is in use, of its length, with the right check digit. */
import {
  type Detector,
  digitsOf,
  HIDDEN,
  isReference,
  NUMBER_BEGINS,
  NUMBER_ENDS,
  type Span,
} from "#domain/privacy/masking/span";

/** In one piece, or grouped as cards print them. */
const WRITTEN = String.raw`(?:\d{13,19}|\d{4}(?:[- ]\d{4}){2,3}(?:[- ]\d{1,4})?|\d{4}[- ]\d{6}[- ]\d{4,5}|\d{6}[- ]\d{7,13})`;
const CARD = new RegExp(`${NUMBER_BEGINS}${WRITTEN}${NUMBER_ENDS}`, "g");

const SCHEMES: readonly RegExp[] = [
  /** Visa */ /^4(?:\d{12}|\d{15}|\d{18})$/,
  /** Mastercard */ /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/,
  /** American Express, Diners Club, JCB */ /^(?:3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12})$/,
  /** UnionPay, and the Chinese banks' older ones */ /^(?:62\d{14,17}|(?:9558|60[13]\d|4367|5218)\d{12,15})$/,
  /** Discover, Maestro */ /^(?:6(?:011|4[4-9]\d|5\d\d)\d{12}|(?:5018|5020|5038|5893|6304|6759|676[1-3])\d{8,15})$/,
];

export const findBankCards: Detector = (text) => {
  const spans: Span[] = [];
  for (const { 0: found, index: start } of text.matchAll(CARD)) {
    const digits = digitsOf(found);
    if (!SCHEMES.some((scheme) => scheme.test(digits)) || !isLuhn(digits) || isReference(text, start)) continue;
    spans.push({ kind: "bankCard", start, end: start + found.length, hint: HIDDEN + digits.slice(-4) });
  }
  return spans;
};

/** The check digit of ISO/IEC 7812-1, annex B. */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = digit * 2;
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
