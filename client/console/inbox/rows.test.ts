import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConversationView } from "#protocol/constants";
import type { ListFilters } from "#protocol/http-views";
import type { ConversationRow } from "#protocol/vocabulary";
import { belongsIn, type FeedRows, mergeRows, removedAfter } from "./rows.ts";

const ME = "agent-me";
const lister = { id: ME, teamIds: ["care"] };
const wanted = (view: ConversationView, filters: ListFilters = {}) => ({ view, filters, lister, nowMs: 0 });

function row(id: string, lastSeq: number, more: Partial<ConversationRow["conversation"]> = {}): ConversationRow {
  return {
    conversation: { id, inboxId: "web", teamId: "care", contactId: "c", status: "open", epoch: 0, lastSeq, ...more },
    unread: 0,
    lastActivityAt: new Date(lastSeq * 1000).toISOString(),
  };
}
const ids = (rows: ConversationRow[]) => rows.map((each) => each.conversation.id);
const feedOf = (...rows: ConversationRow[]): FeedRows => ({
  rows: new Map(rows.map((each) => [each.conversation.id, each])),
  removed: new Set(),
});

describe("where a conversation belongs", () => {
  it("is mine while I am its assignee and it is not resolved", () => {
    expect(belongsIn("mine", row("a", 1, { assigneeId: ME }), lister)).toBe(true);
    expect(belongsIn("mine", row("a", 1, { assigneeId: ME, status: "snoozed" }), lister)).toBe(true);
    expect(belongsIn("mine", row("a", 1, { assigneeId: ME, status: "resolved" }), lister)).toBe(false);
    expect(belongsIn("mine", row("a", 1, { assigneeId: "other" }), lister)).toBe(false);
  });
  it("is unassigned when it is open and nobody's", () => {
    expect(belongsIn("unassigned", row("a", 1), lister)).toBe(true);
    expect(belongsIn("unassigned", row("a", 1, { status: "resolved" }), lister)).toBe(false);
    expect(belongsIn("unassigned", row("a", 1, { assigneeId: ME }), lister)).toBe(false);
  });
  it("is my team's while it is not resolved, whoever has it", () => {
    expect(belongsIn("team", row("a", 1, { assigneeId: "other" }), lister)).toBe(true);
    expect(belongsIn("team", row("a", 1, { status: "resolved" }), lister)).toBe(false);
    expect(belongsIn("team", row("a", 1, { teamId: "night" }), lister)).toBe(false);
  });
  it("is always one of all", () => {
    expect(belongsIn("all", row("a", 1, { status: "resolved" }), lister)).toBe(true);
  });
});

describe("merging pages with the feed", () => {
  it("lists the latest first, each conversation once, over page borders", () => {
    const pages = [
      [row("b", 5), row("a", 3)],
      [row("a", 3), row("c", 1)],
    ];
    expect(ids(mergeRows(wanted("all"), pages, feedOf()))).toEqual(["b", "a", "c"]);
  });

  it("lets the feed's newer row win over a page that lags", () => {
    const merged = mergeRows(wanted("all"), [[row("a", 3)]], feedOf(row("a", 4, { status: "resolved" })));
    expect(merged.map((each) => each.conversation.status)).toEqual(["resolved"]);
  });

  it("lets a page that was read later win over what the feed told before", () => {
    expect(mergeRows(wanted("all"), [[row("a", 9)]], feedOf(row("a", 4)))[0]?.conversation.lastSeq).toBe(9);
  });

  it("takes a conversation out of unassigned as soon as the feed says that somebody took it", () => {
    expect(mergeRows(wanted("unassigned"), [[row("a", 3)]], feedOf(row("a", 4, { assigneeId: "other" })))).toEqual([]);
  });

  it("brings in a conversation that no page holds yet", () => {
    expect(ids(mergeRows(wanted("unassigned"), [[row("a", 3)]], feedOf(row("new", 7))))).toEqual(["new", "a"]);
  });

  it("does not let a page that lags bring back into unassigned what the feed took away", () => {
    const feed: FeedRows = { rows: new Map(), removed: new Set(["a"]) };
    expect(mergeRows(wanted("unassigned"), [[row("a", 3)]], feed)).toEqual([]);
    expect(ids(mergeRows(wanted("all"), [[row("a", 3)]], feed))).toEqual(["a"]);
  });

  it("shows what an action is going to make of a conversation before anybody has said so", () => {
    const taken = row("a", 3, { assigneeId: ME }).conversation;
    const feed = { ...feedOf(), expected: new Map([["a", { conversation: taken, isAnswered: false }]]) };
    expect(
      mergeRows(wanted("unassigned"), [[row("a", 4), row("b", 2)]], feed).map((each) => each.conversation.id),
    ).toEqual(["b"]);
    expect(ids(mergeRows(wanted("mine"), [[row("a", 4)]], feed))).toEqual(["a"]);
  });
  it("takes a filter's rows alone, those who have waited longest first", () => {
    const waiting = (id: string, seq: number, since: number) => ({
      ...row(id, seq),
      waitingSince: new Date(since).toISOString(),
    });
    const rows = [waiting("a", 9, 500), waiting("b", 1, 100), row("c", 5)];
    expect(ids(mergeRows(wanted("all", { sort: "waiting" }), [rows], feedOf()))).toEqual(["b", "a"]);
  });
  it("puts the most pressing first where that is asked, and the latest of those", () => {
    const pressing = (id: string, seq: number, priority: "low" | "urgent") => {
      const plain = row(id, seq);
      return { ...plain, conversation: { ...plain.conversation, priority } };
    };
    const rows = [pressing("a", 9, "low"), row("b", 1), pressing("c", 2, "urgent"), pressing("d", 5, "urgent")];
    expect(ids(mergeRows(wanted("all", { sort: "priority" }), [rows], feedOf()))).toEqual(["d", "c", "b", "a"]);
  });

  it("lists what is due soonest first, and nothing else", () => {
    const due = (dueAtMs: number) =>
      ({ sla: { state: "active", next: { kind: "resolution", dueAtMs, spanMs: 9 } } }) as const;
    const rows = [row("a", 1, due(7)), row("b", 2), row("c", 3, due(5))];
    expect(ids(mergeRows(wanted("all", { sort: "due" }), [rows], feedOf()))).toEqual(["c", "a"]);
  });
  it("ends at the newest row of each conversation, in whatever order pages hold them", () => {
    const rows = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(20)), { maxLength: 30 });
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const pages = [first, second].map((page) => page.map(([id, seq]) => row(id, seq)));
        const merged = mergeRows(wanted("all"), pages, feedOf());
        const newest = new Map<string, number>();
        for (const [id, seq] of [...first, ...second]) newest.set(id, Math.max(newest.get(id) ?? 0, seq));
        expect(new Map(merged.map((each) => [each.conversation.id, each.conversation.lastSeq]))).toEqual(newest);
        expect(merged.map((each) => each.conversation.lastSeq)).toEqual([...newest.values()].sort((a, b) => b - a));
      }),
    );
  });
});

describe("what the feed took away", () => {
  const removed = removedAfter(new Set(), { type: "conversation.removed", conversationId: "a" });
  it("is remembered until the feed tells of it again", () => {
    expect([...removed]).toEqual(["a"]);
    expect([...removedAfter(removed, { type: "presence" })]).toEqual(["a"]);
    expect([...removedAfter(removed, { type: "conversation.updated", conversationId: "b" })]).toEqual(["a"]);
    expect([...removedAfter(removed, { type: "conversation.updated", conversationId: "a" })]).toEqual([]);
  });
  it("is forgotten with a new snapshot, for then the pages are read again", () => {
    expect([...removedAfter(removed, { type: "feed.snapshot" })]).toEqual([]);
  });
});
