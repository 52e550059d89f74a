import { describe, expect, it } from "vitest";
import { EMPTY_FEED, type FeedLog } from "#client/lib/feed-log.ts";
import type { ConversationRow } from "#protocol/vocabulary";
import { newsBetween } from "./news.ts";

const ME = "me";
function row(change: {
  assigneeId?: string;
  unread?: number;
  lastSeq?: number;
  by?: "contact" | "agent";
}): ConversationRow {
  const { assigneeId, unread = 0, lastSeq = 1, by = "contact" } = change;
  const conversation = {
    id: "c",
    inboxId: "web",
    teamId: "t",
    contactId: "k",
    status: "open",
    epoch: 1,
    lastSeq,
  } as const;
  return {
    conversation: { ...conversation, ...(assigneeId !== undefined && { assigneeId }) },
    unread,
    lastActivityAt: "2027-01-01T00:00:00Z",
    preview: { sender: { type: by, id: "s", name: "S" }, text: "hi" },
  };
}
const feed = (rows: ConversationRow[], more: Partial<FeedLog> = {}): FeedLog => ({
  ...EMPTY_FEED,
  known: true,
  rows: new Map(rows.map((each) => [each.conversation.id, each])),
  ...more,
});
const kinds = (before: FeedLog, after: FeedLog) => newsBetween(before, after, ME).map(({ key }) => key);

describe("news", () => {
  it("is a ticket that was handed out, once, and again if it comes back", () => {
    const given = { ticketId: "t1", number: 1001, version: 2 };
    const [before, after] = [feed([]), feed([], { ticketsGiven: [given] })];
    expect(newsBetween(before, after, ME)).toEqual([
      { kind: "ticket", ticket: { id: "t1", number: 1001 }, key: "ticket-given:t1:2" },
    ]);
    expect(kinds(after, feed([], { ticketsGiven: [given] }))).toEqual([]);
    expect(kinds(after, feed([], { ticketsGiven: [given, { ...given, version: 5 }] }))).toEqual(["ticket-given:t1:5"]);
  });

  it("is a conversation that becomes the agent's", () => {
    expect(kinds(feed([]), feed([row({ assigneeId: ME })]))).toEqual(["assigned:c:1"]);
    expect(kinds(feed([row({})]), feed([row({ assigneeId: ME })]))).toEqual(["assigned:c:1"]);
    expect(kinds(feed([]), feed([row({ assigneeId: "other" })]))).toEqual([]);
  });

  it("is what a customer writes to them, not what is read or a colleague notes", () => {
    const before = feed([row({ assigneeId: ME })]);
    expect(kinds(before, feed([row({ assigneeId: ME, unread: 1, lastSeq: 2 })]))).toEqual(["message:c:2"]);
    expect(kinds(before, feed([row({ assigneeId: ME, unread: 1, lastSeq: 2, by: "agent" })]))).toEqual([]);
    expect(kinds(feed([row({ assigneeId: ME, unread: 1 })]), before)).toEqual([]);
  });

  it("is a note that names them, once", () => {
    const mentions = [{ conversationId: "c", seq: 3, by: { type: "agent", id: "a", name: "Ann" } as const }];
    expect(kinds(feed([]), feed([], { mentions }))).toEqual(["mention:c:3"]);
    expect(kinds(feed([], { mentions }), feed([], { mentions }))).toEqual([]);
  });

  it("is something overdue, once", () => {
    const alerts = [
      { conversationId: "c", key: "k", cause: "breach", kind: "nextResponse", dueAtMs: 1, to: "agent" } as const,
    ];
    expect(kinds(feed([]), feed([], { alerts }))).toEqual(["alert:c:k"]);
    expect(kinds(feed([], { alerts }), feed([], { alerts }))).toEqual([]);
  });

  it("is nothing of what was there when the console was opened", () => {
    expect(kinds(EMPTY_FEED, feed([row({ assigneeId: ME })]))).toEqual([]);
  });
});
