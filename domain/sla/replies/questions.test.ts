import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addOpenMs, isOpenAt, openMsWithin } from "#domain/sla/calendar";
import { IN_TIME_MS, questionsOf } from "./questions.ts";

type Line = Parameters<typeof questionsOf>[1][number];
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A Monday, nine o'clock in UTC. */
const NINE_MS = Date.parse("2026-11-30T09:00:00Z");
const CALENDAR = {
  timeZone: "UTC",
  intervals: [{ weekday: 1 as const, fromMinute: 540, toMinute: 1_020 }],
  specialDays: [],
  closings: [],
};
const customer = (seq: number, atMs: number): Line => ({ by: "customer", seq, atMs });
const agent = (seq: number, atMs: number, agentId = "a"): Line => ({ by: "agent", agentId, seq, atMs, isFirst: false });
const end = (seq: number, atMs: number): Line => ({ by: "end", seq, atMs });

describe("a question", () => {
  it("is the first message that nobody answered, and is answered by a person's next", () => {
    const lines = [customer(1, 0), customer(2, 10), agent(3, 30, "b"), agent(4, 40), customer(5, 50)];
    const { questions, open } = questionsOf(undefined, lines, undefined);
    expect(questions).toEqual([
      { seq: 1, askedAtMs: 0, dueAtMs: IN_TIME_MS, answeredAfterMs: 30, agentId: "b" },
      { seq: 5, askedAtMs: 50, dueAtMs: 50 + IN_TIME_MS, answeredAfterMs: null, agentId: null },
    ]);
    expect(open).toEqual({ seq: 5, askedAtMs: 50 });
  });

  it("that ended without an answer does not count", () => {
    expect(questionsOf(undefined, [customer(1, 0), end(2, HOUR_MS)], undefined)).toEqual({
      questions: [{ seq: 1, askedAtMs: 0, dueAtMs: null, answeredAfterMs: null, agentId: null }],
      open: undefined,
    });
  });

  it("that comes at night does not count, nor does what is written after it before it is answered", () => {
    const lines = [customer(1, NINE_MS - HOUR_MS), customer(2, NINE_MS + HOUR_MS), agent(3, NINE_MS + 2 * HOUR_MS)];
    const { questions } = questionsOf(undefined, lines, CALENDAR);
    expect(questions.map(({ seq, dueAtMs }) => [seq, dueAtMs])).toEqual([[1, null]]);
  });

  it("has open time to be answered: what is asked a minute before the end is due two minutes after the next opening", () => {
    const closesMs = NINE_MS + 8 * HOUR_MS;
    const weekMs = 7 * 24 * HOUR_MS;
    const lines = [customer(1, closesMs - MINUTE_MS), agent(2, NINE_MS + weekMs + MINUTE_MS)];
    expect(questionsOf(undefined, lines, CALENDAR).questions).toEqual([
      {
        ...{ seq: 1, askedAtMs: closesMs - MINUTE_MS, agentId: "a" },
        ...{ dueAtMs: NINE_MS + weekMs + 2 * MINUTE_MS, answeredAfterMs: 2 * MINUTE_MS },
      },
    ]);
  });
});

/** The definition in the docs, word by word, for one message at a time. */
function recount(lines: readonly Line[], calendar: typeof CALENDAR | undefined) {
  return lines.flatMap((line, at) => {
    const earlier = lines.slice(0, at).findLast(({ by }) => by !== "customer");
    const isFirst = !lines.slice(0, at).some((one) => one.by === "customer" && one.seq > (earlier?.seq ?? 0));
    if (line.by !== "customer" || !isFirst || !isOpenAt(calendar, line.atMs)) return [];
    const after = lines.slice(at).find(({ by }) => by !== "customer");
    if (after?.by === "end") return [];
    const waitedMs = after && openMsWithin(calendar, { fromMs: line.atMs, toMs: after.atMs });
    return [{ seq: line.seq, isInTime: waitedMs !== undefined && waitedMs <= IN_TIME_MS }];
  });
}

it("agrees with a naive recount of the messages, told at once or in parts, and again", () => {
  const step = fc.record({
    by: fc.constantFrom("customer", "agent", "end"),
    afterMs: fc.oneof(fc.nat(2 * IN_TIME_MS), fc.nat(20 * HOUR_MS)),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.array(fc.nat(6)), fc.boolean(), (steps, cuts, isAlways) => {
      const calendar = isAlways ? undefined : CALENDAR;
      let atMs = NINE_MS - HOUR_MS;
      const lines = steps.map(({ by, afterMs }, at) => {
        atMs += afterMs;
        return by === "customer" ? customer(at + 1, atMs) : by === "agent" ? agent(at + 1, atMs) : end(at + 1, atMs);
      });
      const rows = new Map<number, ReturnType<typeof questionsOf>["questions"][number]>();
      let open: ReturnType<typeof questionsOf>["open"];
      let from = 0;
      for (const length of [...cuts, lines.length]) {
        const part = lines.slice(from, from + length);
        const told = questionsOf(open, part, calendar);
        // A crash before it was written down where the next one begins.
        expect(questionsOf(open, part, calendar)).toEqual(told);
        for (const question of told.questions) rows.set(question.seq, question);
        ({ open } = told);
        from += length;
      }
      const counted = [...rows.values()]
        .filter(({ dueAtMs }) => dueAtMs !== null)
        .map(({ seq, answeredAfterMs }) => ({
          seq,
          isInTime: answeredAfterMs !== null && answeredAfterMs <= IN_TIME_MS,
        }));
      expect(counted).toEqual(recount(lines, calendar));
      for (const { askedAtMs, dueAtMs } of rows.values())
        if (dueAtMs !== null) expect(dueAtMs).toBe(addOpenMs(calendar, askedAtMs, IN_TIME_MS));
    }),
    { numRuns: 500 },
  );
});
