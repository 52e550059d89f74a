import fc from "fast-check";
import { expect, it } from "vitest";
import { backoffMs } from "#actors/runtime/backoff";

it("doubles with each attempt, up to the longest", () => {
  expect([0, 1, 2, 3, 4, 5].map((attempts) => backoffMs(attempts, 500, 6_000))).toEqual([
    500, 1_000, 2_000, 4_000, 6_000, 6_000,
  ]);
});

it("is a time to wait however often it was tried, and never less than before", () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 5_000 }), fc.nat(300_000), (attempts, firstMs, more) => {
      const longestMs = firstMs + more;
      const waitMs = backoffMs(attempts, firstMs, longestMs);
      expect(Number.isSafeInteger(waitMs) && waitMs >= firstMs && waitMs <= longestMs).toBe(true);
      expect(backoffMs(attempts + 1, firstMs, longestMs)).toBeGreaterThanOrEqual(waitMs);
    }),
  );
});
