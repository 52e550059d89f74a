import { expect, it } from "vitest";
import { initials, shortCode, tintOf } from "./identity.ts";

it.each([
  ["Sofia Marchetti", "SM"],
  ["li", "L"],
  ["Ana María de la Cruz", "AC"],
  ["Lin Yue 林悦", "LY"],
  ["Visitor 0304", "V"],
  ["陈雨桐", "陈"],
  ["山田 太郎", "山"],
  ["😀 Bo", "😀B"],
  ["  ", "?"],
])("shows %s as %s", (name, shown) => expect(initials(name)).toBe(shown));

it("gives each person one of the six tints and keeps it", () => {
  const tints = Array.from({ length: 100 }, (_, index) => tintOf(`person-${index}`));
  expect(new Set(tints)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(tintOf("person-7")).toBe(tints[7]);
});

it("tells visitors apart by the random end of their id", () => {
  expect(shortCode("0193a5b0-0000-7000-8000-00000000beef")).toBe("BEEF");
});
