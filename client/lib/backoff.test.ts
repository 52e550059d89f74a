import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffMs } from "./backoff.ts";

describe("backoff", () => {
  it("doubles its window with each failure up to half a minute", () => {
    const almostOne = 0.999_999;
    expect([0, 1, 2, 6, 60].map((attempt) => backoffMs(attempt, almostOne))).toEqual([499, 999, 1999, 29_999, 29_999]);
  });

  it("spreads over the whole window, so that clients do not come back together", () => {
    expect([0, 0.25, 0.5].map((random) => backoffMs(3, random))).toEqual([0, 1000, 2000]);
  });

  it("is a whole number of milliseconds within the window for any attempt and randomness", () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const delayMs = backoffMs(attempt, random);
        expect(Number.isSafeInteger(delayMs) && delayMs >= 0 && delayMs < 30_000).toBe(true);
      }),
    );
  });
});
