/**
 * Phone numbers as people write them in chats: Chinese mobiles and landlines, international ones, the common forms of the
 * US and the UK, and whatever is called a phone number by the words before it. What the words before call an order or a parcel is none.
 */
import {
  type Detector,
  digitsOf,
  HIDDEN,
  isReference,
  NUMBER_BEGINS,
  NUMBER_ENDS,
  type Span,
} from "#domain/privacy/masking/span";

const CHINA = String.raw`(?:\(?(?:\+|00)?86\)?[- ]?)?`;
const MOBILE = String.raw`1[3-9]\d[- ]?\d{4}[- ]?\d{4}|1[3-9]\d{3}[- ]?\d{3}[- ]?\d{3}|1[3-9]\d[- ]\d{3}[- ]\d{5}|1(?:[- ]\d){10}`;
const AREA_CODE = String.raw`0(?:10|2\d|[3-9]\d\d)`;
/** With a trunk 0: Chinese landlines, then the UK's. */
const LANDLINE = String.raw`\(?${AREA_CODE}\)?[- ]?\d{3,4}[- ]?\d{4}|\(?0(?:7\d{3}|1\d{3}|20|3\d{2}|1\d{2}|2\d{2}|8\d{2})\)?[- ]?\d{3,4}[- ]?\d{3,4}|07\d{3} ?\d{6}|01\d{3} ?\d{5,6}`;
/** Freephone numbers are a company's. */
const FREE = "(?![48]00|8(?:33|44|55|66|77|88))";
const AMERICAN = String.raw`(?:1[-. ])?(?:\(${FREE}[2-9]\d{2}\) ?|${FREE}[2-9]\d{2}[-. ])[2-9]\d{2}[-. ]\d{4}`;
/** E.164, of which numbers in use have 13 digits at most; the first is not 0. */
const INTERNATIONAL = String.raw`\+[1-9](?:[- .()]{0,2}\d){7,12}`;
const DIALLED_ABROAD = String.raw`00[1-9]\d{0,2}[- ](?:[- .()]{0,2}\d){7,12}`;

/** One expression, so that the leftmost wins: within a foreign number may stand what would be a Chinese one. */
const WRITTEN = [`${CHINA}(?:${MOBILE})`, DIALLED_ABROAD, LANDLINE, AMERICAN].join("|");
const PHONE = new RegExp(String.raw`(?:(?<![\d+])${INTERNATIONAL}|${NUMBER_BEGINS}(?:${WRITTEN}))${NUMBER_ENDS}`, "g");
const CALLED_PHONE = new RegExp(
  String.raw`(?:电话|手机|座机|联系方式|联系号码|\btel|telephone|phone|mobile|\bcell|whatsapp|\bring|\bcall)(?:[\s:：.,，#()-]|号码|号|是|为|打|我|number|no\b|is\b|me\b|us\b|at\b|on\b){0,6}(\+?\d(?:[- .()]{0,2}\d){6,14})${NUMBER_ENDS}`,
  "gi",
);
const NOT_PERSONAL = /^[48]00[- ]|^(?:19|20)\d\d[-. ]?(?:0?[1-9]|1[0-2])[-. ]?(?:0?[1-9]|[12]\d|3[01])(?!\d)/;

const CHINESE_MOBILE = /^(?:00)?(86)?(1[3-9]\d{9})$/;
const LONG_DIGITS = 10;

export const findPhones: Detector = (text) => {
  const spans: Span[] = [];
  for (const { 0: found, index } of text.matchAll(PHONE)) {
    if (!isReference(text, index)) spans.push(spanOf(index, found));
  }
  for (const match of text.matchAll(CALLED_PHONE)) {
    const found = match[1] ?? "";
    if (!NOT_PERSONAL.test(found)) spans.push(spanOf(match.index + match[0].length - found.length, found));
  }
  return spans;
};

function spanOf(start: number, found: string): Span {
  return { kind: "phone", start, end: start + found.length, hint: hintOf(found) };
}

/** As much as tells whoever knows the number that it is that one: of a short one, less. */
function hintOf(found: string): string {
  const digits = digitsOf(found);
  const isAmerican = /^(?:\+1|1\D)/.test(found) && !/^1( \d){10}$/.test(found);
  const [, country, mobile] = (isAmerican ? undefined : CHINESE_MOBILE.exec(digits)) ?? [];
  if (mobile !== undefined)
    return `${country === undefined ? "" : "+86 "}${mobile.slice(0, 3)}${HIDDEN}${mobile.slice(-4)}`;
  const begin = digits.length < LONG_DIGITS ? "" : found.replace(/[^\d+]/g, "").slice(0, 3);
  return `${begin}${HIDDEN}${digits.slice(-2)}`;
}
