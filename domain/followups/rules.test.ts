import { describe, expect, it } from "vitest";
import { isTimely, keepersOf, MAX_AHEAD_MS } from "./rules.ts";

const person = (id: string, more: object = {}) => ({ id, role: "agent" as const, teamIds: ["t"], ...more });
const lead = person("lead", { role: "supervisor" });
const other = person("other lead", { role: "supervisor", teamIds: ["u"] });
const staff = [person("a"), person("b"), lead, other];
const promised = { agentId: "a", inboxId: "web", teamId: "t", holderId: undefined };

describe("a promise", () => {
  it("is kept by whoever has the work, else by whoever promised", () => {
    expect(keepersOf({ ...promised, holderId: "b" }, staff)).toEqual(["b"]);
    expect(keepersOf(promised, staff)).toEqual(["a"]);
  });
  it("goes on to the supervisors of the team where nobody else is there to keep it", () => {
    const gone = [person("a", { suspendedAtMs: 1 }), person("b", { inboxIds: ["mail"] }), lead, other];
    expect(keepersOf({ ...promised, holderId: "b" }, gone)).toEqual(["lead"]);
    expect(keepersOf(promised, [lead, other])).toEqual(["lead"]);
  });
  it("is of a time to come, and within a year", () => {
    expect([0, 99, 100, 101, 100 + MAX_AHEAD_MS, 101 + MAX_AHEAD_MS].map((at) => isTimely(at, 100))).toEqual([
      ...[false, false, false, true, true, false],
    ]);
  });
});
