import { describe, expect, it } from "vitest";
import type { Today } from "#protocol/http-today";
import type { ConversationRow } from "#protocol/vocabulary";
import { countOf, withFeed } from "./live.ts";

const NONE = { items: [], more: false };
const EMPTY: Today = { unread: NONE, waiting: NONE, due: NONE, newTickets: NONE, dueTickets: NONE };

function row(id: string, more: Partial<ConversationRow> & { of?: Partial<ConversationRow["conversation"]> } = {}) {
  const { of, ...rest } = more;
  const facts = { inboxId: "web", teamId: "t", contactId: "c", assigneeId: "me", epoch: 1, lastSeq: 1 } as const;
  const conversation = { id, status: "open" as const, ...facts, ...of };
  return { conversation, lastActivityAt: "2026-07-01T08:00:00.000Z", unread: 0, ...rest };
}
const feedOf = (...rows: ConversationRow[]) => new Map(rows.map((each) => [each.conversation.id, each]));
const idsOf = ({ items }: { items: readonly ConversationRow[] }) => items.map(({ conversation }) => conversation.id);
const WAITING = "2026-07-01T08:00:00.000Z";

describe("the day and the feed", () => {
  it("a message that the feed tells is there at once; what was read waits, what was answered is gone", () => {
    const read = { ...EMPTY, unread: { items: [row("a", { unread: 2, waitingSince: WAITING })], more: false } };
    const fresh = row("b", { unread: 1, waitingSince: WAITING });
    const seen = row("a", { of: { lastSeq: 2 }, waitingSince: WAITING });
    const live = withFeed(read, feedOf(fresh, seen), "me", {});
    expect([idsOf(live.unread), idsOf(live.waiting)]).toEqual([["b"], ["a"]]);
    const answered = withFeed(read, feedOf(row("a", { of: { lastSeq: 3 } })), "me", {});
    expect(countOf(answered)).toBe(0);
  });

  it("what the agent no longer has, and what is resolved, is no work of theirs", () => {
    const read = { ...EMPTY, unread: { items: [row("a", { unread: 2 }), row("b", { unread: 1 })], more: false } };
    const gone = row("a", { of: { assigneeId: "you", epoch: 2 }, unread: 2 });
    const done = row("b", { of: { status: "resolved", lastSeq: 2 }, unread: 1 });
    expect(countOf(withFeed(read, feedOf(gone, done), "me", {}))).toBe(0);
  });

  it("the filters hold for what the feed tells as well", () => {
    const feed = feedOf(row("a", { unread: 1, of: { priority: "high" } }), row("b", { unread: 1 }));
    expect(idsOf(withFeed(EMPTY, feed, "me", { priority: "high" }).unread)).toEqual(["a"]);
    expect(countOf(withFeed(EMPTY, feed, "me", { channel: "phone" }))).toBe(0);
    expect(countOf(withFeed(EMPTY, feed, "me", { status: "snoozed" }))).toBe(0);
  });

  it("nothing is due, nor flagged, that the feed says is none of it any more", () => {
    const sla = { next: { kind: "firstResponse" as const, dueAtMs: 1, spanMs: 1 }, state: "active" as const };
    const both = row("a", { of: { sla, flags: [{ kind: "anger", signs: [] }], assigneeId: "you" } });
    const due = { items: [both], more: false };
    const flagged = { items: [both], more: false };
    expect(countOf(withFeed({ ...EMPTY, due, flagged }, feedOf(), "me", {}))).toBe(2);
    const after = row("a", { of: { assigneeId: "you", lastSeq: 2 } });
    expect(countOf(withFeed({ ...EMPTY, due, flagged }, feedOf(after), "me", {}))).toBe(0);
  });
});
