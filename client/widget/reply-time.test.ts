import { describe, expect, it } from "vitest";
import { opening, replyWithin } from "./reply-time.ts";

describe("how soon somebody replies", () => {
  it.each([
    [0, "1 minute", "1 分钟"],
    [61, "2 minutes", "2 分钟"],
    [11 * 60, "15 minutes", "15 分钟"],
    [55 * 60, "55 minutes", "55 分钟"],
    [56 * 60, "1 hour", "1 小时"],
    [2.2 * 3_600, "3 hours", "3 小时"],
    [30 * 3_600, "2 days", "2 天"],
  ])("%d seconds", (seconds, en, zh) => {
    expect([replyWithin("en", seconds), replyWithin("zh-CN", seconds)]).toEqual([en, zh]);
  });
});

describe("when it opens", () => {
  const now = Date.parse("2026-11-27T18:00:00Z");
  it.each([
    ["2026-11-27T20:30:00Z", "UTC", "today 20:30", "今天 20:30"],
    ["2026-11-28T09:00:00Z", "UTC", "tomorrow 09:00", "明天 09:00"],
    ["2026-11-30T09:00:00Z", "UTC", "Monday 09:00", "星期一 09:00"],
    // For a reader in Shanghai the same moment is Monday afternoon.
    ["2026-11-30T09:00:00Z", "Asia/Shanghai", "Monday 17:00", "星期一 17:00"],
    ["2026-12-04T09:00:00Z", "UTC", "Dec 4 09:00", "12月4日 09:00"],
  ])("%s in %s", (at, timeZone, en, zh) => {
    const zone = { timeZone };
    expect([opening("en", Date.parse(at), now, zone), opening("zh-CN", Date.parse(at), now, zone)]).toEqual([en, zh]);
  });
});
