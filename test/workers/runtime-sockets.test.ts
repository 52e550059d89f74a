/** Sockets that outlive the actor in memory: what it knows of each is its attachment, and nothing else. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ConversationActor } from "#actors/conversation/actor";
import { closeQuietly, Sockets } from "#actors/runtime/sockets";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, type ConversationLine, customerLine, until, upgrade } from "#test/workers/line";
import { loginOf, openShop, signIn } from "#test/workers/shop";

let cookie: string;

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "agent"));
});

/** As much of an attachment as these tests look at. */
const attachment = z.looseObject({ principal: z.looseObject({ type: z.string() }), isSynced: z.boolean() });
type Attachment = z.infer<typeof attachment>;

function stubOf(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

/** Runs within the conversation's actor, on its own sockets. */
function onSockets<Value>(
  conversationId: string,
  body: (sockets: Sockets<Attachment>, raw: readonly WebSocket[]) => Value,
): Promise<Value> {
  return runInDurableObject(stubOf(conversationId), (_actor: ConversationActor, state) =>
    body(new Sockets(state, attachment), state.getWebSockets()),
  );
}

async function synced(line: ConversationLine): Promise<ConversationLine> {
  line.send({ type: "sync" });
  await line.next("sync.done");
  return line;
}

const say = (content: string) => ({ type: "message.send", clientId: nextClientId(), contentType: "text", content });
const isSaid = (content: string) => (frame: { message: { content: string } }) => frame.message.content === content;

// An eviction waits for what the actor still has in hand, so those tests wait side by side.
describe("an actor that is evicted", () => {
  it.concurrent("finds what it attached to its sockets as it was", async () => {
    const { conversationId, token } = await begin();
    await synced(await customerLine(conversationId, token));
    const look = () => onSockets(conversationId, (sockets) => [...sockets.entries()].map(([, known]) => known));
    const before = await look();
    expect(before).toMatchObject([{ principal: { type: "contact" }, isSynced: true }]);
    await evictDurableObject(stubOf(conversationId));
    expect(await look()).toEqual(before);
  });

  it.concurrent("goes on telling those that had synced, and no others", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const silent = await customerLine(conversationId, token);
    const agent = await synced(await agentLine(conversationId, cookie));
    await evictDurableObject(stubOf(conversationId));
    agent.send(say("还在吗？"));
    await customer.next("message.created", isSaid("还在吗？"));
    expect(silent.frames).toEqual([]);
  });

  it.concurrent("ends a socket whose attachment it does not understand, and tells it nothing until then", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const agent = await synced(await agentLine(conversationId, cookie));
    await onSockets(conversationId, (sockets, raw) => {
      for (const socket of raw) {
        if (sockets.attachmentOf(socket)?.principal.type === "contact") socket.serializeAttachment({ who: "v0" });
      }
    });
    await evictDurableObject(stubOf(conversationId));
    const from = customer.frames.length;
    agent.send(say("not for v0"));
    await agent.next("message.created", isSaid("not for v0"));
    expect(customer.frames.slice(from)).toEqual([]);
    customer.send({ type: "typing" });
    expect(await customer.closed()).toBe(4401);
    expect(agent.closedWith).toBeUndefined();
  });

  it.concurrent("is not woken by pings", async () => {
    const { conversationId, token } = await begin();
    const answer = await upgrade(`/api/v1/conversations/${conversationId}/socket`, {
      "sec-websocket-protocol": `edgedesk.v1, bearer.${token}`,
    });
    const heard: unknown[] = [];
    answer.webSocket?.addEventListener("message", ({ data }) => {
      heard.push(data);
    });
    answer.webSocket?.accept();
    await evictDurableObject(stubOf(conversationId));
    for (let beat = 0; beat < 3; beat += 1) answer.webSocket?.send("ping");
    await until(
      () => (heard.length === 3 ? true : undefined),
      () => "three answers",
    );
    expect(heard).toEqual(["pong", "pong", "pong"]);
    await runInDurableObject(stubOf(conversationId), (_actor: ConversationActor, state) => {
      const [socket] = state.getWebSockets();
      expect(socket && state.getWebSocketAutoResponseTimestamp(socket)).toBeInstanceOf(Date);
    });
  });
});

describe("sockets", () => {
  it("are told, counted and closed by what is attached to them", async () => {
    const { conversationId, token } = await begin();
    const customer = await synced(await customerLine(conversationId, token));
    const agent = await synced(await agentLine(conversationId, cookie));
    const isCustomer = ({ principal }: Attachment) => principal.type === "contact";
    const counts = await onSockets(conversationId, (sockets) => {
      sockets.broadcast({ type: "queue.position", position: 7 }, isCustomer);
      const before = [sockets.count(isCustomer), sockets.count(() => true)];
      sockets.closeWhere(4403, "blocked", isCustomer);
      return [...before, sockets.count(isCustomer), sockets.count(() => true)];
    });
    expect(counts).toEqual([1, 2, 0, 1]);
    expect(await customer.closed()).toBe(4403);
    expect(customer.frames).toContainEqual({ type: "queue.position", position: 7 });
    expect(agent.frames).not.toContainEqual({ type: "queue.position", position: 7 });
    expect(agent.closedWith).toBeUndefined();
  });

  it("that are gone already are no trouble to send to or to close", async () => {
    const { conversationId, token } = await begin();
    const line = await synced(await customerLine(conversationId, token));
    await onSockets(conversationId, (sockets, [socket]) => {
      if (socket === undefined) throw new Error("no socket");
      closeQuietly(socket, 4401, "session ended");
      closeQuietly(socket, 4401, "session ended");
      // Neither code may be sent at all.
      closeQuietly(socket, 1005, "");
      sockets.send(socket, { type: "queue.position", position: 1 });
      sockets.broadcast({ type: "queue.position", position: 1 }, () => true);
    });
    expect(await line.closed()).toBe(4401);
  });
});

describe("a close", () => {
  it.each([
    ["1000", 1000, 1000],
    ["a code of the client's own", 4900, 4900],
    ["no code", undefined, 1000],
  ] as const)("with %s is answered, and the others hear that the customer is gone", async (_name, code, answered) => {
    const { conversationId, token } = await begin();
    const agent = await synced(await agentLine(conversationId, cookie));
    const answer = await upgrade(`/api/v1/conversations/${conversationId}/socket`, {
      "sec-websocket-protocol": `edgedesk.v1, bearer.${token}`,
    });
    const closed: number[] = [];
    answer.webSocket?.addEventListener("close", ({ code: answeredWith }) => {
      closed.push(answeredWith);
    });
    answer.webSocket?.accept();
    await agent.next("presence", ({ by, status }) => by.type === "contact" && status === "online");
    const from = agent.frames.length;
    answer.webSocket?.close(code, code === undefined ? undefined : "bye");
    await agent.next("presence", ({ by, status }) => by.type === "contact" && status === "offline", from);
    expect(
      await until(
        () => closed[0],
        () => "the answer",
      ),
    ).toBe(answered);
    expect(await onSockets(conversationId, (sockets) => sockets.count(() => true))).toBe(1);
  });

  it("of one tab is no news while another is open", async () => {
    const { conversationId, token } = await begin();
    const [first, second] = [await customerLine(conversationId, token), await customerLine(conversationId, token)];
    const agent = await synced(await agentLine(conversationId, cookie));
    const from = agent.frames.length;
    first.close();
    await first.closed();
    second.send(say("still here"));
    await agent.next("message.created", isSaid("still here"));
    expect(agent.frames.slice(from).filter((frame) => frame.type === "presence")).toEqual([]);
  });
});
