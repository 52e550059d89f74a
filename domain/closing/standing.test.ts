import { describe, expect, it } from "vitest";
import { columnsAfter } from "#domain/closing/settle-tickets";
import {
  answered,
  askedNow,
  type ClosingStanding,
  NEVER_ASKED,
  raised,
  reopened,
  resolvedWith,
  shownClosing,
  silenceOver,
  withTicketResolved,
} from "#domain/closing/standing";

const HOUR_MS = 3_600_000;
const due = resolvedWith(NEVER_ASKED, "refund");
const asked = asking(due);

function asking(standing: ClosingStanding): ClosingStanding {
  const next = askedNow(standing, { seq: 7, silenceMs: 48 * HOUR_MS }, 1_000);
  if (next === undefined) throw new Error("there was nothing to ask");
  return next;
}

function told(standing: ClosingStanding, answer: object = {}) {
  const result = answered(standing, { clientId: "a", satisfied: true, ...answer }, 2_000);
  return result.ok ? result.value : result.failure;
}

describe("asking", () => {
  it("happens once for each time that something was resolved", () => {
    expect(asked).toEqual({
      ...{ state: "asked", category: "refund", reopenings: 0 },
      ...{ askedSeq: 7, askedAtMs: 1_000, closesAtMs: 1_000 + 48 * HOUR_MS },
    });
    expect(askedNow(asked, { seq: 9, silenceMs: 1 }, 2_000)).toBeUndefined();
    expect(askedNow(NEVER_ASKED, { seq: 9, silenceMs: 1 }, 2_000)).toBeUndefined();
  });

  it("is one question for a conversation and its tickets", () => {
    expect(withTicketResolved(due)).toBe(due);
    expect(withTicketResolved(asked)).toBe(asked);
    expect(resolvedWith(asked, "other")).toEqual({ ...asked, category: "other" });
    expect(resolvedWith(asked, undefined).category).toBeUndefined();
    expect(withTicketResolved(NEVER_ASKED)).toEqual({ state: "due", reopenings: 0 });
  });

  it("ends when it is opened again, which is counted", () => {
    expect(reopened(asked)).toEqual({ reopenings: 1, category: "refund" });
    expect(reopened(reopened(due))).toEqual({ reopenings: 2, category: "refund" });
    expect(resolvedWith(reopened(asked), undefined)).toEqual({ state: "due", reopenings: 1 });
  });
});

describe("an answer", () => {
  it("decides once, and may be rated otherwise after that", () => {
    const first = told(asked, { rating: 5 });
    expect(first).toMatchObject({ kind: "first", standing: { state: "satisfied", rating: 5, answeredAtMs: 2_000 } });
    if (typeof first === "string") throw new Error(first);
    expect(first.standing.closesAtMs).toBeUndefined();
    expect(told(first.standing)).toMatchObject({ kind: "repeated", standing: first.standing });
    expect(told(first.standing, { clientId: "b", rating: 4 })).toMatchObject({
      kind: "rated",
      standing: { rating: 4 },
    });
    expect(told(first.standing, { clientId: "b", comment: "Fine" })).toMatchObject({
      kind: "rated",
      standing: { rating: 5 },
    });
    expect(told(first.standing, { clientId: "b" })).toMatchObject({ kind: "repeated" });
    expect(told(first.standing, { clientId: "b", satisfied: false })).toBe("not_asked");
  });

  it.each([
    NEVER_ASKED,
    due,
    reopened(asked),
    { ...asked, state: "silent" as const },
    { ...asked, state: "lapsed" as const },
  ])("is none where nobody asks: %j", (standing) => {
    expect(told(standing)).toBe("not_asked");
    expect(told(standing, { satisfied: false })).toBe("not_asked");
  });

  it("stays known when it is opened again for it", () => {
    const first = told(asked, { satisfied: false, rating: 1 });
    if (typeof first === "string") throw new Error(first);
    expect(reopened(first.standing)).toMatchObject({ state: "unsatisfied", rating: 1, reopenings: 1 });
    expect(resolvedWith(reopened(first.standing), undefined)).toEqual({ state: "due", reopenings: 1 });
  });
});

describe("silence", () => {
  const overMs = 1_000 + 48 * HOUR_MS;
  it("closes at the set time, unless the customer wrote on", () => {
    expect(silenceOver(asked, false, overMs - 1)).toBeUndefined();
    expect(silenceOver(asked, false, overMs)).toMatchObject({ state: "silent" });
    expect(silenceOver(asked, true, overMs)).toMatchObject({ state: "lapsed" });
  });

  it("means nothing where nobody is asked any more", () => {
    for (const standing of [NEVER_ASKED, due, reopened(asked)])
      expect(silenceOver(standing, false, overMs)).toBeUndefined();
  });
});

it("shows nothing of what is only about to be asked", () => {
  expect(shownClosing(undefined)).toBeUndefined();
  expect(shownClosing(NEVER_ASKED)).toBeUndefined();
  expect(shownClosing(resolvedWith(NEVER_ASKED, undefined))).toBeUndefined();
  expect(shownClosing(due)).toEqual({ category: "refund" });
});

it("raises what is not settled to high at least", () => {
  expect((["low", "normal", "high", "urgent"] as const).map(raised)).toEqual(["high", "high", "high", "urgent"]);
});

describe("a ticket of the conversation", () => {
  const ticket = (status: "open" | "resolved" | "closed", more: object = {}) => ({
    ...{ status, priority: 1, reopenings: 0 },
    ...more,
  });
  it("is closed or opened again if it was resolved, and rated", () => {
    expect(columnsAfter(ticket("resolved"), { outcome: "satisfied", rating: 5 })).toEqual({
      status: "closed",
      rating: 5,
    });
    expect(columnsAfter(ticket("resolved"), { outcome: "silent" })).toEqual({ status: "closed" });
    expect(columnsAfter(ticket("resolved"), { outcome: "unsatisfied" })).toEqual({ status: "open", priority: 2 });
    expect(columnsAfter(ticket("resolved", { priority: 3 }), { outcome: "unsatisfied" })).toEqual({
      status: "open",
      priority: 3,
    });
  });
  it("is left alone if it is not finished, or was closed before", () => {
    expect(columnsAfter(ticket("open"), { outcome: "satisfied", rating: 5 })).toBeUndefined();
    expect(columnsAfter(ticket("open"), { outcome: "unsatisfied", rating: 1 })).toBeUndefined();
    expect(columnsAfter(ticket("closed"), { outcome: "unsatisfied", rating: 1 })).toBeUndefined();
    expect(columnsAfter(ticket("open", { reopenings: 1 }), { outcome: "unsatisfied", rating: 2 })).toEqual({
      rating: 2,
    });
  });
});
