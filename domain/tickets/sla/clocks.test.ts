import { describe, expect, it } from "vitest";
import type { SlaTerms } from "#domain/sla/terms";
import { clocksOf } from "#domain/tickets/sla/clocks";
import { advanceTicket, beginTicketCourse, type TicketCourse, type TicketMove } from "#domain/tickets/sla/course";

const MINUTE = 60_000;
const terms = (change: Partial<SlaTerms> = {}): SlaTerms => ({
  ...{ policyId: "p", policyVersion: 1, warnPercent: 75, onReopen: "continue" },
  targetsMs: { firstResponse: 10 * MINUTE, resolution: 100 * MINUTE },
  escalation: [
    { to: "agent", afterMs: 0 },
    { to: "supervisor", afterMs: 5 * MINUTE },
    { to: "qa", afterMs: 60 * MINUTE },
  ],
  ...change,
});
const move = (minute: number, change: Partial<TicketMove> = {}): TicketMove => ({
  ...{ atMs: minute * MINUTE, isByPerson: true, status: "new", promisedMs: undefined },
  ...change,
});
const begun = (made = move(0), by = terms()) => beginTicketCourse(made, by, 0);
const withoutPolicy = (made: TicketMove) => beginTicketCourse(made, undefined, 0);
const passed = (course: TicketCourse, moves: readonly TicketMove[], minute: number) =>
  advanceTicket(course, moves, course.terms, minute * MINUTE).course;
const statesOf = (course: TicketCourse) => clocksOf(course).items.map(({ kind, state }) => [kind, state]);
const open = (minute: number) => move(minute, { status: "open" });

describe("the clocks of a ticket", () => {
  it("run from its making, each with its ring and its target", () => {
    expect(clocksOf(begun()).items).toEqual([
      {
        ...{ kind: "firstResponse", state: "running", dueAtMs: 10 * MINUTE },
        ...{ spanMs: 10 * MINUTE, targetMs: 10 * MINUTE },
      },
      {
        ...{ kind: "resolution", state: "running", dueAtMs: 100 * MINUTE },
        ...{ spanMs: 100 * MINUTE, targetMs: 100 * MINUTE },
      },
    ]);
  });
  it("tell how long the first response took, and whether that was in time", () => {
    const [kept] = clocksOf(passed(begun(), [open(3)], 50)).items;
    expect(kept).toEqual({
      ...{ kind: "firstResponse", state: "met", targetMs: 10 * MINUTE },
      ...{ usedMs: 3 * MINUTE, endedAtMs: 3 * MINUTE },
    });
    const [late] = clocksOf(passed(begun(), [open(25)], 50)).items;
    expect(late).toEqual({
      ...{ kind: "firstResponse", state: "missed", targetMs: 10 * MINUTE },
      ...{ usedMs: 25 * MINUTE, endedAtMs: 25 * MINUTE, missedAtMs: 10 * MINUTE },
    });
  });
  it("do not count what it waited for the customer into how long the first response took", () => {
    const waited = passed(begun(), [move(2, { isByPerson: false, status: "waiting_customer" }), open(60)], 60);
    expect(clocksOf(waited).items[0]).toMatchObject({ state: "met", usedMs: 2 * MINUTE });
  });
  it("are overdue from their moment on, until somebody does it", () => {
    expect(clocksOf(passed(begun(), [], 12)).items[0]).toMatchObject({ state: "overdue", dueAtMs: 10 * MINUTE });
  });
  it("stand still while it waits for the customer, with what was used of them", () => {
    const waits = passed(begun(), [open(0), move(40, { status: "waiting_customer" })], 900);
    expect(clocksOf(waits)).toEqual({
      items: [
        expect.objectContaining({ kind: "firstResponse", state: "met" }),
        {
          ...{ kind: "resolution", state: "paused", targetMs: 100 * MINUTE },
          ...{ usedMs: 40 * MINUTE, pausedFor: "customer" },
        },
      ],
    });
  });
  it("have not begun while it waits for the customer from its making", () => {
    const waits = begun(move(0, { status: "waiting_customer", isByPerson: false }));
    expect(statesOf(waits)).toEqual([
      ["firstResponse", "notBegun"],
      ["resolution", "notBegun"],
    ]);
  });
  it("came out well or not once it is finished, and go on when it is reopened", () => {
    const inTime = passed(begun(), [open(1), move(50, { status: "resolved" })], 900);
    expect(clocksOf(inTime).items[1]).toEqual({
      ...{ kind: "resolution", state: "met", targetMs: 100 * MINUTE, usedMs: 50 * MINUTE },
    });
    const late = passed(begun(), [open(1), move(130, { status: "resolved" })], 900);
    expect(clocksOf(late).items[1]).toMatchObject({ state: "missed", usedMs: 130 * MINUTE, missedAtMs: 100 * MINUTE });
    expect(statesOf(passed(inTime, [open(900)], 900))).toEqual([
      ["firstResponse", "met"],
      ["resolution", "running"],
    ]);
  });
  it("hold what was promised by hand, with a policy and without one", () => {
    const promised = withoutPolicy(move(0, { promisedMs: 60 * MINUTE }));
    expect(clocksOf(promised).items).toEqual([
      { kind: "promise", state: "running", dueAtMs: 60 * MINUTE, spanMs: 60 * MINUTE },
    ]);
    expect(statesOf(passed(promised, [], 61))).toEqual([["promise", "overdue"]]);
    expect(statesOf(passed(promised, [move(59, { status: "closed", promisedMs: 60 * MINUTE })], 90))).toEqual([
      ["promise", "met"],
    ]);
  });
  it("are none where nothing is promised, and of what is not known nothing is told", () => {
    expect(clocksOf(withoutPolicy(move(0)))).toEqual({ items: [] });
    expect(statesOf(begun(open(0)))).toEqual([["resolution", "running"]]);
    const { responded: _, ...before } = passed(begun(), [open(3)], 3);
    expect(statesOf(before)).toEqual([["resolution", "running"]]);
  });
});

describe("who hears next", () => {
  it("is the first beyond whoever has it, of what would be overdue first", () => {
    expect(clocksOf(begun()).escalates).toEqual({ kind: "firstResponse", to: "supervisor", atMs: 15 * MINUTE });
    expect(clocksOf(passed(begun(), [open(3)], 3)).escalates).toEqual({
      ...{ kind: "resolution", to: "supervisor", atMs: 105 * MINUTE },
    });
  });
  it("is the level after the one that was told, which is told of as well", () => {
    expect(clocksOf(passed(begun(), [], 20))).toMatchObject({
      escalated: { kind: "firstResponse", to: "supervisor", atMs: 15 * MINUTE },
      escalates: { kind: "firstResponse", to: "qa", atMs: 70 * MINUTE },
    });
  });
  it("is nobody while it stands still, nor once it is finished, and what was told is history then", () => {
    const waits = passed(begun(), [open(0), move(40, { status: "waiting_customer" })], 50);
    expect(clocksOf(waits).escalates).toBeUndefined();
    const ended = clocksOf(passed(begun(), [move(30, { status: "closed" })], 40));
    expect([ended.escalates, ended.escalated]).toEqual([undefined, undefined]);
  });
  it("is nobody where the policy tells whoever has it alone, and of a miss before anybody looked", () => {
    const alone = terms({ escalation: [{ to: "agent", afterMs: 0 }] });
    expect(clocksOf(begun(move(0), alone)).escalates).toBeUndefined();
    const old = beginTicketCourse(move(0), terms({ targetsMs: { resolution: MINUTE } }), 60 * MINUTE);
    expect(clocksOf(passed(old, [], 90))).toMatchObject({ items: [{ state: "overdue" }] });
    expect(clocksOf(passed(old, [], 90)).escalates).toBeUndefined();
  });
});
