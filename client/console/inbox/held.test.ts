import { describe, expect, it } from "vitest";
import type { ConversationRow } from "#protocol/vocabulary";
import { heldRows } from "./held.ts";

const row = (id: string, unread = 0): ConversationRow => ({
  conversation: { id, inboxId: "web", teamId: "care", contactId: "c", status: "open", epoch: 0, lastSeq: 1 },
  unread,
  lastActivityAt: "2026-01-01T00:00:00Z",
});
const idsOf = (rows: readonly ConversationRow[]) => rows.map(({ conversation }) => conversation.id).join("");

describe("a list that is held", () => {
  it("stands as it stood, with what its rows say now", () => {
    const { rows, waiting } = heldRows([row("b", 2), row("a")], ["a", "b"]);
    expect([idsOf(rows), waiting, rows[1]?.unread]).toEqual(["ab", 0, 2]);
  });
  it("keeps what is new waiting, and lets go of what is gone", () => {
    const { rows, waiting } = heldRows([row("x"), row("c"), row("y"), row("a")], ["a", "b", "c"]);
    expect([idsOf(rows), waiting]).toEqual(["ac", 2]);
  });
  it("goes on below with what was read on", () => {
    const { rows, waiting } = heldRows([row("x"), row("a"), row("b"), row("c"), row("d")], ["a", "b"]);
    expect([idsOf(rows), waiting]).toEqual(["abcd", 1]);
  });
  it("is as it is once let go", () => {
    expect(idsOf(heldRows([row("x"), row("a")], undefined).rows)).toBe("xa");
  });
});
