/** Who is told of a frame, and that whoever sent it gets an answer. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, type ConversationLine, customerLine, feedLine } from "#test/workers/line";
import { loginOf, openShop, signIn } from "#test/workers/shop";

let agent: string;
let qa: string;
let supervisor: string;

beforeAll(async () => {
  const { logins } = await openShop();
  [agent, qa, supervisor] = await Promise.all([
    signIn(loginOf(logins, "agent")),
    signIn(loginOf(logins, "qa")),
    signIn(loginOf(logins, "supervisor")),
  ]);
});

async function synced(line: ConversationLine): Promise<ConversationLine> {
  line.send({ type: "sync" });
  await line.next("sync.done");
  return line;
}

/** What was sent on this line before is done with. */
async function settled(line: ConversationLine): Promise<void> {
  const from = line.frames.length;
  line.send({ type: "sync", afterSeq: 0, limit: 1 });
  await line.next("sync.done", () => true, from);
}

describe("somebody who may not answer customers", () => {
  it("reads along without the customer hearing of them, then or at their next sync", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const colleague = await synced(await agentLine(conversationId, agent));
    const observer = await synced(await agentLine(conversationId, qa));
    observer.send({ type: "delivered", seq: 1 });
    observer.send({ type: "read", seq: 1 });
    observer.send({ type: "typing" });
    await colleague.next("typing");
    observer.send({ type: "read", seq: 99 });
    expect(await observer.next("error")).toMatchObject({ code: "bad_frame" });
    await settled(customer);
    const later = await synced(await customerLine(conversationId, token));
    await settled(later);
    for (const line of [customer, later]) expect(JSON.stringify(line.frames)).not.toContain("Sara Holm");
  });
});

describe("a supervisor who only looks on", () => {
  const traces = (line: ConversationLine) =>
    line.frames.filter((frame) => ["delivered", "read", "typing"].includes(frame.type));

  it("is not seen reading or typing by the customer, then or at their next sync, but by colleagues", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const colleague = await synced(await agentLine(conversationId, agent));
    const observer = await synced(await agentLine(conversationId, supervisor));
    for (const type of ["delivered", "read"]) observer.send({ type, seq: 1 });
    observer.send({
      type: "message.send",
      clientId: nextClientId(),
      contentType: "text",
      content: "hm",
      private: true,
    });
    observer.send({ type: "typing" });
    await colleague.next("typing");
    await colleague.next("read");
    await settled(customer);
    const later = await synced(await customerLine(conversationId, token));
    await settled(later);
    for (const line of [customer, later]) expect(traces(line)).toEqual([]);
    const summary = await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
    expect(summary?.unread).toBe(1);
    // Somebody takes it: what the supervisor read is not read by the one who has it.
    colleague.send({ type: "conversation.accept" });
    await customer.next("conversation.updated", ({ conversation }) => conversation.assigneeId !== undefined);
    expect((await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary())?.unread).toBe(1);
    colleague.send({ type: "conversation.resolve" });
    await customer.next("conversation.updated", ({ conversation }) => conversation.status === "resolved");
  });

  it.each([
    ["answers", { type: "message.send", clientId: "joins", contentType: "text", content: "您好" }],
    ["takes it", { type: "conversation.accept" }],
  ])("is seen from the moment when they take part: who %s", async (_, joins) => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const observer = await synced(await agentLine(conversationId, supervisor));
    observer.send({ type: "read", seq: 1 });
    await settled(observer);
    await settled(customer);
    expect(traces(customer)).toEqual([]);
    observer.send(joins);
    expect(await customer.next("read")).toMatchObject({ seq: 1, by: { type: "agent" } });
    observer.send({ type: "typing" });
    await customer.next("typing");
    const later = await synced(await customerLine(conversationId, token));
    expect(await later.next("read")).toMatchObject({ seq: 1 });
    observer.send({ type: "conversation.resolve" });
    await customer.next("conversation.updated", ({ conversation }) => conversation.status === "resolved");
  });
});

describe("an agent's action", () => {
  it("is answered though it was done before, or the agent has not synced yet", async () => {
    const { conversationId } = await begin();
    const early = await agentLine(conversationId, agent);
    early.send({ type: "conversation.accept" });
    const { conversation, seq } = await early.next("conversation.updated");
    expect(conversation).toMatchObject({ id: conversationId, status: "open", assigneeId: expect.any(String) });
    const line = await synced(await agentLine(conversationId, agent));
    const from = line.frames.length;
    line.send({ type: "conversation.accept" });
    expect(await line.next("conversation.updated", () => true, from)).toMatchObject({ seq, conversation });
    line.send({ type: "conversation.resolve" });
    await line.next("conversation.updated", (frame) => frame.conversation.status === "resolved", from);
    await settled(line);
    expect(line.frames.slice(from).filter(({ type }) => type === "conversation.updated")).toHaveLength(2);
  });
});

describe("a refusal", () => {
  it("says which it was, and nothing of what is not theirs", async () => {
    const { conversationId, message } = await begin();
    const [line, observer] = [await agentLine(conversationId, agent), await agentLine(conversationId, qa)];
    line.send({ type: "conversation.resolve" });
    await line.next("conversation.updated");
    line.send({ type: "conversation.accept" });
    expect(await line.next("error")).toMatchObject({ code: "conflict", reason: "wrong_status" });
    observer.send({ type: "conversation.accept" });
    const forbidden = await observer.next("error");
    line.send({ type: "message.edit", messageId: message.id, content: "mine now" });
    for (const frame of [forbidden, await line.next("error", ({ code }) => code === "forbidden")]) {
      expect([frame.code, frame.reason]).toEqual(["forbidden", undefined]);
    }
  });
});

describe("a change of one's own message", () => {
  it("is answered though the sender has not synced yet", async () => {
    const { conversationId, token, message } = await begin("一");
    const line = await customerLine(conversationId, token);
    line.send({ type: "message.edit", messageId: message.id, content: "二" });
    expect(await line.next("message.updated")).toMatchObject({ message: { content: "二", seq: 1 } });
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "三" });
    await line.next("message.created", (frame) => frame.message.content === "三");
    line.send({ type: "message.recall", messageId: message.id });
    await line.next("message.updated", (frame) => frame.message.recalledAt !== undefined);
  });
});

describe("a feed", () => {
  it("begins with its snapshot, whatever is told besides", async () => {
    const feed = await feedLine(agent);
    await feed.next("presence");
    // On a busy machine more of what an earlier test did may have come by now.
    expect(feed.frames.slice(0, 2).map(({ type }) => type)).toEqual(["feed.snapshot", "presence"]);
    feed.close();
  });
});
