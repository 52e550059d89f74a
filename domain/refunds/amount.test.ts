import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_REFUND_MINOR } from "#protocol/refunds";
import { minorOf, moneyOf } from "./amount.ts";

const of = (amount: string, currency: string) => {
  const minor = minorOf({ amount, currency });
  return minor.ok ? minor.value : minor.failure;
};

it.each([
  ["68.00", "USD", 6_800],
  ["68", "USD", 6_800],
  ["0.1", "CNY", 10],
  ["0.07", "USD", 7],
  ["900", "JPY", 900],
  ["900.0", "JPY", 900],
  ["1.234", "KWD", 1_234],
  ["00012.5", "EUR", 1_250],
])("%s %s is counted as %s", (amount, currency, minor) => {
  expect(of(amount, currency)).toBe(minor);
});

it.each([
  ["0", "USD", "amount_unsound"],
  ["0.00", "USD", "amount_unsound"],
  ["-5", "USD", "amount_unsound"],
  ["0.001", "USD", "amount_unsound"],
  ["900.5", "JPY", "amount_unsound"],
  ["1.2345", "KWD", "amount_unsound"],
  ["1e3", "USD", "amount_unsound"],
  ["", "USD", "amount_unsound"],
  ["1.2.3", "USD", "amount_unsound"],
  ["99999999999999999999", "USD", "amount_unsound"],
  ["10000000000.01", "USD", "amount_unsound"],
  ["5", "QQQ", "currency_unknown"],
  ["5", "usd", "currency_unknown"],
])("%s %s is refused: %s", (amount, currency, failure) => {
  expect(of(amount, currency)).toBe(failure);
});

it("is written as it is read, in every kind of currency", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: MAX_REFUND_MINOR }),
      fc.constantFrom("USD", "JPY", "KWD"),
      (minor, currency) => {
        expect(minorOf(moneyOf(minor, currency))).toEqual({ ok: true, value: minor });
      },
    ),
  );
});
