import { beforeEach, describe, expect, it } from "vitest";
import { ownConversations } from "#client/lib/customer-api.ts";
import { entries } from "#client/lib/entries.ts";
import { type KeyValueStore, memoryStore } from "#client/lib/storage.ts";
import { FakePlatform } from "#client/lib/testing/fake-platform.ts";
import { AGENT, CONVERSATION_ID, CUSTOMER, messageOf } from "#client/lib/testing/messages.ts";
import type { ConversationRow } from "#protocol/vocabulary";
import { Desk, type Talk } from "./desk.ts";
import { Lines } from "./lines.ts";
import { FakeServer } from "./testing/fake-server.ts";

let platform: FakePlatform;
let server: FakeServer;
let store: KeyValueStore;
let loadTalk: () => Promise<Talk>;

/** As much of the thread's script as the desk itself uses; what draws needs a browser. */
const TALK = { Lines } as unknown as Talk;

beforeEach(() => {
  platform = new FakePlatform();
  server = new FakeServer(() => platform.time);
  store = memoryStore();
  loadTalk = async () => TALK;
});

function desk(): Desk {
  const word = { inbox: Promise.resolve(undefined), changed: () => undefined, begun: () => undefined };
  const options = {
    baseUrl: "https://desk.test",
    inboxId: "web",
    platform,
    store,
    fetch: server.fetch,
    lock: <Value>(work: () => Promise<Value>) => work(),
    word,
    keeps: true,
  };
  const made = new Desk(options, loadTalk);
  made.start();
  return made;
}
function rowOf(n: number, fields: Partial<ConversationRow> = {}): ConversationRow {
  const id = `01990000-0000-7000-8000-00000000c0d${n}`;
  const conversation = {
    id,
    inboxId: "web",
    teamId: "t",
    contactId: CUSTOMER.id,
    status: "open" as const,
    epoch: 0,
    lastSeq: 4,
  };
  const preview = { sender: AGENT, text: `answer ${n}` };
  return { conversation, unread: 1, lastActivityAt: `2027-01-15T08:0${n}:00.000Z`, preview, ...fields };
}
/** Answers run over several turns of real promises (fetch, JSON), so this gives them some. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((done) => setTimeout(done, 0));
}
/** A visitor who has written before. */
async function returning(): Promise<Desk> {
  const first = desk();
  first.show();
  await quiet();
  first.get().shown?.source?.send("hello");
  await quiet();
  first.stop();
  platform.sockets.length = 0;
  const again = desk();
  await quiet();
  return again;
}

describe("a visitor who only looks at the shop", () => {
  it("is known to nobody: no session, no request, no line, also with the panel open", async () => {
    const mine = desk();
    mine.toggle(true);
    mine.show();
    mine.home();
    await quiet();
    expect([server.seen, platform.sockets, mine.get().summaries]).toEqual([[], [], []]);
  });
});

describe("the thread's script", () => {
  it("is fetched soon after the first opening, and at once for who wants a thread", async () => {
    let asked = 0;
    loadTalk = async () => {
      asked += 1;
      return TALK;
    };
    const mine = desk();
    mine.toggle(true);
    expect(asked).toBe(0);
    platform.advance(60);
    expect(asked).toBe(1);
    const another = desk();
    another.show();
    expect([asked, another.get().shown?.source]).toEqual([2, undefined]);
    await quiet();
    expect(another.get()).toMatchObject({ talk: "ready", shown: { source: expect.anything() } });
  });

  it("that did not come can be asked for again, and the thread that was wanted is shown", async () => {
    loadTalk = () => Promise.reject(new Error("no network"));
    const mine = desk();
    mine.show();
    await quiet();
    expect(mine.get()).toMatchObject({ talk: "failed", shown: {} });
    loadTalk = async () => TALK;
    mine.speak("en", loadTalk);
    await mine.fetchTalk();
    expect(mine.get()).toMatchObject({ talk: "ready", shown: { source: expect.anything() } });
  });
});

describe("what came in while nobody looked", () => {
  it("is told above the launcher, until it was put away or the panel was open", async () => {
    server.rows = [rowOf(5)];
    const mine = await returning();
    expect(mine.get().peek).toMatchObject({ text: "answer 5", by: AGENT });
    mine.putPeekAway();
    expect([mine.get().peek, mine.get().unread]).toEqual([undefined, 1]);
    server.rows = [rowOf(6)];
    await mine.reload();
    expect(mine.get().peek).toMatchObject({ text: "answer 6" });
    mine.toggle(true);
    expect(mine.get().peek).toBeUndefined();
    mine.toggle(false);
    expect(mine.get().peek).toBeUndefined();
  });
});

describe("the first message", () => {
  it("makes session and conversation, and the thread that is shown goes on live", async () => {
    const mine = desk();
    mine.show();
    await quiet();
    const { key } = mine.get().shown ?? {};
    mine.get().shown?.source?.send("hello");
    mine.get().shown?.source?.send("is anybody there?");
    await quiet();
    expect(server.seen.map(({ path }) => path)).toEqual(["/api/v1/widget/sessions", "/api/v1/widget/conversations"]);
    expect(mine.get().shown?.key).toBe(key);
    expect(platform.socket.url).toContain(CONVERSATION_ID);
    platform.socket.accept();
    platform.socket.say({ type: "sync.done", seq: 1, hasMore: false });
    expect(platform.socket.frames().at(-1)).toMatchObject({ type: "message.send", content: "is anybody there?" });
    const log = mine.get().shown?.source?.get().log;
    expect(log && entries(log).map(({ state }) => state)).toEqual(["sent", "sending"]);
  });

  it("written without a network is posted after a reload, once", async () => {
    server.trouble.push("network");
    const mine = desk();
    mine.show();
    await quiet();
    mine.get().shown?.source?.send("hello");
    await quiet();
    expect(mine.get().summaries).toMatchObject([{ text: "hello", own: true, unsent: true }]);
    mine.stop();
    desk();
    await quiet();
    expect([...server.firstMessages.values()].map(({ content }) => content)).toEqual(["hello"]);
  });
});

describe("a visitor who comes back", () => {
  it("sees all conversations with the latest first, and keeps the newest three open ones live", async () => {
    server.rows = [rowOf(5), rowOf(4, { unread: 0 }), rowOf(3), rowOf(2), rowOf(1)];
    const mine = await returning();
    expect(mine.get().summaries.map(({ text, unread }) => [text, unread])).toEqual([
      ["answer 5", 1],
      ["answer 4", 0],
      ["answer 3", 1],
      ["answer 2", 1],
      ["answer 1", 1],
    ]);
    expect(mine.get().unread).toBe(4);
    expect(platform.sockets).toHaveLength(3);
  });

  it("has the badge follow what the lines say", async () => {
    server.rows = [rowOf(5)];
    const mine = await returning();
    const { socket } = platform;
    socket.accept();
    socket.say({ type: "message.created", seq: 4, message: messageOf(4) });
    socket.say({ type: "sync.done", seq: 4, hasMore: false });
    socket.say({ type: "message.created", seq: 5, message: messageOf(5, { content: "and one more" }) });
    expect(mine.get()).toMatchObject({ unread: 2, summaries: [{ text: "and one more", by: AGENT }] });
    mine.show(mine.get().summaries[0]?.key);
    mine.get().shown?.source?.markRead?.();
    expect(mine.get().unread).toBe(0);
  });

  it("is told when the list could not be had, and can ask again", async () => {
    const mine = await returning();
    server.trouble.push("unavailable");
    await mine.reload();
    expect(mine.get().list).toBe("failed");
    await mine.reload();
    expect(mine.get().list).toBe("known");
  });

  it("leaves no empty beginning behind", async () => {
    const mine = await returning();
    mine.show();
    mine.home();
    expect(mine.get().summaries).toEqual([]);
    expect(platform.listeners).toBe(0);
  });
});

describe("a token that the server no longer takes", () => {
  it("is renewed for the request that met it", async () => {
    const mine = await returning();
    server.revoke();
    await mine.reload();
    expect(mine.get().list).toBe("known");
  });

  it("and cannot renew makes a new visitor; what was not sent begins a conversation of theirs", async () => {
    server.rows = [rowOf(5)];
    const mine = await returning();
    mine.show(mine.get().summaries[0]?.key);
    mine.get().shown?.source?.send("not sent yet");
    server.rows = [];
    server.revoke();
    server.renewable = false;
    await mine.reload();
    await quiet();
    expect([...server.firstMessages.values()].map(({ content }) => content)).toContain("not sent yet");
    expect(mine.get().summaries).toMatchObject([{ text: "not sent yet", unsent: false }]);
  });

  it("and makes a new visitor leaves nothing to them of the list that was asked for before", async () => {
    server.rows = [rowOf(5)];
    const mine = await returning();
    let answer: () => void = () => undefined;
    server.held = new Promise((done) => {
      answer = done;
    });
    void mine.reload();
    await quiet();
    server.held = undefined;
    server.rows = [rowOf(3)];
    server.revoke();
    server.renewable = false;
    await mine.requestPorts(() => undefined).ask((api) => ownConversations(api));
    answer();
    await quiet();
    expect(mine.get()).toMatchObject({ list: "known", summaries: [{ text: "answer 3" }] });
  });
});
