import { describe, expect, it } from "vitest";
import {
  DEFAULT_MESSAGE_POLICY,
  isSeenByContact,
  type MessageFacts,
  mayEdit,
  mayRecall,
} from "#domain/conversations/rules";
import { ok, refuse } from "#domain/failures";

const policy = DEFAULT_MESSAGE_POLICY;
const sent: MessageFacts = { senderId: "ann", contentType: "text", createdAtMs: 1_000, edits: 0 };
const edit = (change: Partial<MessageFacts>, by = "ann", nowMs = sent.createdAtMs) =>
  mayEdit({ ...sent, ...change }, by, nowMs, policy);
const recall = (change: Partial<MessageFacts>, by = "ann", nowMs = sent.createdAtMs, recallsBefore = 0) =>
  mayRecall({ ...sent, ...change }, by, recallsBefore, nowMs, policy);

describe("a message", () => {
  it("may be edited for fifteen minutes, to the millisecond", () => {
    const endMs = sent.createdAtMs + 15 * 60_000;
    expect(edit({}, "ann", endMs)).toEqual(ok(true));
    expect(edit({}, "ann", endMs + 1)).toEqual(refuse("edit_window_over"));
  });

  it("may be recalled for two minutes, to the millisecond", () => {
    const endMs = sent.createdAtMs + 2 * 60_000;
    expect(recall({}, "ann", endMs)).toEqual(ok(true));
    expect(recall({}, "ann", endMs + 1)).toEqual(refuse("edit_window_over"));
  });

  it("may be edited ten times", () => {
    expect(edit({ edits: 9 })).toEqual(ok(true));
    expect(edit({ edits: 10 })).toEqual(refuse("too_many_changes"));
  });

  it("is one of twenty that a sender may recall", () => {
    expect(recall({}, "ann", 1_000, 19)).toEqual(ok(true));
    expect(recall({}, "ann", 1_000, 20)).toEqual(refuse("too_many_changes"));
  });

  it.each([
    ["edited", edit],
    ["recalled", recall],
  ] as const)("is %s by its sender alone, and an activity line by nobody", (_name, change) => {
    expect(change({}, "ben")).toEqual(refuse("not_sender"));
    expect(change({ senderId: "system", contentType: "activity" }, "system")).toEqual(refuse("not_sender"));
  });

  it("changes no more once it is recalled", () => {
    expect(edit({ recalledAtMs: 1_500 })).toEqual(refuse("already_recalled"));
    expect(recall({ recalledAtMs: 1_500 })).toEqual(refuse("already_recalled"));
  });

  it("tells a stranger nothing but that it is not theirs", () => {
    const spent = { recalledAtMs: 1_500, edits: 99 };
    expect(edit(spent, "ben", 1e12)).toEqual(refuse("not_sender"));
    expect(recall(spent, "ben", 1e12, 99)).toEqual(refuse("not_sender"));
  });
});

describe("what somebody reads and types", () => {
  const seen = (type: "contact" | "agent" | "bot", isAssignee: boolean, hasWritten: boolean) =>
    isSeenByContact({ type, isAssignee, hasWrittenPublicly: () => hasWritten });

  it("shows to the customer of an agent who has the conversation or has answered in it, and of no other", () => {
    expect([seen("agent", true, false), seen("agent", false, true), seen("agent", true, true)]).toEqual([
      true,
      true,
      true,
    ]);
    expect(seen("agent", false, false)).toBe(false);
  });

  it("shows of the customer's own tabs and of a bot", () => {
    expect([seen("contact", false, false), seen("bot", false, false)]).toEqual([true, true]);
  });
});
