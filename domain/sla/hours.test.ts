import { describe, expect, it } from "vitest";
import type { BusinessCalendar } from "#domain/sla/calendar";
import { flawOfCalendar } from "#domain/sla/hours";

const HOURS = { fromMinute: 540, toMinute: 1_080 };
const calendar = (change: Partial<BusinessCalendar>): BusinessCalendar => ({
  ...{ timeZone: "Asia/Shanghai", intervals: [{ weekday: 1, ...HOURS }], specialDays: [], closings: [] },
  ...change,
});

describe("a calendar", () => {
  it("may be open on special days alone, and in shifts that meet", () => {
    const shifts = [HOURS, { fromMinute: 1_080, toMinute: 1_440 }];
    expect(flawOfCalendar(calendar({ intervals: [], specialDays: [{ date: "2026-10-10", intervals: shifts }] }))).toBe(
      undefined,
    );
  });
  it.each([
    ["zone", { timeZone: "Mars/Olympus" }],
    ["backwards", { intervals: [{ weekday: 1, fromMinute: 600, toMinute: 600 }] }],
    ["overlap", { specialDays: [{ date: "2026-10-10", intervals: [HOURS, { fromMinute: 1_079, toMinute: 1_200 }] }] }],
    [
      "twice",
      {
        specialDays: [
          { date: "2026-10-10", intervals: [] },
          { date: "2026-10-10", intervals: [HOURS] },
        ],
      },
    ],
    ["closing", { closings: [{ fromMs: 5, toMs: 5 }] }],
    ["closing", { closings: [{ fromMs: 0, toMs: 500 * 86_400_000 }] }],
  ])("is flawed: %s", (flaw, change) => {
    expect(flawOfCalendar(calendar(change))).toBe(flaw);
  });
});
