import { expect, it } from "vitest";
import { typedAmount } from "./refusal.ts";

it.each([
  ["68", "68"],
  [" 68.50 ", "68.50"],
  ["６８．５", "68.5"],
])("%s is the amount %s", (typed, amount) => {
  expect(typedAmount(typed)).toBe(amount);
});

it.each(["", "-5", "5,50", "$5", "five", "1e3", ".5", "5."])("%s is none", (typed) => {
  expect(typedAmount(typed)).toBeUndefined();
});
