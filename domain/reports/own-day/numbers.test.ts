import { describe, expect, it } from "vitest";
import { median, numbersOf, onlineMs, type WorkDone } from "./numbers.ts";

const NONE: WorkDone = {
  ...{ conversationId: "a", messages: 0, answers: 0, quickAnswers: 0, firstResponseMs: null, resolved: 0 },
  sla: undefined,
};

describe("an agent's numbers", () => {
  it("count a conversation once, however long it went on", () => {
    const work: WorkDone[] = [
      { ...NONE, messages: 2, answers: 1, quickAnswers: 1, firstResponseMs: 9 },
      { ...NONE, messages: 1, answers: 1, resolved: 1, sla: "hit" },
      { ...NONE, conversationId: "b", messages: 4, answers: 2, firstResponseMs: 5, resolved: 2, sla: "missed" },
      { ...NONE, conversationId: "c", resolved: 1 },
    ];
    expect(numbersOf(work)).toEqual({
      ...{ conversations: 2, messages: 7, resolved: 3, answers: 4, quickAnswers: 1 },
      ...{ slaHit: 1, slaMissed: 1, firstResponseMedianMs: 5 },
    });
  });
  it("of a day without work are nothing, and no median", () => {
    const nothing = {
      conversations: 0,
      messages: 0,
      resolved: 0,
      answers: 0,
      quickAnswers: 0,
      slaHit: 0,
      slaMissed: 0,
    };
    expect(numbersOf([])).toEqual(nothing);
  });
  it("have a median that somebody waited", () => {
    expect([median([]), median([3]), median([9, 1]), median([9, 1, 5])]).toEqual([undefined, 3, 1, 5]);
  });
});

describe("time online", () => {
  const log = (...steps: ["online" | "busy" | "offline", number][]) =>
    steps.map(([status, fromMs]) => ({ status, fromMs }));
  it("is that of the day alone, until now", () => {
    expect(onlineMs(log(["online", 0], ["busy", 150], ["online", 200], ["offline", 260]), 100, 1_000)).toBe(110);
    expect(onlineMs(log(["offline", 0], ["online", 400]), 100, 1_000)).toBe(600);
    expect(onlineMs(log(["online", 2_000]), 100, 1_000)).toBe(0);
    expect(onlineMs([], 0, 1_000)).toBe(0);
  });
});
