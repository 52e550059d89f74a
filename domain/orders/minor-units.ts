/** Currencies' smallest units. Pure. */

let known: ReadonlySet<string> | undefined;

/** Whether there is such a currency, by its ISO 4217 code. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf("currency"));
  return known.has(code);
}

/** How many decimals its smallest unit is: two of the dollar, none of the yen, three of the Kuwaiti dinar. */
export function minorUnitsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}
