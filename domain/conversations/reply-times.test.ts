import { describe, expect, it } from "vitest";
import { usualReplySeconds } from "#domain/conversations/reply-times";

describe("the usual time to a reply", () => {
  it("is said of five and more", () => {
    expect(usualReplySeconds([])).toBeUndefined();
    expect(usualReplySeconds([1_000, 2_000, 3_000, 4_000])).toBeUndefined();
    expect(usualReplySeconds([1_000, 2_000, 3_000, 4_000, 5_000])).toBe(3);
  });

  it("is the middle one in any order, so that one who waited for days does not change it", () => {
    expect(usualReplySeconds([86_400_000, 60_000, 30_000, 90_000, 40_000])).toBe(60);
  });

  it("is between the two in the middle of an even number", () => {
    expect(usualReplySeconds([10_000, 20_000, 30_000, 40_000, 50_000, 60_000])).toBe(35);
  });
});
