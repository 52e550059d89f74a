import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { QUARTER_MS, quarterOf, type WorkLine, workOf } from "./work.ts";

const MINUTE_MS = 60_000;
const customer = (atMs: number): WorkLine => ({ by: "customer", atMs });
const end = (atMs: number): WorkLine => ({ by: "end", atMs });
const agent = (atMs: number, agentId = "a", isFirst = false): WorkLine => ({ by: "agent", agentId, atMs, isFirst });
const NONE = { messages: 0, answers: 0, quickAnswers: 0, resolved: 0 };

describe("work in a conversation", () => {
  it("is what the agent wrote, and the wait for it from the first message that nobody answered", () => {
    const lines = [customer(0), customer(MINUTE_MS), agent(3 * MINUTE_MS, "a", true), agent(4 * MINUTE_MS)];
    expect(workOf(lines, 0)).toEqual([
      { ...NONE, agentId: "a", quarterMs: 0, messages: 2, answers: 1, quickAnswers: 1, firstResponseMs: 3 * MINUTE_MS },
    ]);
  });

  it("an answer after three minutes is none in time, and who writes first answers nobody", () => {
    expect(workOf([agent(0, "a", true), customer(1), agent(3 * MINUTE_MS + 2)], 0)).toEqual([
      { ...NONE, agentId: "a", quarterMs: 0, messages: 2, answers: 1 },
    ]);
  });

  it("the end is counted for whoever answered last, and nobody waits after it", () => {
    const lines = [customer(0), agent(1, "a", true), agent(2, "b"), customer(3), end(4), agent(5, "c")];
    const rows = workOf(lines, 0);
    expect(rows.map(({ agentId, resolved, answers }) => [agentId, resolved, answers])).toEqual([
      ["a", 0, 1],
      ["b", 1, 0],
      ["c", 0, 0],
    ]);
    expect(workOf([customer(0), end(1)], 0)).toEqual([]);
  });

  it("stands in the quarter in which it was done; what came before only says since when somebody waits", () => {
    const lines = [customer(0), agent(QUARTER_MS - 1, "a", true), customer(QUARTER_MS), agent(2 * QUARTER_MS)];
    expect(workOf(lines, 2 * QUARTER_MS)).toEqual([
      { ...NONE, agentId: "a", quarterMs: 2 * QUARTER_MS, messages: 1, answers: 1 },
    ]);
  });

  it("comes to the same in parts, each told with the whole quarters that it touches", () => {
    const step = fc.record({
      kind: fc.constantFrom("customer", "agent", "end"),
      afterMs: fc.integer({ min: 0, max: QUARTER_MS }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(30), (steps, cut) => {
        let atMs = 0;
        const lines = steps.map(({ kind, afterMs }): WorkLine => {
          atMs += afterMs;
          return kind === "agent" ? agent(atMs) : kind === "end" ? end(atMs) : customer(atMs);
        });
        const told = new Map<string, unknown>();
        const tell = (upTo: number, fromMs: number) => {
          for (const row of workOf(lines.slice(0, upTo), fromMs)) told.set(`${row.agentId} ${row.quarterMs}`, row);
        };
        tell(cut, 0);
        tell(lines.length, quarterOf(lines[cut]?.atMs ?? 0));
        const whole = workOf(lines, 0);
        expect([...told.values()]).toEqual(expect.arrayContaining(whole));
        expect(told.size).toBe(whole.length);
      }),
    );
  });
});
