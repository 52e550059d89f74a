import { expect, it } from "vitest";
import { isRunOut, renewInMs } from "./credentials.ts";

it.each([
  [3_600_000, 3_540_000],
  [90_000, 45_000],
  [10_000, 30_000],
  [-7_200_000, 30_000],
])("a token with %i ms left is renewed in %i ms", (leftMs, waitMs) => {
  const nowMs = 1_800_000_000_000;
  expect(renewInMs(nowMs + leftMs, nowMs)).toBe(waitMs);
});

it("a token is run out while it still has the seconds that an upgrade takes", () => {
  expect([isRunOut(10_000, 4_000), isRunOut(10_000, 5_001), isRunOut(10_000, 20_000)]).toEqual([false, true, true]);
});
