import { beforeEach, describe, expect, it, vi } from "vitest";
import { FeedConnection, type FeedOptions } from "./feed-connection.ts";
import { FakePlatform } from "./testing/fake-platform.ts";
import { CONVERSATION_ID, CUSTOMER } from "./testing/messages.ts";

let platform: FakePlatform;
beforeEach(() => {
  platform = new FakePlatform();
});

function connect(options: Partial<FeedOptions> = {}): FeedConnection {
  const feed = new FeedConnection({ baseUrl: "http://desk.test", platform, ...options });
  feed.start();
  return feed;
}
function rowOf(epoch: number, lastSeq: number, unread: number) {
  const conversation = {
    id: CONVERSATION_ID,
    inboxId: "web",
    teamId: "t",
    contactId: CUSTOMER.id,
    status: "open",
    epoch,
    lastSeq,
  };
  return { conversation, unread, lastActivityAt: "2027-01-15T08:00:00.000Z" };
}
const snapshot = (status: string, rows: object[] = []) =>
  platform.socket.say({ type: "feed.snapshot", status, capacity: 6, load: rows.length, rows });
const update = (row: object) =>
  platform.socket.say({ type: "conversation.updated", conversationId: CONVERSATION_ID, ...row });
const unread = (feed: FeedConnection) => feed.get().feed.rows.get(CONVERSATION_ID)?.unread;

describe("an agent's feed", () => {
  it("takes its rows from each snapshot and patches them from updates", () => {
    const feed = connect();
    platform.socket.accept();
    snapshot("online", [rowOf(1, 5, 2)]);
    expect(feed.get().feed).toMatchObject({ status: "online", capacity: 6, load: 1, known: true });
    update(rowOf(1, 6, 3));
    expect(unread(feed)).toBe(3);
    platform.socket.say({ type: "conversation.removed", conversationId: CONVERSATION_ID });
    expect(unread(feed)).toBeUndefined();
  });

  it("drops a patch that was overtaken, by sequence and by assignment", () => {
    const feed = connect();
    platform.socket.accept();
    snapshot("online", [rowOf(2, 5, 2)]);
    update(rowOf(2, 4, 9));
    update(rowOf(1, 8, 9));
    expect(unread(feed)).toBe(2);
    update(rowOf(2, 5, 0));
    expect(unread(feed)).toBe(0);
  });

  it("names its views and the presence that was asked for again on every connection", () => {
    const feed = connect();
    feed.watch(["all"]);
    feed.setPresence({ status: "online" });
    const wishes = [
      { type: "subscribe", views: ["all"] },
      { type: "presence.set", status: "online" },
    ];
    platform.socket.accept();
    expect(platform.socket.frames()).toEqual(wishes);
    platform.socket.close();
    feed.retryNow();
    platform.socket.accept();
    expect(platform.socket.frames()).toEqual(wishes);
    snapshot("offline");
    platform.socket.say({ type: "presence", status: "online", capacity: 6, load: 0 });
    platform.socket.close();
    feed.retryNow();
    platform.socket.accept();
    expect(platform.socket.frames()).toEqual(wishes.slice(0, 1));
  });

  it("hands each frame on after it has taken it in, and refusals with their code", () => {
    const refused = vi.fn();
    const heard = vi.fn(() => expect(feed.get().feed.known).toBe(true));
    const feed = connect({ heard, refused });
    platform.socket.accept();
    snapshot("offline");
    platform.socket.say({ type: "error", code: "conflict", message: "" });
    expect(heard).toHaveBeenCalledTimes(2);
    expect(refused).toHaveBeenCalledExactlyOnceWith("conflict");
  });

  it("ends at sign-out", async () => {
    const feed = connect();
    platform.socket.accept();
    platform.socket.say({ type: "error", code: "unauthenticated", message: "" });
    await vi.waitFor(() => expect(feed.get().link).toMatchObject({ phase: "ended", reason: "session" }));
  });
});
