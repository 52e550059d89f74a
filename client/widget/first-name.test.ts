import { expect, it } from "vitest";
import { firstNameOf } from "./first-name.ts";

it.each([
  ["Sofia Rossi", "Sofia"],
  ["王雨桐", "王雨桐"],
  ["\u202eSofia\u202c Rossi", "Sofia"],
  ["  ", undefined],
  [undefined, undefined],
  ["x".repeat(5_000), undefined],
])("%j is greeted as %j", (name, greeted) => {
  expect(firstNameOf(name)).toBe(greeted);
});
