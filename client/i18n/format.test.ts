import { describe, expect, it } from "vitest";
import { formatAgo, formatDay, formatDayTime, formatInstant, formatMoney, formatTime } from "./format.ts";

const zone = { timeZone: "Asia/Shanghai" };
const now = Date.parse("2026-11-22T02:30:00Z"); // 10:30 on Sunday 22 November in Shanghai
const at = (text: string) => Date.parse(text);

describe("a day divider", () => {
  it.each([
    ["2026-11-21T16:00:00Z", "Today", "今天"],
    ["2026-11-21T15:59:00Z", "Yesterday", "昨天"],
    ["2026-11-19T04:00:00Z", "Thu, Nov 19", "11月19日周四"],
    ["2025-12-31T04:00:00Z", "Wed, Dec 31, 2025", "2025年12月31日周三"],
  ])("for %s is %s or %s", (text, english, chinese) => {
    expect([formatDay("en", at(text), now, zone), formatDay("zh-CN", at(text), now, zone)]).toEqual([english, chinese]);
  });

  it("counts days, not 24 hours, where the clocks change", () => {
    const newYork = { timeZone: "America/New_York" };
    expect(formatDay("en", at("2026-11-01T04:30:00Z"), at("2026-11-02T05:10:00Z"), newYork)).toBe("Yesterday");
  });
});

describe("a day with its time", () => {
  it.each([
    ["2026-11-22T10:00:00Z", "Today 18:00", "今天 18:00"],
    ["2026-11-23T01:05:00Z", "Tomorrow 09:05", "明天 09:05"],
    ["2026-11-27T10:00:00Z", "Fri, Nov 27 18:00", "11月27日周五 18:00"],
  ])("for %s is %s or %s", (text, english, chinese) => {
    expect([formatDayTime("en", at(text), now, zone), formatDayTime("zh-CN", at(text), now, zone)]).toEqual([
      english,
      chinese,
    ]);
  });
});

describe("how long ago", () => {
  it.each([
    [0, "now", "现在"],
    [59_000, "now", "现在"],
    [5 * 60_000, "5 min. ago", "5分钟前"],
    [3 * 3_600_000, "3 hr. ago", "3小时前"],
    [30 * 3_600_000, "yesterday", "昨天"],
    [8 * 86_400_000, "Nov 14, 2026", "2026年11月14日"],
    [-5_000, "now", "现在"],
  ])("%i ms is %s or %s", (agoMs, english, chinese) => {
    expect([formatAgo("en", now - agoMs, now, zone), formatAgo("zh-CN", now - agoMs, now, zone)]).toEqual([
      english,
      chinese,
    ]);
  });
});

describe("times and money", () => {
  it("are written as the locale writes them", () => {
    expect(formatTime("en", now, zone)).toBe("10:30");
    expect(formatTime("en", at("2026-11-21T16:05:00Z"), zone)).toBe("00:05");
    expect(formatInstant("zh-CN", now, zone)).toContain("2026年11月22日");
    expect([formatMoney("en", 68, "USD"), formatMoney("zh-CN", 468, "CNY")]).toEqual(["$68.00", "¥468.00"]);
  });
});
