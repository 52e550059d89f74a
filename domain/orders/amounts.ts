/** Amounts are counted in a currency's smallest unit, and written as decimals on the wire. */

/** Of ISO 4217's currencies, how many decimals this one has: two of the dollar, none of the yen. */
function decimalsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** @returns e.g. `68.00` of 6800 US cents */
export function decimalOf(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return (minor / 10 ** decimals).toFixed(decimals);
}
