import { describe, expect, it } from "vitest";
import { momentOf, span, timeLeft } from "./spans.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a span", () => {
  it("has two units at most, and leaves out what is nothing", () => {
    const spans = [24_000, 3 * MINUTE, 80 * MINUTE, 51 * HOUR + 5 * MINUTE, 48 * HOUR, 24 * HOUR + 5 * MINUTE, 400];
    expect(spans.map((ms) => span(ms, "en"))).toEqual([
      ...["24 sec", "3 min", "1 hr 20 min", "2 days 3 hr", "2 days", "1 day", "1 sec"],
    ]);
    expect(span(80 * MINUTE, "zh-CN")).toBe("1小时20分钟");
  });
  it("that is left counts seconds near its end", () => {
    expect(timeLeft(102_000, "en")).toBe("1:42");
    expect(timeLeft(80 * MINUTE, "en")).toBe("1 hr 20 min");
  });
});

it("a moment is of today, of the days beside it, or has its date", () => {
  const noonMs = new Date(2026, 10, 18, 12).getTime();
  const at = (ms: number) => momentOf(noonMs + ms, noonMs, "en");
  expect(at(6 * HOUR)).toEqual({ day: "today", time: "18:00" });
  expect(at(24 * HOUR)).toEqual({ day: "tomorrow", time: "12:00" });
  expect(at(-24 * HOUR)).toEqual({ day: "yesterday", time: "12:00" });
  expect(at(72 * HOUR)).toEqual({ day: undefined, time: "Nov 21, 12:00" });
});
