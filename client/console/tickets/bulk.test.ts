import { describe, expect, it } from "vitest";
import { canFollow } from "#domain/tickets/rules";
import { TICKET_STATUSES } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import { inParts, outcomeOf, undoOf } from "./bulk.ts";

const row = (id: string, more: Partial<TicketRow> = {}): TicketRow => ({
  ...{ id, number: 1001, version: 3, type: "enquiry", status: "open", priority: "normal" },
  ...{ inboxId: "web", teamId: "support", createdAtMs: 1, updatedAtMs: 2 },
  ...more,
});

describe("what came of a change of many", () => {
  it("is told of each; what the server does not name was not done", () => {
    const rows = [row("a"), row("b"), row("c")];
    const items = [
      { id: "b", done: false, reason: "wrong_status" },
      { id: "a", done: true },
    ];
    expect(outcomeOf(rows, items)).toEqual({
      done: [rows[0]],
      refused: [
        { row: rows[1], reason: "wrong_status" },
        { row: rows[2], reason: "broken" },
      ],
    });
  });
});

describe("what takes it back", () => {
  it("is a change for each of the priorities that there were, at the version after", () => {
    const rows = [row("a", { priority: "low" }), row("b", { priority: "high" }), row("c", { priority: "low" })];
    expect(undoOf([...rows, row("d", { priority: "urgent" })], { priority: "urgent" })).toEqual([
      { tickets: ["a", "c"].map((id) => ({ id, version: 4 })), change: { priority: "low" } },
      { tickets: [{ id: "b", version: 4 }], change: { priority: "high" } },
    ]);
  });

  it("is a status only where it may be had again, as the server has it", () => {
    for (const before of TICKET_STATUSES)
      for (const after of TICKET_STATUSES.filter((one) => canFollow(before, one))) {
        const undo = undoOf([row("a", { status: before })], { status: after });
        expect([before, after, undo.length]).toEqual([before, after, canFollow(after, before) ? 1 : 0]);
      }
  });

  it("is of those who had nobody, and not of types or what was handed on", () => {
    const rows = [row("a"), row("b", { assigneeId: "ann" })];
    const undo = { tickets: [{ id: "a", version: 4 }], change: { assigneeId: null } };
    expect(undoOf(rows, { assigneeId: "bob" })).toEqual([undo]);
    expect(undoOf(rows, { assigneeId: null })).toEqual([]);
    expect(undoOf(rows, { type: "complaint" })).toEqual([]);
    expect(undoOf(rows, { teamId: "warehouse", reason: "Theirs" })).toEqual([]);
    expect(undoOf(rows, { supportTier: 2, reason: "Theirs" })).toEqual([]);
  });
});

it("many go in parts, none twice and none left out", () => {
  expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(inParts([], 2)).toEqual([]);
});
