import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, wallMs } from "#domain/organisation/zone-clock";
import { localDay } from "./local-day.ts";

const at = (iso: string) => Date.parse(iso);
const HOUR_MS = 3_600_000;

describe("a day in a zone", () => {
  it("begins and ends at its own midnights", () => {
    expect(localDay("Asia/Shanghai", at("2026-03-08T15:59:59Z"))).toEqual({
      startMs: at("2026-03-07T16:00:00Z"),
      endMs: at("2026-03-08T16:00:00Z"),
    });
    expect(localDay("Asia/Kathmandu", at("2026-03-08T18:15:00Z")).startMs).toBe(at("2026-03-08T18:15:00Z"));
  });

  it("has 23 or 25 hours when the clock is set, and may begin at one o'clock", () => {
    const spring = localDay("Europe/Berlin", at("2026-03-29T10:00:00Z"));
    expect(spring.endMs - spring.startMs).toBe(23 * HOUR_MS);
    const autumn = localDay("Europe/Berlin", at("2026-10-25T00:30:00Z"));
    expect(autumn.endMs - autumn.startMs).toBe(25 * HOUR_MS);
    // Beirut skips the hour after midnight.
    const skipped = localDay("Asia/Beirut", at("2026-03-29T09:00:00Z"));
    expect(skipped.startMs).toBe(at("2026-03-28T22:00:00Z"));
    expect(wallMs("Asia/Beirut", skipped.startMs) % DAY_MS).toBe(HOUR_MS);
  });

  it("holds the moment that it is asked for, leap days too", () => {
    const zones = ["UTC", "America/St_Johns", "Pacific/Apia", "Pacific/Chatham", "America/Havana", "Asia/Shanghai"];
    const span = { min: at("2024-02-28T00:00:00Z"), max: at("2028-03-02T00:00:00Z") };
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer(span), (zone, nowMs) => {
        const { startMs, endMs } = localDay(zone, nowMs);
        expect(startMs).toBeLessThanOrEqual(nowMs);
        expect(endMs).toBeGreaterThan(nowMs);
        expect(localDay(zone, endMs).startMs).toBe(endMs);
        expect(localDay(zone, startMs).endMs).toBe(endMs);
      }),
      { numRuns: 300 },
    );
  });
});
