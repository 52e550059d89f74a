import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_POLICY,
  headStartMs,
  isBeyondLimit,
  isCircle,
  isManual,
  nextOverflowAtMs,
  nextRelaxationAtMs,
  overflowTo,
  relaxed,
  wantedBy,
} from "#domain/routing/policy";
import type { Requirements } from "#domain/routing/rules";
import { PRIORITIES } from "#protocol/constants";

const refunds = { skillId: "refunds", level: 2 };
const fabrics = { skillId: "fabrics", level: 1 };
const wanted: Requirements = {
  weight: 1,
  notAgentId: "ann",
  skills: [refunds, fabrics],
  region: "north",
  language: "en",
};
const policy = { relaxAfterMs: 60_000 };

describe("what is asked while somebody waits", () => {
  it("becomes one thing less at a time, the language last", () => {
    const leftAfter = (minutes: number) => {
      const { notAgentId, skills, region, language } = relaxed(wanted, minutes * 60_000, policy);
      return [notAgentId, skills?.map(({ skillId }) => skillId), region, language];
    };
    expect(leftAfter(0.99)).toEqual(["ann", ["refunds", "fabrics"], "north", "en"]);
    expect(leftAfter(1)).toEqual([undefined, ["refunds", "fabrics"], "north", "en"]);
    expect(leftAfter(2)).toEqual([undefined, ["refunds"], "north", "en"]);
    expect(leftAfter(3)).toEqual([undefined, [], "north", "en"]);
    expect(leftAfter(4)).toEqual([undefined, [], undefined, "en"]);
    expect(leftAfter(5)).toEqual([undefined, [], undefined, undefined]);
  });

  it("stays where the team never lets go, and whatever clocks say", () => {
    expect(relaxed(wanted, 1e9, {})).toEqual(wanted);
    expect(relaxed(wanted, -5_000, policy)).toEqual(wanted);
    expect(nextRelaxationAtMs(wanted, 0, {}, 1)).toBeUndefined();
  });

  it("only ever becomes less, and only at the times that are told before", () => {
    const asks = fc.record(
      {
        weight: fc.constant(1),
        notAgentId: fc.constant("ann"),
        skills: fc.array(fc.constantFrom(refunds, fabrics), { maxLength: 4 }),
        region: fc.constant("north"),
        language: fc.constant("en"),
      },
      { requiredKeys: ["weight"] },
    );
    const count = ({ skills = [], notAgentId, region, language }: Requirements) =>
      skills.length + [notAgentId, region, language].filter((one) => one !== undefined).length;
    fc.assert(
      fc.property(asks, fc.nat(500_000), fc.integer({ min: 1, max: 90_000 }), (first, waitedMs, relaxAfterMs) => {
        const left = relaxed(first, waitedMs, { relaxAfterMs });
        const nextMs = nextRelaxationAtMs(first, 0, { relaxAfterMs }, waitedMs);
        expect(nextMs === undefined).toBe(count(left) === 0);
        if (nextMs === undefined) return;
        expect(nextMs).toBeGreaterThan(waitedMs);
        expect(count(relaxed(first, nextMs - 1, { relaxAfterMs }))).toBe(count(left));
        expect(count(relaxed(first, nextMs, { relaxAfterMs }))).toBe(count(left) - 1);
      }),
    );
  });
});

describe("what is asked at first", () => {
  it("is what the team set for the inbox, and what is known of the customer", () => {
    const team = { needs: [{ inboxId: "web", skills: [refunds], region: "north" }], isSticky: true };
    const known = { weight: 1, inboxId: "web", language: "en", lastAgentId: "ben" };
    expect(wantedBy(team, known)).toMatchObject({ ...known, skills: [refunds], region: "north" });
    expect(wantedBy({ ...team, isSticky: false }, known).lastAgentId).toBeUndefined();
    expect(wantedBy(DEFAULT_POLICY, known).skills).toBeUndefined();
  });
});

describe("the line", () => {
  it("lets the more pressing go before, and nobody wait for ever", () => {
    const starts = PRIORITIES.map((priority) => headStartMs(priority));
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(headStartMs()).toBe(0);
    // Whoever comes this much later stands behind, whatever they are.
    const furthestMs = Math.max(...starts) - Math.min(...starts);
    fc.assert(
      fc.property(fc.constantFrom(...PRIORITIES), fc.constantFrom(...PRIORITIES), fc.nat(), (first, later, afterMs) => {
        const isOvertaken = furthestMs + 1 + afterMs - headStartMs(later) < 0 - headStartMs(first);
        expect(isOvertaken).toBe(false);
      }),
    );
  });

  it("is told to leave a message only beyond the limit", () => {
    expect([5, 6].map((position) => isBeyondLimit({ maxWaiting: 5 }, position))).toEqual([false, true]);
    expect(isBeyondLimit({}, 1_000)).toBe(false);
    expect([100, 101, undefined].map((waitMs) => isBeyondLimit({ maxWaitMs: 100 }, 1, waitMs))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("goes over to another team when its time has come", () => {
    const overflow = { overflow: { teamId: "helpers", afterMs: 100 } };
    expect([overflowTo(overflow, 50, 149), overflowTo(overflow, 50, 150)]).toEqual([undefined, "helpers"]);
    expect(overflowTo({}, 0, 1e9)).toBeUndefined();
    expect([nextOverflowAtMs(overflow, 50), nextOverflowAtMs(overflow, undefined)]).toEqual([150, undefined]);
    expect(nextOverflowAtMs({}, 50)).toBeUndefined();
  });

  it("never goes round in a circle, and of one that others made the end is found", () => {
    const next = new Map([
      ["b", "c"],
      ["c", "a"],
      ["x", "y"],
      ["y", "x"],
    ]);
    expect(isCircle("a", "b", next)).toBe(true);
    expect(isCircle("a", "a", next)).toBe(true);
    expect(isCircle("d", "b", next)).toBe(false);
    expect(isCircle("d", "x", next)).toBe(false);
  });

  it("is handed out by people until the end of that time", () => {
    expect([99, 100].map((nowMs) => isManual({ manualUntilMs: 100 }, nowMs))).toEqual([true, false]);
    expect(isManual({}, 5)).toBe(false);
  });
});
