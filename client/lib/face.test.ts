import { expect, it, test } from "vitest";
import { initialsOf, tintOf } from "./face.ts";

test.each([
  ["Sofia Rossi", "SR"],
  ["anna maria lindqvist", "AL"],
  ["Lena", "L"],
  ["王雨桐", "王"],
  ["王 雨桐", "王"],
  ["Lin Yue 林悦", "LY"],
  ["林悦 Lin", "林"],
  ["Visitor 0304", "V"],
  ["👩🏽‍🚀 Ada", "A"],
  ["\u202emoc.live", "M"],
  ["li", "L"],
  ["Ana María de la Cruz", "AC"],
  ["山田 太郎", "山"],
  ["  ", ""],
  ["", ""],
])("of %s stands %s", (name, initials) => expect(initialsOf(name)).toBe(initials));

it("gives each person one of the six tints and keeps it", () => {
  const tints = Array.from({ length: 100 }, (_, index) => tintOf(`person-${index}`));
  expect(new Set(tints)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(tintOf("person-7")).toBe(tints[7]);
});
