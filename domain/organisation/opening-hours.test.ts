import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flawOf, nextOpening, type OpeningHours, stateAt } from "#domain/organisation/opening-hours";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SEEN_MINUTES = 15 * 24 * 60;

function hours(timeZone: string, ...intervals: [weekday: number, from: string, to: string][]): OpeningHours {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const toInterval = ([weekday, from, to]: [number, string, string]) => ({
    weekday,
    fromMinute: minutes(from),
    toMinute: minutes(to),
  });
  return { timeZone, intervals: intervals.map(toInterval) };
}
const at = (text: string) => Date.parse(text);

describe("opening hours", () => {
  it("are all the time where there are none", () => {
    expect(stateAt(undefined, 0)).toBe("open");
    expect(nextOpening(undefined, 5)).toBe(5);
  });

  it("go by the zone's clock: first minute in, last minute out, and a break between shifts", () => {
    // Wednesday 2 December 2026, Shanghai is UTC+8.
    const shop = hours("Asia/Shanghai", [3, "09:00", "12:00"], [3, "13:30", "18:00"]);
    const states = ["00:59:59Z", "01:00:00Z", "03:59:59Z", "04:00:00Z", "05:30:00Z", "10:00:00Z"].map((time) =>
      stateAt(shop, at(`2026-12-02T${time}`)),
    );
    expect(states).toEqual(["closed", "open", "open", "closed", "open", "closed"]);
    expect(nextOpening(shop, at("2026-12-02T04:10:00Z"))).toBe(at("2026-12-02T05:30:00Z"));
    expect(nextOpening(shop, at("2026-12-02T10:00:00Z"))).toBe(at("2026-12-09T01:00:00Z"));
    expect(nextOpening(shop, at("2026-12-02T02:00:30Z"))).toBe(at("2026-12-02T02:00:30Z"));
  });

  it("go through midnight as two intervals", () => {
    const night = hours("UTC", [5, "22:00", "24:00"], [6, "00:00", "02:00"]);
    expect(stateAt(night, at("2026-12-04T23:59:59Z"))).toBe("open");
    expect(stateAt(night, at("2026-12-05T00:00:00Z"))).toBe("open");
    expect(stateAt(night, at("2026-12-05T02:00:00Z"))).toBe("closed");
  });

  it("open where the clock leaps into them, and an hour that is left out is not open", () => {
    // Berlin, Sunday 29 March 2026: 02:00 becomes 03:00 at 01:00Z.
    const into = hours("Europe/Berlin", [7, "02:30", "05:00"]);
    expect(nextOpening(into, at("2026-03-29T00:30:00Z"))).toBe(at("2026-03-29T01:00:00Z"));
    const within = hours("Europe/Berlin", [7, "02:10", "02:50"]);
    expect(nextOpening(within, at("2026-03-29T00:30:00Z"))).toBe(at("2026-04-05T00:10:00Z"));
    expect(nextOpening(within, at("2026-03-23T00:00:00Z"))).toBe(at("2026-04-05T00:10:00Z"));
  });

  it("are open twice in the hour that comes twice", () => {
    // Berlin, Sunday 25 October 2026: 03:00 becomes 02:00 at 01:00Z.
    const twice = hours("Europe/Berlin", [7, "02:00", "02:30"]);
    const open = ["00:00", "00:30", "01:00", "01:30"].map((time) => stateAt(twice, at(`2026-10-25T${time}:00Z`)));
    expect(open).toEqual(["open", "closed", "open", "closed"]);
    expect(nextOpening(twice, at("2026-10-25T00:45:00Z"))).toBe(at("2026-10-25T01:00:00Z"));
  });

  it("say what is wrong with them", () => {
    expect(flawOf(hours("Asia/Shanghai", [1, "09:00", "24:00"]))).toBeUndefined();
    expect(flawOf(hours("UTC", [1, "09:00", "12:00"], [1, "12:00", "13:00"]))).toBeUndefined();
    expect(flawOf(hours("Mars/Olympus", [1, "09:00", "12:00"]))).toBe("zone");
    expect(flawOf(hours("UTC"))).toBe("empty");
    expect(flawOf(hours("UTC", [1, "12:00", "09:00"]))).toBe("backwards");
    expect(flawOf(hours("UTC", [1, "11:00", "13:00"], [2, "09:00", "12:00"], [1, "09:00", "12:00"]))).toBe("overlap");
  });

  const interval = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
    .map(([weekday, fromMinute, length]) => ({ weekday, fromMinute, toMinute: Math.min(1440, fromMinute + length) }));
  const anyHours = fc.record({
    timeZone: fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"),
    intervals: fc.array(interval, { minLength: 1, maxLength: 6 }),
  });
  /** Weeks in which clocks are set somewhere, and any other. */
  const around = fc.oneof(
    fc.constantFrom("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01").map(at),
    fc.integer({ min: at("2026-01-01"), max: at("2027-12-31") }),
  );
  const anyMoment = fc
    .tuple(around, fc.integer({ min: -100, max: 40 }), fc.integer({ min: 0, max: 59 }))
    .map(([dayMs, hour, minute]) => Math.floor(dayMs / MINUTE_MS) * MINUTE_MS + hour * HOUR_MS + minute * MINUTE_MS);

  it("open next at the first open minute that one finds by looking at each", () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (shop, nowMs) => {
        const seen = nextOpening(shop, nowMs);
        let minute = 0;
        while (minute < SEEN_MINUTES && stateAt(shop, nowMs + minute * MINUTE_MS) === "closed") minute += 1;
        expect(seen).toBe(nowMs + minute * MINUTE_MS);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
