/** What the detectors of personal data share. */

export const PERSONAL_KINDS = ["phone", "email", "idNumber", "bankCard", "address"] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

/** A piece of running text that is personal, and what stands in its place for those who may not see it. */
export interface Span {
  readonly kind: PersonalKind;
  /** UTF-16 units from the beginning of the text. */
  readonly start: number;
  readonly end: number;
  readonly hint: string;
}

/** Looks through text that was {@link narrowed}; its spans hold for the original too. Takes linear time. */
export type Detector = (text: string) => Span[];

/** Stands for what is hidden, however long that is. */
export const HIDDEN = "••••";

/** Without the full-width punctuation, which ends a number where a comma or a full stop may not. */
const WIDE =
  /[\uff03\uff08\uff09\uff0b\uff0d-\uff19\uff20-\uff3a\uff3f\uff41-\uff5a\u3000\u00a0\u2000-\u200a\u202f\u2010-\u2015\u2212\uffe5]/g;
const WIDE_TO_ASCII = 0xfee0;

/** Full-width forms, and the many spaces and dashes, as the plain ones: unit for unit, so that places stay the same. */
export function narrowed(text: string): string {
  return text.replace(WIDE, (char) => {
    const code = char.charCodeAt(0);
    if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - WIDE_TO_ASCII);
    if (code === 0xffe5) return "¥";
    return (code >= 0x2010 && code <= 0x2015) || code === 0x2212 ? "-" : " ";
  });
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** Not within a longer number, a code, an amount or a hint. */
export const NUMBER_BEGINS = String.raw`(?<![A-Za-z0-9_$¥€£#+•]|[A-Za-z0-9]-|\d\.)`;
export const NUMBER_ENDS = String.raw`(?![A-Za-z0-9_]|[.-]\d|,\d{3}(?!\d)| ?[元块件个斤克%])`;

const LOOK_BACK_CHARS = 32;
const REFERENCE =
  /(?:订单|单号|运单|物流|快递|流水|编号|货号|发票|序列|工单|取件码|验证码|order|tracking|parcel|invoice|reference|\bref|ticket|serial|sku|batch|transaction|waybill|shipment)[\s:：#.,，()"'是为-]*(?:(?:no|nr|number|num|id|code|is|号码|号|码|编号|是|为)[\s:：#.,，()"'-]*){0,4}$/i;

/** Whether what stands right before says that a number is an order's, a parcel's or the like. */
export function isReference(text: string, start: number): boolean {
  return REFERENCE.test(text.slice(Math.max(0, start - LOOK_BACK_CHARS), start));
}
