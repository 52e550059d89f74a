import { expect, it } from "vitest";
import { amountOf, minorOf } from "./amount.ts";

it.each([
  ["500", "CNY", 50_000],
  ["68.5", "USD", 6_850],
  ["0,29", "EUR", 29],
  ["900", "JPY", 900],
  ["900.00", "JPY", 900],
  ["1.234", "KWD", 1_234],
  ["12", "KWD", 12_000],
  // While the code is typed.
  ["12", "K", 1_200],
])("%s of %s is %i", (typed, currency, minor) => {
  expect(minorOf(typed, currency)).toBe(minor);
  expect(minorOf(String(amountOf(minor, currency)), currency)).toBe(minor);
});

it.each([
  ["", "CNY"],
  ["-1", "CNY"],
  ["1e3", "CNY"],
  ["0x10", "CNY"],
  ["1,000", "CNY"],
  ["0.5", "JPY"],
  ["1.2345", "KWD"],
  ["1.2.3", "CNY"],
])("%j is no amount of %s", (typed, currency) => {
  expect(minorOf(typed, currency)).toBeNaN();
});
