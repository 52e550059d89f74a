/** The way of a message, through the real door: what both sides see, in which order, and what a crash would keep. */
import { abortAllDurableObjects, evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { createdConversation, messagePage } from "#protocol/http";
import { agentLine, type ConversationLine, customerLine } from "#test/workers/line";
import { beginSession, call, loginOf, openShop, post, signIn } from "#test/workers/shop";

let agentCookie: string;
let clientIds = 0;

beforeAll(async () => {
  const { logins } = await openShop();
  agentCookie = await signIn(loginOf(logins, "agent"));
});

function nextClientId(): string {
  clientIds += 1;
  return `c${clientIds}`;
}

async function begin(content = "你好, is my parcel on its way?") {
  const { token, contactId } = await beginSession({ name: "王小明" });
  const clientId = nextClientId();
  const body = { clientId, contentType: "text", content };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  expect(answer.status).toBe(201);
  const { conversationId, message } = createdConversation.parse(await answer.json());
  return { token, contactId, conversationId, message, body };
}

async function synced(line: ConversationLine, afterSeq?: number): Promise<ConversationLine> {
  line.send({ type: "sync", afterSeq });
  await line.next("sync.done");
  return line;
}

function contents(line: ConversationLine): string[] {
  return line.frames.flatMap((frame) =>
    frame.type === "message.created" && frame.message.contentType === "text" ? [frame.message.content] : [],
  );
}

describe("a conversation begins with its first message", () => {
  it("answers 201 with the message, and 200 with the same one when it is sent again", async () => {
    const { conversationId, message, body, token } = await begin();
    expect(message).toMatchObject({ seq: 1, changedSeq: 1, conversationId, content: body.content });
    expect(message.sender).toMatchObject({ type: "contact", name: "王小明" });
    const again = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
    expect(again.status).toBe(200);
    expect(createdConversation.parse(await again.json())).toEqual({ conversationId, message });
  });
});

describe("live events", () => {
  it("reach both sides once they have synced, in one order", async () => {
    const { conversationId, token } = await begin("first");
    const customer = await synced(await customerLine(conversationId, token));
    const agent = await synced(await agentLine(conversationId, agentCookie));
    customer.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "second" });
    await agent.next("message.created", ({ message }) => message.content === "second");
    agent.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "第三" });
    await customer.next("message.created", ({ message }) => message.content === "第三");
    expect(contents(customer)).toEqual(["first", "second", "第三"]);
    expect(contents(agent)).toEqual(["first", "second", "第三"]);
  });

  it("do not reach a socket before its first sync", async () => {
    const { conversationId, token } = await begin();
    const silent = await customerLine(conversationId, token);
    const agent = await synced(await agentLine(conversationId, agentCookie));
    agent.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "hello" });
    await agent.next("message.created", ({ message }) => message.content === "hello");
    expect(silent.frames).toEqual([]);
    await synced(silent);
    expect(contents(silent).at(-1)).toBe("hello");
  });

  it("keep notes from the customer, live, in sync and over HTTP", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const agent = await synced(await agentLine(conversationId, agentCookie));
    agent.send({
      type: "message.send",
      clientId: nextClientId(),
      contentType: "text",
      content: "secret",
      private: true,
    });
    await agent.next("message.created", ({ message }) => message.private === true);
    agent.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "public" });
    await customer.next("message.created", ({ message }) => message.content === "public");
    const other = await synced(await customerLine(conversationId, token), 0);
    const page = await call(`/api/v1/conversations/${conversationId}/messages`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(contents(customer)).not.toContain("secret");
    expect(contents(other)).not.toContain("secret");
    expect(messagePage.parse(await page.json()).items.map(({ content }) => content)).not.toContain("secret");
  });
});

describe("sending", () => {
  it("is idempotent by clientId, across an eviction too", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const frame = { type: "message.send", clientId: nextClientId(), contentType: "text", content: "only once" };
    customer.send(frame);
    const first = await customer.next("message.created", ({ message }) => message.content === "only once");
    await evictDurableObject(env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)));
    const from = customer.frames.length;
    customer.send(frame);
    const second = await customer.next("message.created", () => true, from);
    expect(second.message).toEqual(first.message);
  });

  it("survives eviction with the sockets open", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    await evictDurableObject(env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)));
    customer.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "after" });
    const { message } = await customer.next("message.created", ({ message: { content } }) => content === "after");
    expect(message.seq).toBe(2);
  });
});

describe("editing and recalling", () => {
  it("tells everybody, and a recalled text is never shown again", async () => {
    const { conversationId, token, message } = await begin("my card is 6222");
    const customer = await synced(await customerLine(conversationId, token));
    customer.send({ type: "message.edit", messageId: message.id, content: "edited" });
    const edited = await customer.next("message.updated");
    expect(edited.message).toMatchObject({ content: "edited", seq: 1, changedSeq: edited.seq });
    customer.send({ type: "message.recall", messageId: message.id });
    await customer.next("message.updated", (frame) => frame.message.recalledAt !== undefined);
    const agent = await synced(await agentLine(conversationId, agentCookie), 0);
    const [seen] = agent.frames.filter((frame) => frame.type === "message.created");
    expect(seen).toMatchObject({ message: { id: message.id, content: "" } });
  });

  it("is for the sender alone", async () => {
    const { conversationId, message } = await begin();
    const agent = await synced(await agentLine(conversationId, agentCookie));
    agent.send({ type: "message.recall", messageId: message.id });
    expect(await agent.next("error")).toMatchObject({ code: "forbidden" });
  });
});

describe("receipts", () => {
  it("move forward only, and come to whoever connects later", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const agent = await synced(await agentLine(conversationId, agentCookie));
    agent.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "您好" });
    agent.send({ type: "read", seq: 1 });
    expect(await customer.next("read")).toMatchObject({ seq: 1, by: { type: "agent" } });
    agent.send({ type: "read", seq: 99 });
    expect(await agent.next("error")).toMatchObject({ code: "bad_frame" });
    const later = await synced(await customerLine(conversationId, token));
    expect(await later.next("read")).toMatchObject({ seq: 1 });
  });
});

describe("sync", () => {
  it("pages through what changed, in order of change, and goes live at its end", async () => {
    const { conversationId, token } = await begin("m1");
    const writer = await synced(await customerLine(conversationId, token));
    for (const content of ["m2", "m3", "m4", "m5"]) {
      writer.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content });
    }
    await writer.next("message.created", ({ message }) => message.content === "m5");
    const reader = await agentLine(conversationId, agentCookie);
    let afterSeq = 0;
    for (;;) {
      const from = reader.frames.length;
      reader.send({ type: "sync", afterSeq, limit: 2 });
      const done = await reader.next("sync.done", () => true, from);
      afterSeq = done.seq;
      if (!done.hasMore) break;
    }
    expect(contents(reader)).toEqual(["m1", "m2", "m3", "m4", "m5"]);
  });
});

describe("somebody who confirmed a delivery before they said anything", () => {
  it("is known by name after a crash at once after their first message", async () => {
    const { conversationId, token } = await begin();
    const agent = await synced(await agentLine(conversationId, agentCookie));
    agent.send({ type: "delivered", seq: 1 });
    const clientId = nextClientId();
    agent.send({ type: "message.send", clientId, contentType: "text", content: "It is on its way." });
    const sent = await agent.next("message.created", (frame) => frame.message.clientId === clientId);
    expect(sent.message.sender.name).not.toBe("");
    await abortAllDurableObjects();
    const page = await call(`/api/v1/conversations/${conversationId}/messages`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = messagePage.parse(await page.json());
    expect(items.at(-1)?.sender).toEqual(sent.message.sender);
  });
});
