import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectedWait, MIN_INTERVALS, toldWait } from "#domain/routing/expected-wait";
import { seededRandom } from "#scripts/seed/history/random";

const MINUTE_MS = 60_000;
const even = (ms: number, count = MIN_INTERVALS) => Array.from({ length: count }, () => ms);

describe("the expected wait", () => {
  it("is the place times the pace of late", () => {
    expect(expectedWait(even(MINUTE_MS), 4, true)).toEqual({
      meanMs: 4 * MINUTE_MS,
      fromMs: 4 * MINUTE_MS,
      toMs: 4 * MINUTE_MS,
    });
  });

  it("is nothing while little is known or nobody is there", () => {
    expect(expectedWait(even(MINUTE_MS, MIN_INTERVALS - 1), 1, true)).toBeUndefined();
    expect(expectedWait(even(MINUTE_MS), 1, false)).toBeUndefined();
  });

  it("grows with the place, and its range holds it", () => {
    const intervals = fc.array(fc.nat(600_000), { minLength: MIN_INTERVALS, maxLength: 30 });
    fc.assert(
      fc.property(intervals, fc.integer({ min: 1, max: 500 }), (some, position) => {
        const here = expectedWait(some, position, true);
        const behind = expectedWait(some, position + 1, true);
        if (here === undefined || behind === undefined) throw new Error("enough is known");
        expect(here.fromMs).toBeGreaterThanOrEqual(0);
        expect(here.fromMs).toBeLessThanOrEqual(here.meanMs);
        expect(here.toMs).toBeGreaterThanOrEqual(here.meanMs);
        expect(behind.meanMs).toBeGreaterThanOrEqual(here.meanMs);
        expect(behind.toMs).toBeGreaterThanOrEqual(here.toMs);
      }),
    );
  });

  it("holds four of five waits where agents take as long as chance has it", () => {
    const random = seededRandom(7);
    const interval = () => -MINUTE_MS * Math.log(1 - random());
    let within = 0;
    const ROUNDS = 4_000;
    for (let round = 0; round < ROUNDS; round += 1) {
      const position = 1 + (round % 12);
      const told = expectedWait(Array.from({ length: 30 }, interval), position, true);
      const waitedMs = Array.from({ length: position }, interval).reduce((sum, ms) => sum + ms, 0);
      if (told !== undefined && waitedMs >= told.fromMs && waitedMs <= told.toMs) within += 1;
    }
    expect(within / ROUNDS).toBeGreaterThan(0.75);
    expect(within / ROUNDS).toBeLessThan(0.9);
  });
});

describe("what is told of it", () => {
  it("is whole minutes to both sides, never less than one", () => {
    const told = (fromMs: number, toMs: number) => toldWait({ meanMs: (fromMs + toMs) / 2, fromMs, toMs });
    expect(told(119_000, 121_000)).toEqual({ fromMinutes: 1, toMinutes: 3 });
    expect(told(0, 0)).toEqual({ fromMinutes: 0, toMinutes: 1 });
    expect(told(0, 61 * MINUTE_MS)).toBeUndefined();
    expect(toldWait(undefined)).toBeUndefined();
  });
});
