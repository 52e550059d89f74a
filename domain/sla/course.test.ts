import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance, beginCourse, type Happening, type SlaCourse, slaCourse } from "#domain/sla/course";
import { momentsOf, shownSla } from "#domain/sla/shown";
import type { SlaTerms } from "#domain/sla/terms";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const TERMS: SlaTerms = {
  policyId: "chat",
  policyVersion: 1,
  targetsMs: { firstResponse: 3 * MINUTE_MS, nextResponse: 5 * MINUTE_MS, resolution: 4 * HOUR_MS },
  warnPercent: 80,
  escalation: [
    { to: "agent", afterMs: 0 },
    { to: "supervisor", afterMs: 10 * MINUTE_MS },
    { to: "qa", afterMs: 30 * MINUTE_MS },
  ],
  onReopen: "continue",
};
const customer = (atMs: number, isUrging = false): Happening => ({ type: "customer", atMs, isUrging });
const does = (type: "agent" | "snoozed" | "woken" | "resolved" | "reopened", atMs: number): Happening => ({
  type,
  atMs,
});

/** Told one by one, as an actor that looks after each. */
function run(happenings: readonly Happening[], untilMs: number, terms: SlaTerms = TERMS) {
  let course = beginCourse();
  const events = [];
  for (const happening of happenings) {
    const step = advance(course, [happening], terms, happening.atMs);
    course = step.course;
    events.push(...step.events);
  }
  const last = advance(course, [], terms, untilMs);
  return { course: last.course, events: [...events, ...last.events] };
}
const dueOf = (course: SlaCourse) => shownSla(course)?.next;
const types = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe("the first response", () => {
  it("is due from the customer's first message, whatever else they write", () => {
    const { course } = run([customer(0), customer(90 * SECOND_MS)], 100 * SECOND_MS);
    expect(dueOf(course)).toEqual({ kind: "firstResponse", dueAtMs: 3 * MINUTE_MS, spanMs: 3 * MINUTE_MS });
  });
  it("warns once and is missed once, however late and often somebody looks", () => {
    const { course, events } = run([customer(0)], 150 * SECOND_MS);
    expect(types(events)).toEqual(["warning"]);
    const late = advance(course, [], TERMS, 4 * MINUTE_MS);
    expect(late.events).toMatchObject([
      { type: "breach", kind: "firstResponse", atMs: 3 * MINUTE_MS },
      { type: "escalated", to: "agent", atMs: 3 * MINUTE_MS },
    ]);
    expect(advance(late.course, [], TERMS, 5 * MINUTE_MS).events).toEqual([]);
    expect(shownSla(late.course)?.state).toBe("activeWithMisses");
  });
  it("is in time in the very moment in which it is due", () => {
    const due = 3 * MINUTE_MS;
    expect(types(run([customer(0), does("agent", due)], due).events)).toEqual(["warning"]);
    expect(types(run([customer(0), does("agent", due + 1)], due + 1).events)).toContain("breach");
  });
});

describe("each next response", () => {
  it("is due from the first message that nobody answered", () => {
    const { course } = run(
      [customer(0), does("agent", 10), customer(MINUTE_MS), customer(2 * MINUTE_MS)],
      2 * MINUTE_MS,
    );
    expect(dueOf(course)).toMatchObject({ kind: "nextResponse", dueAtMs: 6 * MINUTE_MS });
  });
  it("is due of nobody while the customer is waited for, and the time to the end stands still", () => {
    const waiting = run([customer(0), does("agent", MINUTE_MS)], 2 * MINUTE_MS).course;
    expect(dueOf(waiting)).toBeUndefined();
    expect(momentsOf(waiting)).toEqual({ warning: undefined, breach: undefined, escalation: undefined });
    const { course } = run([customer(0), does("agent", MINUTE_MS), customer(24 * HOUR_MS)], 24 * HOUR_MS);
    expect(course.clocks.resolution).toMatchObject({ usedMs: MINUTE_MS, dueAtMs: 28 * HOUR_MS - MINUTE_MS });
  });
});

describe("a conversation that sleeps", () => {
  it("has nothing due, and goes on where it stopped", () => {
    const asleep = run([customer(0), does("snoozed", MINUTE_MS)], 2 * HOUR_MS);
    expect(dueOf(asleep.course)).toBeUndefined();
    expect(asleep.events).toEqual([]);
    const { course } = run([customer(0), does("snoozed", MINUTE_MS), does("woken", HOUR_MS)], HOUR_MS);
    expect(dueOf(course)).toEqual({ kind: "firstResponse", dueAtMs: HOUR_MS + 2 * MINUTE_MS, spanMs: 3 * MINUTE_MS });
  });
  it("is woken by what the customer writes", () => {
    const { course } = run([customer(0), does("agent", 1), does("snoozed", 2), customer(HOUR_MS)], HOUR_MS);
    expect(dueOf(course)).toMatchObject({ kind: "nextResponse", dueAtMs: HOUR_MS + 5 * MINUTE_MS });
  });
});

describe("the end", () => {
  const ended = [customer(0), does("agent", MINUTE_MS), does("resolved", 2 * MINUTE_MS)];
  it("is hit if nothing was missed, and else missed", () => {
    expect(shownSla(run(ended, 100 * HOUR_MS).course)).toEqual({ state: "hit" });
    const late = [customer(0), does("agent", HOUR_MS), does("resolved", 2 * HOUR_MS)];
    expect(shownSla(run(late, 100 * HOUR_MS).course)).toEqual({ state: "missed" });
  });
  it("comes again: the time to it goes on, without the time in which it was thought to be over", () => {
    const { course } = run([...ended, customer(50 * HOUR_MS)], 50 * HOUR_MS);
    expect(course.clocks.resolution).toMatchObject({ usedMs: MINUTE_MS, runningSinceMs: 50 * HOUR_MS });
    expect(dueOf(course)).toMatchObject({ kind: "nextResponse" });
    expect(shownSla(course)?.state).toBe("active");
  });
  it("begins anew where the policy says so", () => {
    const { course } = run([...ended, does("reopened", 50 * HOUR_MS)], 50 * HOUR_MS, { ...TERMS, onReopen: "restart" });
    expect(course.clocks.resolution).toMatchObject({ usedMs: 0, startedAtMs: 50 * HOUR_MS });
  });
});

describe("what is overdue", () => {
  it("goes to the agent, the supervisor and quality control, and to nobody after the answer", () => {
    const missed = run([customer(0)], 40 * MINUTE_MS);
    const levels = missed.events.flatMap((event) =>
      event.type === "escalated" ? [[event.to, event.atMs / MINUTE_MS]] : [],
    );
    expect(levels).toEqual([
      ["agent", 3],
      ["supervisor", 13],
      ["qa", 33],
    ]);
    const answered = run([customer(0), does("agent", 5 * MINUTE_MS)], 40 * MINUTE_MS);
    expect(types(answered.events)).toEqual(["breach", "escalated"]);
  });
  it("escalates when the customer urges, as if it were missed: once", () => {
    const { course, events } = run(
      [customer(0), customer(30 * SECOND_MS, true), customer(40 * SECOND_MS, true)],
      MINUTE_MS,
    );
    expect(events).toMatchObject([
      { type: "urged", atMs: 30 * SECOND_MS },
      { type: "escalated", to: "agent", cause: "urged" },
    ]);
    expect(shownSla(course)).toMatchObject({ urges: 2 });
    expect(shownSla(run([customer(0), customer(9, true), does("agent", 10)], 11).course)?.urges).toBeUndefined();
  });
  it("hides no answer that is due: the end, once missed, gives way to it", () => {
    const terms = { ...TERMS, targetsMs: { ...TERMS.targetsMs, resolution: MINUTE_MS } };
    const { course } = run([customer(0)], 2 * MINUTE_MS, terms);
    expect(dueOf(course)).toMatchObject({ kind: "firstResponse", dueAtMs: 3 * MINUTE_MS });
    expect(dueOf(advance(beginCourse(), [customer(0)], terms, 1).course)).toMatchObject({ kind: "resolution" });
  });
  it("is told of nobody where it was so before the import", () => {
    const { course, events } = advance(
      beginCourse(24 * HOUR_MS),
      [customer(0), customer(1, true)],
      TERMS,
      24 * HOUR_MS,
    );
    expect(events).toEqual([]);
    expect(course.misses).toBe(2);
    expect(dueOf(course)).toMatchObject({ kind: "firstResponse", dueAtMs: 3 * MINUTE_MS });
  });
});

describe("another policy", () => {
  it("takes over what was used of the one before", () => {
    const { course } = run([customer(0)], MINUTE_MS);
    const slower = { ...TERMS, policyVersion: 2, targetsMs: { firstResponse: 10 * MINUTE_MS } };
    const changed = advance(course, [], slower, 2 * MINUTE_MS);
    expect(dueOf(changed.course)).toEqual({ kind: "firstResponse", dueAtMs: 10 * MINUTE_MS, spanMs: 10 * MINUTE_MS });
    expect(changed.events).toEqual([]);
  });
  it("promises whoever waits what the one before did not, from then on", () => {
    const none = advance(beginCourse(), [customer(0)], undefined, 0).course;
    expect(dueOf(advance(none, [], TERMS, MINUTE_MS).course)).toMatchObject({ dueAtMs: 4 * MINUTE_MS });
  });
  it("that is none leaves nothing due", () => {
    const { course } = run([customer(0)], MINUTE_MS);
    expect(shownSla(advance(course, [], undefined, MINUTE_MS).course)).toBeUndefined();
  });
  it("reminds of an answer after a fixed time, as a marketplace does", () => {
    const { events } = run([customer(0)], 101 * SECOND_MS, { ...TERMS, reminderMs: 100 * SECOND_MS });
    expect(events).toMatchObject([{ type: "warning", atMs: 100 * SECOND_MS }]);
  });
});

it("a calendar that never opens leaves nothing due", () => {
  const calendar = { timeZone: "UTC", intervals: [], specialDays: [], closings: [] };
  const { course, events } = run([customer(0)], 1_000 * HOUR_MS, { ...TERMS, calendar });
  expect(events).toEqual([]);
  expect(dueOf(course)).toBeUndefined();
});

const anything = fc.array(
  fc.record({
    type: fc.constantFrom("customer", "agent", "snoozed", "woken", "resolved", "reopened"),
    afterMs: fc.integer({ min: 0, max: 20 * MINUTE_MS }),
    isUrging: fc.boolean(),
  }),
  { maxLength: 30 },
);
function inOrder(steps: readonly { type: string; afterMs: number; isUrging: boolean }[]): Happening[] {
  let atMs = 0;
  return steps.map(({ afterMs, ...step }) => {
    atMs += afterMs;
    return { ...step, atMs } as Happening;
  });
}

describe("whatever happens in which order", () => {
  it("comes out the same, looked at after each or all at once, and as it rests", () => {
    fc.assert(
      fc.property(anything, (steps) => {
        const happenings = inOrder(steps);
        const untilMs = (happenings.at(-1)?.atMs ?? 0) + HOUR_MS;
        const one = run(happenings, untilMs);
        expect(advance(beginCourse(), happenings, TERMS, untilMs).course).toEqual(one.course);
        expect(slaCourse.parse(JSON.parse(JSON.stringify(one.course)))).toEqual(one.course);
      }),
    );
  });
  it("each miss has one event, each clock one warning, and nothing is due while nobody is waited for", () => {
    fc.assert(
      fc.property(anything, (steps) => {
        const happenings = inOrder(steps);
        const { course, events } = run(happenings, (happenings.at(-1)?.atMs ?? 0) + HOUR_MS);
        expect(events.filter(({ type }) => type === "breach")).toHaveLength(course.misses);
        for (const type of ["warning", "breach"]) {
          const told = events.filter((event) => event.type === type).map(({ kind, dueAtMs }) => `${kind} ${dueAtMs}`);
          expect(new Set(told).size).toBe(told.length);
        }
        if (course.status !== "open" || course.turn === "customer") expect(dueOf(course)).toBeUndefined();
      }),
    );
  });
});
