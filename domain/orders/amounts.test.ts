import { expect, it } from "vitest";
import { decimalOf } from "./amounts.ts";

it.each([
  [6_800, "USD", "68.00"],
  [5, "CNY", "0.05"],
  [1_234_567, "EUR", "12345.67"],
  [900, "JPY", "900"],
])("%i of %s is written %s", (minor, currency, decimal) => {
  expect(decimalOf(minor, currency)).toBe(decimal);
});
