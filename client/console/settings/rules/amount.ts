/** Amounts in conditions: counted in the currency's smallest unit, typed and read as decimals. Pure. */
import { numberFormat } from "#client/i18n/formatters.ts";

const IS_CODE = /^[A-Z]{3}$/u;

/** How many decimals the currency's smallest unit is: two of the dollar, none of the yen, three of the Kuwaiti dinar. */
function minorUnitsOf(currency: string): number {
  // Half a code, while it is typed, is no currency, and asking for it throws.
  if (!IS_CODE.test(currency)) return 2;
  return numberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** @returns e.g. 500 of 50000 fen */
export function amountOf(minor: number, currency: string): number {
  return minor / 10 ** minorUnitsOf(currency);
}

/**
 * Digit by digit: a fraction of a float would make cents of its own. A point or a comma stands before the decimals.
 * @returns NaN of what is no amount, or has parts of the smallest unit
 */
export function minorOf(typed: string, currency: string): number {
  const [, whole = "", fraction = ""] = /^(\d{1,12})(?:[.,](\d+))?$/u.exec(typed.trim()) ?? [];
  const decimals = minorUnitsOf(currency);
  // More are thousands, as in 1,000: not taken for one.
  const isSound = whole !== "" && fraction.length <= Math.max(2, decimals) && /^0*$/u.test(fraction.slice(decimals));
  return isSound ? Number(whole + fraction.slice(0, decimals).padEnd(decimals, "0")) : Number.NaN;
}
