import fc from "fast-check";
import { expect, it } from "vitest";
import { majorOf, minorOf } from "./amount.ts";

it.each([
  ["500", "CNY", 50_000],
  ["12.5", "USD", 1_250],
  ["12,50", "EUR", 1_250],
  ["500", "JPY", 500],
  ["1.234", "KWD", 1_234],
  [" 7 ", "CN", 700],
])("reads %s %s as %d of the smallest unit", (typed, currency, minor) => {
  expect(minorOf(typed, currency)).toBe(minor);
});

it.each([
  ["", "CNY"],
  ["-1", "CNY"],
  ["1.5", "JPY"],
  ["0.001", "USD"],
  ["1,000.00", "USD"],
  ["1e3", "USD"],
  ["many", "USD"],
])("takes %j %s for no amount", (typed, currency) => {
  expect(minorOf(typed, currency)).toBeNaN();
});

it("reads again what it shows, in every currency", () => {
  const currency = fc.constantFrom("CNY", "USD", "JPY", "KWD", "KRW", "BHD");
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000_000 }), currency, (minor, code) => {
      expect(minorOf(String(majorOf(minor, code)), code)).toBe(minor);
    }),
  );
});
