import { expect, it } from "vitest";
import { countdown } from "./countdown.ts";

it.each([
  [65_000, "1:05"],
  [64_001, "1:05"],
  [1, "0:01"],
  [0, "0:00"],
  [-5_000, "0:00"],
  [300_000, "5:00"],
])("%i ms left is %s", (ms, words) => {
  expect(countdown(ms)).toBe(words);
});
