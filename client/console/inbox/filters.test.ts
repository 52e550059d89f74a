import { describe, expect, it } from "vitest";
import type { ConversationRow } from "#protocol/vocabulary";
import { countFilters, passes, readSearch, sameFilters, toFilters, toSearch } from "./filters.ts";

const row: ConversationRow = {
  conversation: {
    ...{ id: "a", inboxId: "web", teamId: "care", contactId: "c", status: "open", assigneeId: "lena" },
    ...{ epoch: 1, lastSeq: 3, labels: ["refund"], priority: "high" },
  },
  unread: 1,
  lastActivityAt: "2026-01-01T00:00:00Z",
};

describe("filters in an address", () => {
  it("are read, and what is none of them is left out", () => {
    const search = { status: "open", unread: true, sort: "waiting", teamId: 42, inboxId: "a b", at: 3 };
    expect(readSearch(search)).toEqual({ status: "open", unread: true, sort: "waiting", teamId: "42" });
    const marked = { label: "refund", priority: "urgent", sort: "priority" };
    expect(readSearch({ ...marked, more: 1 })).toEqual(marked);
    expect(readSearch({ label: "a b", priority: "huge" })).toEqual({});
    expect(readSearch({ status: "lost", sort: "newest", unread: "true" })).toEqual({});
  });
  it("come back as they went", () => {
    const filters = { status: "open", unread: "true", sort: "waiting" } as const;
    expect(toFilters(toSearch(filters))).toEqual(filters);
  });
  it("are the same whether the usual order is named or not, and an order narrows nothing", () => {
    expect(sameFilters({ sort: "newest" }, {})).toBe(true);
    expect(sameFilters({ sort: "waiting" }, {})).toBe(false);
    expect(countFilters({ sort: "waiting", unread: "true" })).toBe(1);
  });
});

describe("a row from the feed", () => {
  it.each([
    [{}, true],
    [{ status: "open" }, true],
    [{ status: "resolved" }, false],
    [{ inboxId: "outlet" }, false],
    [{ teamId: "care", assigneeId: "lena", unread: "true" }, true],
    [{ assigneeId: "tom" }, false],
    [{ sort: "waiting" }, false],
    [{ label: "refund", priority: "high" }, true],
    [{ label: "damaged" }, false],
    [{ priority: "normal" }, false],
  ] as const)("%o: %s", (filters, expected) => {
    expect(passes(filters, row, 0)).toBe(expected);
  });
  it("passes what is overdue at that moment, and of the list by what is due whatever is", () => {
    const next = { kind: "firstResponse", dueAtMs: 5, spanMs: 3 } as const;
    const due = { ...row, conversation: { ...row.conversation, sla: { state: "active", next } } } as const;
    expect([4, 5, 6].map((nowMs) => passes({ overdue: "true" }, due, nowMs))).toEqual([false, true, true]);
    expect(passes({ overdue: "true" }, row, 6)).toBe(false);
    expect([due, row].map((each) => passes({ sort: "due" }, each, 0))).toEqual([true, false]);
  });
  it("passes the list of those who wait if somebody waits, and the unread if something is", () => {
    expect(passes({ sort: "waiting" }, { ...row, waitingSince: "2026-01-01T00:00:00Z" }, 0)).toBe(true);
    expect(passes({ unread: "true" }, { ...row, unread: 0 }, 0)).toBe(false);
  });
});
