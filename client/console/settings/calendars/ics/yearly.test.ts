import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf, isoOf, partsOf, weekdayOf } from "./day-number.ts";
import { yearlyFrom } from "./yearly.ts";

const on = (year: number, month: number, day: number) => dayOf(year, month, day) ?? Number.NaN;
const days = (first: number, rule: string) => yearlyFrom(first, rule, 2026, 2028)?.map(isoOf);

describe("a day that comes again each year", () => {
  it.each([
    ["FREQ=YEARLY", ["2026-12-25", "2027-12-25", "2028-12-25"]],
    ["freq=yearly;interval=2", ["2026-12-25", "2028-12-25"]],
    ["FREQ=YEARLY;UNTIL=20271224", ["2026-12-25"]],
    ["FREQ=YEARLY;UNTIL=20271225T000000Z", ["2026-12-25", "2027-12-25"]],
    ["FREQ=YEARLY;COUNT=8", ["2026-12-25", "2027-12-25"]],
    ["FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25;WKST=MO", ["2026-12-25", "2027-12-25", "2028-12-25"]],
    ["FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2026-11-26", "2027-11-25", "2028-11-23"]],
    ["FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO", ["2026-05-25", "2027-05-31", "2028-05-29"]],
  ])("by %s", (rule, expected) => {
    expect(days(on(2020, 12, 25), rule)).toEqual(expected);
  });

  it("is none where the year has none", () => {
    expect(days(on(2024, 2, 29), "FREQ=YEARLY")).toEqual(["2028-02-29"]);
    expect(days(on(2024, 1, 1), "FREQ=YEARLY;BYMONTH=2;BYDAY=5WE")).toEqual([]);
  });

  it.each([
    "FREQ=MONTHLY",
    "FREQ=YEARLY;BYDAY=MO",
    "FREQ=YEARLY;BYDAY=1MO",
    "FREQ=YEARLY;BYMONTH=1,7",
    "FREQ=YEARLY;BYMONTH=13",
    "FREQ=YEARLY;BYMONTHDAY=-1",
    "FREQ=YEARLY;BYSETPOS=1",
    "FREQ=YEARLY;INTERVAL=0",
    "FREQ=YEARLY;COUNT=x",
    "FREQ=YEARLY;UNTIL=soon",
    "",
  ])("is not guessed by %j", (rule) => {
    expect(days(on(2020, 12, 25), rule)).toBeUndefined();
  });

  it("is as often as the rule says, in order, and never before its first day", () => {
    const someDay = fc.integer({ min: on(1990, 1, 1), max: on(2030, 12, 31) });
    const rule = fc.record({
      interval: fc.integer({ min: 1, max: 4 }),
      count: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(someDay, rule, (first, { interval, count }) => {
        const text = `FREQ=YEARLY;INTERVAL=${interval}${count === undefined ? "" : `;COUNT=${count}`}`;
        const found = yearlyFrom(first, text, 2026, 2028) ?? [];
        const { year, month, day } = partsOf(first);
        // A second way: each year by itself, from the first on.
        const all: number[] = [];
        for (let each = year; each <= 2028; each += interval) {
          const at = dayOf(each, month, day);
          if (at !== undefined) all.push(at);
        }
        const expected = all.slice(0, count).filter((at) => partsOf(at).year >= 2026);
        expect(found).toEqual(expected);
      }),
    );
  });

  it("falls on its weekday, in its week of the month", () => {
    const names = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 6 }),
        (month, nth, weekday) => {
          const rule = `FREQ=YEARLY;BYMONTH=${month};BYDAY=${nth}${names[weekday]}`;
          const found = yearlyFrom(on(2000, 1, 1), rule, 2026, 2028) ?? [];
          expect(found).toHaveLength(3);
          for (const at of found) {
            expect(weekdayOf(at)).toBe(weekday);
            expect(Math.ceil(partsOf(at).day / 7)).toBe(nth);
          }
        },
      ),
    );
  });
});
