import { describe, expect, it } from "vitest";
import { lookOf, shownLeftMs } from "./due.ts";

const MINUTE_MS = 60_000;
const look = (leftMs: number, spanMs = 180_000) => lookOf(shownLeftMs(leftMs, 0), spanMs, "en");

describe("a countdown", () => {
  it("counts seconds near its end, begun ones included, and minutes before", () => {
    expect(look(102_000)).toEqual({ state: "calm", percent: 57, time: "1:42" });
    expect(look(101_001)).toEqual(look(102_000));
    expect(look(34 * MINUTE_MS + 59_000, 60 * MINUTE_MS)).toEqual({ state: "calm", percent: 57, time: "34 min" });
    expect(lookOf(shownLeftMs(26 * 60 * MINUTE_MS, 0), 30 * 60 * MINUTE_MS, "zh-CN").time).toBe("1天");
  });
  it("warns in its last quarter, and in its last minute", () => {
    expect(look(60_000).state).toBe("soon");
    expect(look(61_000).state).toBe("calm");
    expect(look(15 * MINUTE_MS, 60 * MINUTE_MS).state).toBe("soon");
  });
  it("says how long over it is, a minute at least", () => {
    expect(look(0)).toEqual({ state: "over", percent: 0, time: "1 min" });
    expect(look(-1)).toEqual(look(0));
    expect(look(-2 * MINUTE_MS).time).toBe("2 min");
    expect(lookOf(shownLeftMs(-3 * 60 * MINUTE_MS, 0), 1, "zh-CN").time).toBe("3小时");
  });
  it("never shows more than a full ring, nor nothing before the end", () => {
    expect(look(20 * MINUTE_MS).percent).toBe(100);
    expect(look(1, 3_600_000).percent).toBe(1);
  });
});
