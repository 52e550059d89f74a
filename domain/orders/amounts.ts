/** Amounts are counted in a currency's smallest unit, and written as decimals on the wire. */
import { minorUnitsOf } from "#domain/orders/minor-units";

/** @returns e.g. `68.00` of 6800 US cents */
export function decimalOf(minor: number, currency: string): string {
  const decimals = minorUnitsOf(currency);
  return (minor / 10 ** decimals).toFixed(decimals);
}
