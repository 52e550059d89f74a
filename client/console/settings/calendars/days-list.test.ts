import { describe, expect, it } from "vitest";
import { readClosings, readDays, writeClosings, writeDays } from "./days-list.ts";
import { atWall, wallOf } from "./zoned.ts";

const NATIONAL_DAY = "2026-10-01..2026-10-03\n2026-10-10 09:00-12:00 13:30-24:00";

describe("days with hours of their own", () => {
  it("are read from a list and written as one", () => {
    const read = readDays(`\n  2026-10-10 09:00-12:00, 13:30 - 00:00 \n2026-10-01 至 2026-10-03\n`);
    expect(read.items).toEqual([
      {
        date: "2026-10-10",
        intervals: [
          { fromMinute: 540, toMinute: 720 },
          { fromMinute: 810, toMinute: 1_440 },
        ],
      },
      ...["2026-10-01", "2026-10-02", "2026-10-03"].map((date) => ({ date, intervals: [] })),
    ]);
    expect(writeDays(read.items ?? [])).toBe(NATIONAL_DAY.replace("24:00", "00:00"));
    expect(readDays("2027-12-30..2028-01-02").items).toHaveLength(4);
  });
  it.each([
    ["2026-02-30", 1],
    ["2026-10-01\nsoon", 2],
    ["2026-10-03..2026-10-01", 1],
    ["2026-01-01..2026-12-31", 1],
    ["2026-10-01\n\n2026-10-01 09:00-10:00", 3],
    ["2026-10-01 10:00-09:00", 1],
  ])("that make no sense are told by their line: %j", (text, wrongLine) => {
    expect(readDays(text)).toEqual({ wrongLine });
  });
});

describe("closings", () => {
  it("are on the calendar's clock", () => {
    const text = "2026-12-01 10:00 .. 2026-12-01 12:30";
    const { items = [] } = readClosings(text, "Asia/Shanghai");
    expect(items).toEqual([{ fromMs: Date.parse("2026-12-01T02:00Z"), toMs: Date.parse("2026-12-01T04:30Z") }]);
    expect(writeClosings(items, "Asia/Shanghai")).toBe(text);
    expect(readClosings("2026-12-01 12:30 .. 2026-12-01 10:00", "UTC")).toEqual({ wrongLine: 1 });
  });
  it("know what a clock shows when it is set", () => {
    expect(atWall("2026-03-29 02:30", "Europe/Berlin")).toBeUndefined();
    expect(atWall("2026-10-25 02:30", "Europe/Berlin")).toBe(Date.parse("2026-10-25T00:30Z"));
    expect(wallOf(Date.parse("2026-10-25T00:30Z"), "Europe/Berlin")).toBe("2026-10-25 02:30");
    expect(atWall("2026-13-01 00:00", "UTC")).toBeUndefined();
  });
});
