import { describe, expect, it } from "vitest";
import { commonWords } from "#client/i18n/common.ts";
import { consoleWords } from "#client/i18n/console.ts";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import { joinWords, translator } from "#client/i18n/translate.ts";
import { ApiError } from "#client/lib/api.ts";
import { BLOCK_DURATIONS, expiryOf, isBlockDuration } from "./durations.ts";
import { isRangeRefused, wordBlockRefusal } from "./refusal.ts";

const t = translator(joinWords(joinWords(commonWords, consoleWords), blocksWords), "en");

describe("a block's time", () => {
  it("ends when it says, or when somebody lifts it", () => {
    expect(expiryOf("hour", 1_000)).toBe(3_601_000);
    expect(expiryOf("week", 0)).toBe(7 * 24 * 3_600_000);
    expect(expiryOf("ever", 1_000)).toBeUndefined();
    expect(BLOCK_DURATIONS.every(isBlockDuration)).toBe(true);
    expect([null, "", "year", "toString"].some(isBlockDuration)).toBe(false);
  });
});

describe("a refusal of a block", () => {
  it("says what to do next", () => {
    const words = (code: ConstructorParameters<typeof ApiError>[0], reason?: string) =>
      wordBlockRefusal(new ApiError(code, 400, undefined, undefined, reason), t);
    expect(words("conflict", "already_blocked")).toContain("already");
    expect(words("conflict", "no_network")).toContain("Block only the person");
    expect(words("not_found")).toContain("no longer");
    expect(words("forbidden")).toContain("role");
    expect(words("rate_limited")).toContain("Wait");
    expect(words("unavailable")).toContain("Try again");
    expect(wordBlockRefusal(new TypeError("x"), t)).toContain("Try again");
  });

  it("stands at the field where the range is meant", () => {
    expect(isRangeRefused(new ApiError("bad_frame", 400, undefined, undefined, "range_unknown"))).toBe(true);
    expect(isRangeRefused(new ApiError("bad_frame", 400))).toBe(false);
    expect(isRangeRefused(null)).toBe(false);
  });
});
