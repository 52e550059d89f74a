import { describe, expect, it } from "vitest";
import type { SlaTerms } from "#domain/sla/terms";
import { advanceTicket, beginTicketCourse, type TicketCourse, type TicketMove } from "#domain/tickets/sla/course";
import { movesOf } from "#domain/tickets/sla/moves";
import { momentsOfTicket, shownTicketSla } from "#domain/tickets/sla/shown";

const MINUTE = 60_000;
const terms = (change: Partial<SlaTerms> = {}): SlaTerms => ({
  ...{ policyId: "p", policyVersion: 1, warnPercent: 75, onReopen: "continue" },
  targetsMs: { firstResponse: 10 * MINUTE, resolution: 100 * MINUTE },
  escalation: [
    { to: "agent", afterMs: 0 },
    { to: "supervisor", afterMs: 5 * MINUTE },
  ],
  ...change,
});
const move = (minute: number, change: Partial<TicketMove> = {}): TicketMove => ({
  ...{ atMs: minute * MINUTE, isByPerson: true, status: "new", promisedMs: undefined },
  ...change,
});
const begun = (made = move(0), by = terms()) => beginTicketCourse(made, by, 0);
const withoutPolicy = (made: TicketMove) => beginTicketCourse(made, undefined, 0);
const passed = (course: TicketCourse, moves: readonly TicketMove[], minute: number, by = course.terms) =>
  advanceTicket(course, moves, by, minute * MINUTE);
const said = ({ events }: ReturnType<typeof advanceTicket>) =>
  events.map((event) => [
    event.type,
    event.kind,
    event.atMs / MINUTE,
    ...(event.type === "escalated" ? [event.to] : []),
  ]);
const dueIn = (course: TicketCourse) => {
  const next = shownTicketSla(course)?.next;
  return next && [next.kind, next.dueAtMs / MINUTE];
};

describe("the first response to a ticket", () => {
  it("is the first person of the staff who begins with it", () => {
    expect(dueIn(begun())).toEqual(["firstResponse", 10]);
    expect(dueIn(passed(begun(), [move(3, { status: "open" })], 3).course)).toEqual(["resolution", 100]);
  });
  it("is not a rule that gives it away", () => {
    const given = passed(begun(), [move(1, { status: "open", isByPerson: false })], 1).course;
    expect(dueIn(given)).toEqual(["firstResponse", 10]);
    expect(dueIn(passed(given, [move(2, { status: "open" })], 2).course)).toEqual(["resolution", 100]);
  });
  it("is not owed where somebody made it for themselves", () => {
    expect(dueIn(begun(move(0, { status: "open" })))).toEqual(["resolution", 100]);
  });
  it("is missed once, however often somebody looks, and told up the chain", () => {
    const once = passed(begun(), [], 12);
    expect(said(once)).toEqual([
      ["breach", "firstResponse", 10],
      ["escalated", "firstResponse", 10, "agent"],
    ]);
    expect(said(passed(once.course, [], 12))).toEqual([]);
    expect(said(passed(once.course, [], 20))).toEqual([["escalated", "firstResponse", 15, "supervisor"]]);
    expect(shownTicketSla(once.course)?.state).toBe("activeWithMisses");
  });
  it("that came in the very moment came in time", () => {
    expect(said(passed(begun(), [move(10, { status: "open" })], 30))).toEqual([["warning", "firstResponse", 7.5]]);
  });
  it("is warned of before", () => {
    expect(said(passed(begun(), [], 8))).toEqual([["warning", "firstResponse", 7.5]]);
  });
});

describe("time to resolution", () => {
  const open = begun(move(0, { status: "open" }));
  it("stands still while it waits for the customer, and then goes on", () => {
    const waits = passed(open, [move(40, { status: "waiting_customer" })], 500);
    expect([said(waits), dueIn(waits.course), momentsOfTicket(waits.course)]).toEqual([[], undefined, {}]);
    expect(dueIn(passed(waits.course, [move(500, { status: "open" })], 500).course)).toEqual(["resolution", 560]);
  });
  it("runs on while it waits for a third party", () => {
    expect(dueIn(passed(open, [move(40, { status: "waiting_third_party" })], 50).course)).toEqual(["resolution", 100]);
  });
  it("ends with the ticket, also with one that was merged into another", () => {
    const ended = passed(open, [move(40, { status: "closed" })], 900);
    expect([said(ended), shownTicketSla(ended.course), momentsOfTicket(ended.course)]).toEqual([
      [],
      { state: "hit" },
      {},
    ]);
  });
  it("goes on where it stopped when the ticket is opened again, or begins anew, as the policy says", () => {
    const moves = [move(40, { status: "resolved" }), move(500, { status: "open" })];
    expect(dueIn(passed(open, moves, 500).course)).toEqual(["resolution", 560]);
    const anew = begun(move(0, { status: "open" }), terms({ onReopen: "restart" }));
    expect(dueIn(passed(anew, moves, 500).course)).toEqual(["resolution", 600]);
  });
  it("takes what was used along to another policy", () => {
    const stricter = terms({ policyVersion: 2, targetsMs: { resolution: 50 * MINUTE } });
    expect(dueIn(passed(open, [], 20, stricter).course)).toEqual(["resolution", 50]);
    expect(dueIn(passed(withoutPolicy(move(0, { status: "open" })), [], 20, stricter).course)).toEqual([
      "resolution",
      70,
    ]);
  });
  it("comes out the same whether somebody looks after each change or once", () => {
    const moves = [
      move(5, { status: "open" }),
      move(30, { status: "waiting_customer" }),
      move(60, { status: "waiting_third_party" }),
      move(200, { status: "resolved" }),
    ];
    const once = passed(begun(), moves, 300);
    let course = begun();
    const events: unknown[] = [];
    for (const each of moves) {
      const step = passed(course, [each], each.atMs / MINUTE);
      events.push(...said(step));
      course = step.course;
    }
    const last = passed(course, [], 300);
    expect([last.course, [...events, ...said(last)]]).toEqual([once.course, said(once)]);
  });
});

describe("what is promised by hand", () => {
  const promised = (promisedMs: number | undefined, minute = 0) => move(minute, { status: "open", promisedMs });
  const course = withoutPolicy(promised(60 * MINUTE));
  it("is told of before, when it is due, and an hour later, without any policy", () => {
    expect(said(passed(course, [], 50))).toEqual([["warning", "promise", 45]]);
    expect(said(passed(course, [], 121))).toEqual([
      ["breach", "promise", 60],
      ["escalated", "promise", 60, "agent"],
      ["escalated", "promise", 120, "supervisor"],
    ]);
  });
  it("is forgotten with the promise, put off by another, and over with the ticket", () => {
    expect(said(passed(course, [promised(undefined, 30)], 200))).toEqual([]);
    expect(momentsOfTicket(passed(course, [promised(300 * MINUTE, 30)], 40).course).breach).toBe(300 * MINUTE);
    const ended = passed(course, [move(50, { status: "resolved", promisedMs: 60 * MINUTE })], 200);
    expect([said(ended), momentsOfTicket(ended.course)]).toEqual([[["warning", "promise", 45]], {}]);
  });
  it("does not stand still while the ticket waits for the customer", () => {
    const waits = passed(course, [move(10, { status: "waiting_customer", promisedMs: 60 * MINUTE })], 61);
    expect(said(waits)).toContainEqual(["breach", "promise", 60]);
  });
});

describe("what the time line tells", () => {
  const now = { status: "open", dueAtMs: 9, contactId: "customer" } as const;
  it("is what the ticket was after each entry", () => {
    const entries = [
      { byId: "customer", atMs: 1, changes: [] },
      { byId: "system", atMs: 2, changes: [{ field: "status", from: "new", to: "open" }] },
      { byId: "ann", atMs: 1, changes: [{ field: "dueAtMs", to: "9" }] },
    ];
    expect(movesOf(entries, now)).toEqual([
      { atMs: 1, isByPerson: false, status: "new", promisedMs: undefined },
      { atMs: 2, isByPerson: false, status: "open", promisedMs: undefined },
      { atMs: 2, isByPerson: true, status: "open", promisedMs: 9 },
    ]);
  });
  it("is nothing where nothing happened", () => {
    expect(movesOf([], now)).toEqual([]);
  });
});
