/** What a queue believes of agents and conversations whose news crossed, came late or never came. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { AgentAvailability } from "#actors/contracts";
import type { QueueActor } from "#actors/queue/actor";
import { QueueStore } from "#actors/queue/store";
import { createdConversation } from "#protocol/http";
import { type FeedLine, feedLine, until } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

let cookie: string;
let agentId: string;
let feed: FeedLine;
let clientIds = 0;

const queue = () => env.QUEUE.get(env.QUEUE.idFromName("support"));
const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));
const inStore = <Value>(look: (store: QueueStore) => Value) =>
  runInDurableObject(queue(), (_, { storage }) => look(new QueueStore(storage.sql)));

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "agent"));
  agentId = (await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>()).id;
  feed = await feedLine(cookie);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  await known("online");
});

async function known(status: string): Promise<AgentAvailability> {
  return until(
    () => inStore((store) => store.agents().find((agent) => agent.agentId === agentId && agent.status === status)),
    () => `the queue to think the agent ${status}`,
  );
}

async function assigned(): Promise<string> {
  clientIds += 1;
  const { token } = await beginSession();
  const body = { clientId: `q${clientIds}`, contentType: "text", content: "hello" };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  const { conversationId } = createdConversation.parse(await answer.json());
  await until(
    async () => ((await conversationStub(conversationId).assignment())?.assigneeId === agentId ? true : undefined),
    () => "its assignment",
  );
  return conversationId;
}

function resolve(conversationId: string) {
  return post(`/api/v1/conversations/${conversationId}/resolve`, {}, { cookie, origin: ORIGIN });
}

describe("an entry of a conversation that has moved on", () => {
  it("is dropped after one offer in vain, and the agent stays eligible", async () => {
    const id = await assigned();
    const summary = await conversationStub(id).summary();
    if (summary === undefined) throw new Error("not begun");
    const { assigneeId: _, ...conversation } = summary.conversation;
    await runInDurableObject(queue(), async (actor: QueueActor) => {
      // News of its first epoch, which was overtaken by that of its assignment.
      await actor.conversationChanged({ ...summary, conversation: { ...conversation, epoch: 1 } });
      await actor.alarm();
    });
    expect(await inStore((store) => store.entry(id))).toBeUndefined();
    await known("online");
    expect(await conversationStub(id).assignment()).toMatchObject({ assigneeId: agentId });
    await resolve(id);
    // Somebody who comes now is served.
    await resolve(await assigned());
  });
});

describe("an agent's refusal", () => {
  it("teaches the queue nothing if they said something newer meanwhile", async () => {
    const asked = await known("online");
    await runInDurableObject(queue(), (actor: QueueActor) =>
      actor.agentChanged({ ...asked, version: asked.version + 1 }),
    );
    await inStore((store) => {
      store.setOffline(asked);
      store.setFull(asked);
    });
    expect(await known("online")).toMatchObject({ load: asked.load });
    await inStore((store) => store.setOffline({ ...asked, version: asked.version + 1 }));
    await known("offline");
  });
});
