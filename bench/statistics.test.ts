import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percentileOfSorted, spreadOf, summariseLatencies } from "./statistics.ts";

const samples = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e9 }), {
  minLength: 1,
  maxLength: 300,
});

describe("percentile, nearest rank", () => {
  test("is the textbook's example", () => {
    const sorted = [15, 20, 35, 40, 50];
    expect([5, 30, 40, 50, 100].map((percent) => percentileOfSorted(sorted, percent))).toEqual([15, 20, 20, 35, 50]);
  });

  test("of 100 samples 1 to 100, p99 is 99 and p50 is 50", () => {
    const sorted = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentileOfSorted(sorted, 99)).toBe(99);
    expect(percentileOfSorted(sorted, 50)).toBe(50);
  });

  test("is the least sample that at least that share of the samples do not exceed", () => {
    return fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 100 }), (values, percent) => {
        const sorted = [...values].sort((a, b) => a - b);
        const value = percentileOfSorted(sorted, percent);
        const reaches = (limit: number) =>
          sorted.filter((sample) => sample <= limit).length * 100 >= percent * sorted.length;
        expect(sorted).toContain(value);
        expect(reaches(value)).toBe(true);
        const smaller = sorted.filter((sample) => sample < value).at(-1);
        if (smaller !== undefined) expect(reaches(smaller)).toBe(false);
      }),
    );
  });

  test("refuses no samples and a percentile outside (0, 100]", () => {
    expect(() => percentileOfSorted([], 50)).toThrow(RangeError);
    for (const percent of [0, -1, 101, Number.NaN]) expect(() => percentileOfSorted([1], percent)).toThrow(RangeError);
  });
});

describe("spread", () => {
  test("has the middle value of an odd number and the mean of the middle two of an even one", () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, min: 1, max: 9 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, min: 1, max: 4 });
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 });
    expect(() => spreadOf([])).toThrow(RangeError);
  });

  test("does not depend on order, and does not touch its argument", () => {
    return fc.assert(
      fc.property(samples, (values) => {
        const before = [...values];
        expect(spreadOf(values)).toEqual(spreadOf([...values].reverse()));
        expect(values).toEqual(before);
      }),
    );
  });
});

test("latencies are summarised as numbers, not as text: 9 sorts before 10", () => {
  expect(summariseLatencies([100, 9, 10])).toEqual({ p50Ms: 10, p95Ms: 100, p99Ms: 100, maxMs: 100 });
});
