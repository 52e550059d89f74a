import { describe, expect, it } from "vitest";
import type { Conversation } from "#protocol/vocabulary";
import { type AskedAction, asExpected, expectedAfter } from "./expected.ts";

const open: Conversation = {
  ...{ id: "a", inboxId: "web", teamId: "care", contactId: "c", status: "open", assigneeId: "lena" },
  ...{ epoch: 2, lastSeq: 8 },
};

describe("what an action makes of a conversation", () => {
  it.each<[AskedAction, Partial<Conversation>]>([
    [
      { name: "accept", body: {} },
      { assigneeId: "me", status: "open" },
    ],
    [{ name: "assign", body: { agentId: "tom" } }, { assigneeId: "tom" }],
    [
      { name: "transfer", body: { agentId: "tom", reason: "r" } },
      { assigneeId: "tom", teamId: "care" },
    ],
    [
      { name: "transfer", body: { teamId: "night", reason: "r" } },
      { assigneeId: undefined, teamId: "night" },
    ],
    [
      { name: "transfer", body: { supportTier: 2, reason: "r" } },
      { assigneeId: undefined, teamId: "care" },
    ],
    [{ name: "snooze", body: { untilMs: 1 } }, { status: "snoozed" }],
    [
      { name: "resolve", body: {} },
      { status: "resolved", assigneeId: "lena" },
    ],
    [{ name: "reopen", body: {} }, { status: "open" }],
  ])("%o", (asked, expected) => {
    expect({ assigneeId: undefined, ...expectedAfter(open, asked, "me") }).toMatchObject(expected);
  });
});

describe("what is shown", () => {
  const resolved = { ...open, status: "resolved" } as const;
  it("is what is expected, whatever comes before the answer", () => {
    expect(asExpected({ ...open, lastSeq: 9 }, { conversation: resolved, isAnswered: false })).toBe(resolved);
  });
  it("is what is newest after it", () => {
    const answer = { conversation: { ...resolved, lastSeq: 10 }, isAnswered: true };
    expect(asExpected({ ...open, lastSeq: 9 }, answer).status).toBe("resolved");
    expect(asExpected({ ...open, lastSeq: 11 }, answer).status).toBe("open");
    expect(asExpected(open, undefined)).toBe(open);
  });
});
