import { expect, it } from "vitest";
import { isCurrency, minorUnitsOf } from "./minor-units.ts";

it.each([
  ["USD", 2],
  ["CNY", 2],
  ["JPY", 0],
  ["KWD", 3],
])("of %s has %i decimals", (currency, decimals) => {
  expect(minorUnitsOf(currency)).toBe(decimals);
});

it("is of a currency that there is", () => {
  expect(["EUR", "CNY", "KWD"].every(isCurrency)).toBe(true);
  expect(["QQQ", "eur", "EURO", ""].some(isCurrency)).toBe(false);
});
