import { describe, expect, it } from "vitest";
import { type ToldLine, toldOf } from "./told.ts";

const account = (id: string, more: object = {}) => ({ id, role: "agent" as const, ...more });
const ALL = [account("ann"), account("ben"), account("cat"), account("dan", { inboxIds: ["phone"] })];
const line = (more: Partial<ToldLine> = {}): ToldLine => ({
  kind: "note",
  byId: "ann",
  changes: [],
  mentions: [],
  ...more,
});
const ticket = { inboxId: "web", assigneeId: "ben", followerIds: ["ann", "cat"] };

describe("who is told of a line", () => {
  it("are followers and whoever has the ticket, but for whoever wrote it", () => {
    expect(toldOf(line(), ticket, ALL)).toEqual([
      { agentId: "ben", kind: "note" },
      { agentId: "cat", kind: "note" },
    ]);
  });

  it("is whoever a note names, as named; nobody who does not see the inbox", () => {
    const named = toldOf(line({ mentions: ["cat", "dan"] }), ticket, ALL);
    expect(named).toContainEqual({ agentId: "cat", kind: "mention" });
    expect(named.map(({ agentId }) => agentId)).not.toContain("dan");
  });

  it("is whoever had it, when it is handed on", () => {
    const changes = [{ field: "assigneeId", from: "cat", to: "ben" }];
    const handed = line({ kind: "transferred", byId: "lead", changes });
    expect(toldOf(handed, { ...ticket, followerIds: [] }, ALL)).toEqual([
      { agentId: "ben", kind: "transfer" },
      { agentId: "cat", kind: "transfer" },
    ]);
  });

  it("is told of a status as of that, and of a person as of a transfer, whichever came with it", () => {
    const status = { field: "status", from: "new", to: "open" };
    const kindsOf = (changes: ToldLine["changes"]) =>
      new Set(toldOf(line({ kind: "changed", changes }), ticket, ALL).map(({ kind }) => kind));
    expect([...kindsOf([status])]).toEqual(["status"]);
    expect([...kindsOf([status, { field: "assigneeId", to: "ben" }])]).toEqual(["transfer"]);
  });

  it("is nobody who was suspended or is no more", () => {
    const gone = [account("ben", { suspendedAtMs: 1 })];
    expect(toldOf(line(), ticket, gone)).toEqual([]);
  });
});
