import { beforeEach, describe, expect, it, vi } from "vitest";
import { CLOSE_CODES, MAX_SYNC_LIMIT, RECEIPT_INTERVAL_MS, TYPING_TTL_MS } from "#protocol/constants";
import { ConversationConnection, type ConversationOptions } from "./conversation-connection.ts";
import { entries } from "./entries.ts";
import { outboxStorage } from "./outbox-storage.ts";
import { memoryStore } from "./storage.ts";
import { FakePlatform, settle } from "./testing/fake-platform.ts";
import { AGENT, CONVERSATION_ID, CUSTOMER, messageOf } from "./testing/messages.ts";

let platform: FakePlatform;
let storage: ConversationOptions["storage"];

beforeEach(() => {
  platform = new FakePlatform();
  storage = outboxStorage(memoryStore(), "test");
});

function connect(options: Partial<ConversationOptions> = {}): ConversationConnection {
  const connection = new ConversationConnection({
    baseUrl: "https://shop.test",
    conversationId: CONVERSATION_ID,
    self: { type: "contact", id: CUSTOMER.id },
    storage,
    platform,
    ...options,
  });
  connection.start();
  return connection;
}

/** Opens the line and answers the first sync. */
function live(connection: ConversationConnection, seq = 0): void {
  if (connection.get().link.phase === "waiting") connection.retryNow();
  platform.socket.accept();
  platform.socket.say({ type: "sync.done", seq, hasMore: false });
}
const sentOf = (type: string) => platform.socket.frames().filter((frame) => frame.type === type);
const acknowledge = (seq: number, clientId: string) =>
  platform.socket.say({ type: "message.created", seq, message: messageOf(seq, { sender: CUSTOMER, clientId }) });

describe("syncing", () => {
  it("comes before anything else, on every connection, from where the log is", () => {
    const connection = connect();
    connection.send("written before there was a line");
    platform.socket.accept();
    expect(platform.socket.frames()).toEqual([{ type: "sync" }]);
    platform.socket.say({ type: "sync.done", seq: 7, hasMore: false });
    platform.socket.close();
    connection.retryNow();
    platform.socket.accept();
    expect(platform.socket.frames()).toEqual([{ type: "sync", afterSeq: 7, limit: MAX_SYNC_LIMIT }]);
    expect(platform.socket.url).toBe(`wss://shop.test/api/v1/conversations/${CONVERSATION_ID}/socket`);
  });

  it("pages while there is more, and redraws once at the end", () => {
    const connection = connect();
    live(connection, 1);
    platform.socket.close();
    connection.retryNow();
    platform.socket.accept();
    const redraw = vi.fn();
    connection.subscribe(redraw);
    platform.socket.say({ type: "message.created", seq: 2, message: messageOf(2) });
    platform.socket.say({ type: "sync.done", seq: 2, hasMore: true });
    platform.socket.say({ type: "message.created", seq: 3, message: messageOf(3) });
    expect(redraw).not.toHaveBeenCalled();
    platform.socket.say({ type: "sync.done", seq: 3, hasMore: false });
    expect(sentOf("sync").map(({ afterSeq }) => afterSeq)).toEqual([1, 2]);
    expect(redraw).toHaveBeenCalledOnce();
    expect(connection.get().log.messages).toHaveLength(2);
  });

  it("that is refused or not answered is tried on another line", () => {
    const connection = connect();
    platform.socket.accept();
    platform.socket.say({ type: "error", code: "rate_limited", message: "" });
    expect(connection.get().link.phase).toBe("waiting");
    connection.retryNow();
    platform.socket.accept();
    platform.advance(15_000);
    expect(connection.get().link.phase).toBe("waiting");
  });

  it("is not disturbed by frames that nobody knows", () => {
    const connection = connect();
    live(connection);
    for (const noise of ["", "{}", '{"type":"from.the.future"}']) platform.socket.say(noise);
    expect(connection.get().link.phase).toBe("open");
  });
});

describe("sending", () => {
  it("goes one by one, each once, in the order of writing", () => {
    const connection = connect();
    live(connection);
    const [first, second] = [connection.send("one"), connection.send("two")];
    platform.socket.say({ type: "typing", by: AGENT });
    expect(sentOf("message.send")).toEqual([
      { type: "message.send", clientId: first, contentType: "text", content: "one" },
    ]);
    acknowledge(1, first);
    expect(sentOf("message.send").map(({ clientId }) => clientId)).toEqual([first, second]);
  });

  it("repeats under the same id what got no answer in ten seconds", () => {
    const connection = connect();
    live(connection);
    const clientId = connection.send("hello?");
    platform.advance(10_000);
    expect(sentOf("message.send").map((frame) => frame.clientId)).toEqual([clientId, clientId]);
  });

  it("survives a reload, in order, even within one millisecond", () => {
    const before = connect();
    const ids = [before.send("one"), before.send("two"), before.send("three")];
    before.stop();
    const connection = connect();
    expect(entries(connection.get().log).map(({ key, state }) => [key, state])).toEqual(
      ids.map((id) => [id, "queued"]),
    );
    live(connection);
    for (const [index, id] of ids.entries()) acknowledge(index + 1, id);
    expect(sentOf("message.send").map(({ content }) => content)).toEqual(["one", "two", "three"]);
    expect(storage.load(CONVERSATION_ID)).toEqual([]);
  });

  it("waits when the server says not now, longer each time, and keeps the order meanwhile", () => {
    const refused = vi.fn();
    const connection = connect({ refused });
    live(connection);
    const clientId = connection.send("one");
    connection.send("two");
    platform.randoms.push(0.9, 0.9, 0.9, 0.9);
    for (const waitMs of [1_000, 1_000, 1_800]) {
      platform.socket.say({ type: "error", code: "rate_limited", message: "", clientId });
      const before = sentOf("message.send").length;
      platform.socket.say({ type: "typing", by: AGENT });
      platform.advance(waitMs - 1);
      expect(sentOf("message.send")).toHaveLength(before);
      platform.advance(1);
      expect(sentOf("message.send")).toHaveLength(before + 1);
    }
    expect(new Set(sentOf("message.send").map(({ content }) => content))).toEqual(new Set(["one"]));
    expect(refused).toHaveBeenCalledWith("rate_limited", clientId);
  });

  it("marks what is refused for good, over a reload too, and goes on with the next", () => {
    const connection = connect();
    live(connection);
    const clientId = connection.send("one");
    connection.send("two");
    platform.socket.say({ type: "error", code: "forbidden", message: "", clientId });
    expect(sentOf("message.send").map(({ content }) => content)).toEqual(["one", "two"]);
    connection.stop();
    const after = connect();
    expect(entries(after.get().log)[0]).toMatchObject({ state: "failed", failedCode: "forbidden" });
    after.discard(clientId);
    expect(storage.load(CONVERSATION_ID)).toHaveLength(1);
  });

  it("carries a note as a note", () => {
    const connection = connect({ self: { type: "agent", id: AGENT.id } });
    live(connection);
    connection.send("between us", { private: true });
    expect(sentOf("message.send")).toMatchObject([{ private: true }]);
  });

  it("asks again for an edit and a recall whose answer the line has lost", () => {
    const connection = connect();
    live(connection);
    connection.edit(messageOf(1).id, "better");
    connection.recall(messageOf(2).id);
    platform.socket.close();
    live(connection);
    expect(platform.socket.frames().slice(1)).toEqual([
      { type: "message.edit", messageId: messageOf(1).id, content: "better" },
      { type: "message.recall", messageId: messageOf(2).id },
    ]);
  });
});

describe("receipts and typing", () => {
  it("send one delivered and one read an interval at most, and again after a lost line", () => {
    const connection = connect();
    live(connection);
    for (let seq = 1; seq <= 5; seq += 1)
      platform.socket.say({ type: "message.created", seq, message: messageOf(seq) });
    connection.markRead();
    platform.advance(RECEIPT_INTERVAL_MS);
    connection.markRead();
    platform.advance(10 * RECEIPT_INTERVAL_MS);
    expect(sentOf("delivered").map(({ seq }) => seq)).toEqual([1, 5]);
    expect(sentOf("read").map(({ seq }) => seq)).toEqual([5]);
    platform.socket.close();
    live(connection, 5);
    expect([...sentOf("delivered"), ...sentOf("read")].map(({ seq }) => seq)).toEqual([5, 5]);
  });

  it("say that somebody types twice in the time that it is shown, however fast they are", () => {
    const connection = connect();
    connection.typing();
    live(connection);
    for (let key = 0; key < TYPING_TTL_MS / 100; key += 1) {
      connection.typing();
      platform.advance(100);
    }
    expect(sentOf("typing")).toHaveLength(2);
  });

  it("let typing of the other side run out", () => {
    const connection = connect();
    live(connection);
    platform.socket.say({ type: "typing", by: AGENT });
    expect(connection.get().log.typing).toHaveLength(1);
    platform.advance(TYPING_TTL_MS);
    expect(connection.get().log.typing).toHaveLength(0);
  });
});

describe("a customer's token", () => {
  function credentials(lifetimeMs: number) {
    let issued = 1;
    let expiresAtMs = platform.time + lifetimeMs;
    return {
      current: () => ({ token: `t${issued}`, expiresAtMs }),
      renew: vi.fn(async () => {
        issued += 1;
        expiresAtMs = platform.time + lifetimeMs;
        return true;
      }),
    };
  }

  it("goes in the subprotocol and is renewed on the open line a minute before its end", async () => {
    const connection = connect({ credentials: credentials(600_000) });
    await settle();
    expect(platform.socket.protocols).toEqual(["edgedesk.v1", "bearer.t1"]);
    live(connection);
    platform.advance(540_000);
    await settle();
    expect(sentOf("auth.renew")).toEqual([{ type: "auth.renew", token: "t2" }]);
  });

  it("is renewed before a connection when it has run out meanwhile, and after 4401", async () => {
    const token = credentials(60_000);
    const connection = connect({ credentials: token });
    await settle();
    live(connection);
    platform.socket.close();
    platform.time += 120_000;
    connection.retryNow();
    await settle();
    expect(platform.socket.protocols).toContain("bearer.t2");
    platform.socket.accept();
    platform.socket.close(CLOSE_CODES.sessionEnded);
    await settle();
    platform.advance(500);
    await settle();
    expect(platform.socket.protocols).toContain("bearer.t3");
  });

  it("that the server no longer takes in a frame makes a new line with a new one", async () => {
    const token = credentials(600_000);
    const connection = connect({ credentials: token });
    await settle();
    live(connection);
    platform.socket.say({ type: "error", code: "unauthenticated", message: "" });
    await settle();
    expect(token.renew).toHaveBeenCalledOnce();
    expect(connection.get().link.phase).toBe("waiting");
  });
});

describe("older messages", () => {
  it("come by HTTP before the oldest one that is known, and say when they could not", async () => {
    const fetchOlder = vi.fn(async () => ({ items: [messageOf(1)], hasMore: false }));
    const connection = connect({ fetchOlder });
    platform.socket.accept();
    for (let seq = 2; seq < 52; seq += 1)
      platform.socket.say({ type: "message.created", seq, message: messageOf(seq) });
    platform.socket.say({ type: "sync.done", seq: 51, hasMore: false });
    fetchOlder.mockRejectedValueOnce(new Error("no network"));
    await connection.loadOlder();
    expect(connection.get().older).toBe("failed");
    await connection.loadOlder();
    expect(fetchOlder).toHaveBeenLastCalledWith(2);
    expect(connection.get().log.messages).toHaveLength(51);
    await connection.loadOlder();
    expect(fetchOlder).toHaveBeenCalledTimes(2);
  });
});
