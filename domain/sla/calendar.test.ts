import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "#domain/organisation/zone-clock";
import { addOpenMs, type BusinessCalendar, HORIZON_DAYS, isOpenAt, openMsWithin } from "#domain/sla/calendar";

const HOUR_MS = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const weekdays = (fromHour: number, toHour: number) =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, fromMinute: fromHour * 60, toMinute: toHour * 60 }));
const calendar = (changes: Partial<BusinessCalendar> = {}): BusinessCalendar => ({
  ...{ timeZone: "Asia/Shanghai", intervals: weekdays(9, 18), specialDays: [], closings: [] },
  ...changes,
});
const shown = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

describe("due times", () => {
  it("go on over night and over the weekend where they stopped", () => {
    // Friday 17:00 in Shanghai, four hours: one of them on Friday, three on Monday.
    expect(shown(addOpenMs(calendar(), at("2026-03-06T17:00:00+08:00"), 4 * HOUR_MS))).toBe("2026-03-09T04:00:00.000Z");
  });
  it("wait for the opening when they begin outside the hours", () => {
    expect(shown(addOpenMs(calendar(), at("2026-03-08T03:00:00+08:00"), 1))).toBe("2026-03-09T01:00:00.001Z");
  });
  it("fall on the end of the hours, not on the next opening, when they are used up there", () => {
    expect(shown(addOpenMs(calendar(), at("2026-03-06T17:00:00+08:00"), HOUR_MS))).toBe("2026-03-06T10:00:00.000Z");
  });
  it("leave out lunch of a split shift", () => {
    const split = calendar({
      intervals: [
        { weekday: 1, fromMinute: 540, toMinute: 720 },
        { weekday: 1, fromMinute: 810, toMinute: 1080 },
      ],
    });
    expect(shown(addOpenMs(split, at("2026-03-09T11:30:00+08:00"), HOUR_MS))).toBe("2026-03-09T06:00:00.000Z");
  });
  it("leave out a holiday, and count the Saturday that is worked in its place", () => {
    const nationalDay = calendar({
      specialDays: [
        { date: "2026-10-01", intervals: [] },
        { date: "2026-10-02", intervals: [] },
        { date: "2026-10-10", intervals: [{ fromMinute: 540, toMinute: 1080 }] },
      ],
    });
    expect(shown(addOpenMs(nationalDay, at("2026-09-30T17:00:00+08:00"), 2 * HOUR_MS))).toBe(
      "2026-10-05T02:00:00.000Z",
    );
    expect(isOpenAt(nationalDay, at("2026-10-10T12:00:00+08:00"))).toBe(true);
    expect(isOpenAt(nationalDay, at("2026-10-11T12:00:00+08:00"))).toBe(false);
  });
  it("stand still during a closing", () => {
    const stocktaking = calendar({
      closings: [{ fromMs: at("2026-03-09T10:00:00+08:00"), toMs: at("2026-03-09T12:00:00+08:00") }],
    });
    expect(shown(addOpenMs(stocktaking, at("2026-03-09T09:30:00+08:00"), HOUR_MS))).toBe("2026-03-09T04:30:00.000Z");
  });
  it("lose the hour that spring leaves out, and work twice the one that autumn brings twice", () => {
    const nights = calendar({
      timeZone: "Europe/Berlin",
      intervals: [{ weekday: 7, fromMinute: 60, toMinute: 240 }],
    });
    const day = (iso: string) => ({ fromMs: at(iso), toMs: at(iso) + 24 * HOUR_MS });
    expect(openMsWithin(nights, day("2026-03-29T00:00:00+01:00"))).toBe(2 * HOUR_MS);
    expect(openMsWithin(nights, day("2026-10-25T00:00:00+02:00"))).toBe(4 * HOUR_MS);
  });
  it("count a leap day as any other", () => {
    const wednesdays = calendar({ intervals: [{ weekday: 2, fromMinute: 0, toMinute: 1440 }] });
    expect(shown(addOpenMs(wednesdays, at("2028-02-28T12:00:00+08:00"), 24 * HOUR_MS))).toBe(
      "2028-02-29T16:00:00.000Z",
    );
  });
  it("are none for a calendar that never opens", () => {
    expect(addOpenMs(calendar({ intervals: [] }), 0, 1)).toBeUndefined();
  });
  it("are plain sums around the clock", () => {
    expect(addOpenMs(undefined, 5, 7)).toBe(12);
  });
});

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([fromMinute, toMinute]) => fromMinute < toMinute)
  .map(([fromMinute, toMinute]) => ({ fromMinute, toMinute }));
const calendars = fc.record({
  timeZone: fc.constantFrom("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"),
  intervals: fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .chain((days) => fc.tuple(...days.map((weekday) => interval.map((each) => ({ weekday, ...each }))))),
  specialDays: fc.constant([{ date: "2026-03-29", intervals: [] }]),
  closings: fc.constant([{ fromMs: at("2026-03-30T00:00:00Z"), toMs: at("2026-03-30T15:00:00Z") }]),
});

describe("for any calendar", () => {
  it("exactly the asked time is open before the due time, and none of it could be spared", () => {
    const moments = fc.integer({ min: at("2026-03-20T00:00:00Z"), max: at("2026-11-10T00:00:00Z") });
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 1, max: 30 * HOUR_MS }), (any, fromMs, openMs) => {
        const dueMs = addOpenMs(any, fromMs, openMs);
        if (dueMs === undefined) {
          expect(openMsWithin(any, { fromMs, toMs: fromMs + HORIZON_DAYS * DAY_MS })).toBeLessThan(openMs);
          return;
        }
        expect(openMsWithin(any, { fromMs, toMs: dueMs })).toBe(openMs);
        expect(openMsWithin(any, { fromMs, toMs: dueMs - 1 })).toBe(openMs - 1);
      }),
      { numRuns: 300 },
    );
  });
});
