/** Amounts of conditions: kept in a currency's smallest unit, typed and read in whole ones. Pure. */

const CODE = /^[A-Z]{3}$/u;
/** While a code is being typed. */
const USUAL_DECIMALS = 2;

/** How many decimals a currency has (ISO 4217): two of the yuan, none of the yen, three of the Kuwaiti dinar. */
function decimalsOf(currency: string): number {
  if (!CODE.test(currency)) return USUAL_DECIMALS;
  const { maximumFractionDigits = USUAL_DECIMALS } = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
  }).resolvedOptions();
  return maximumFractionDigits;
}

/** @returns smallest units, or NaN for what is no amount of this currency: nothing, less than nothing, a tenth of a yen */
export function minorOf(typed: string, currency: string): number {
  const [, whole = "", decimals = ""] = /^(\d+)(?:[.,](\d+))?$/u.exec(typed.trim()) ?? [];
  const places = decimalsOf(currency);
  if (whole === "" || decimals.length > places) return Number.NaN;
  return Number(`${whole}${decimals.padEnd(places, "0")}`);
}

/** In whole units, as somebody would type it: `12.5` of 1250 US cents; nothing of what is no amount. */
export function majorOf(minor: number, currency: string): number {
  return minor / 10 ** decimalsOf(currency);
}
