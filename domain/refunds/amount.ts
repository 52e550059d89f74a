/** How much is to be refunded, as it is counted and as it is written. Pure. */
import { ok, type Result, refuse } from "#domain/failures";
import { decimalOf } from "#domain/orders/amounts";
import { isCurrency, minorUnitsOf } from "#domain/orders/minor-units";
import { MAX_REFUND_MINOR } from "#protocol/refunds";

/** A decimal amount with its currency, as on the wire. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export function moneyOf(minor: number, currency: string): Money {
  return { amount: decimalOf(minor, currency), currency };
}

/**
 * The amount in the currency's smallest unit. Digit by digit: a fraction of a float would make cents of its own.
 * @returns refuses `currency_unknown`; `amount_unsound` for less than the smallest unit, parts of one, or absurdly much
 */
export function minorOf({ amount, currency }: Money): Result<number> {
  if (!isCurrency(currency)) return refuse("currency_unknown");
  const decimals = minorUnitsOf(currency);
  const [, whole = "", fraction = ""] = /^(\d{1,15})(?:\.(\d+))?$/.exec(amount) ?? [];
  const isWhole = whole !== "" && /^0*$/.test(fraction.slice(decimals));
  const kept = fraction.slice(0, decimals).padEnd(decimals, "0");
  const minor = Number(`${whole}${kept}`);
  if (!isWhole || !Number.isSafeInteger(minor) || minor < 1 || minor > MAX_REFUND_MINOR)
    return refuse("amount_unsound");
  return ok(minor);
}
