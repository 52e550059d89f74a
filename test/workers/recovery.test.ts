/** What an actor has to do it does in the end: whoever failed, whatever was forgotten from memory, whoever left. */
import { abortAllDurableObjects, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AgentActor } from "#actors/agent/actor";
import { MessageStore } from "#actors/conversation/messages/store";
import { me } from "#protocol/http";
import { begin, nextClientId } from "#test/workers/begin";
import { customerLine, feedLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { Effects } from "#worker/effects";

let cookie: string;
let agentId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "agent"));
  agentId = me.parse(await (await call("/api/v1/me", { headers: { cookie } })).json()).id;
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function stubOf(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

function act(conversationId: string, action: string, body: object = {}) {
  return post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie, origin: ORIGIN });
}

async function stateOf(conversationId: string) {
  const summary = await stubOf(conversationId).summary();
  if (summary === undefined) throw new Error("not begun");
  return summary.conversation;
}

/** The alarm comes so much later. */
async function alarmIn(conversationId: string, ms: number): Promise<void> {
  vi.useFakeTimers({ now: Date.now() + ms, toFake: ["Date"] });
  await runDurableObjectAlarm(stubOf(conversationId));
  vi.useRealTimers();
}

describe("a snoozed conversation", () => {
  it("wakes after a crash, and though its agent could not be reached at first", async () => {
    const { conversationId } = await begin();
    expect((await act(conversationId, "accept")).status).toBe(200);
    const asleep = await act(conversationId, "snooze", { untilMs: Date.now() + 3_600_000 });
    expect(asleep.status).toBe(200);
    await abortAllDurableObjects();
    await alarmIn(conversationId, 60_000);
    expect(await stateOf(conversationId)).toMatchObject({ status: "snoozed", assigneeId: agentId });
    const reserve = vi.spyOn(AgentActor.prototype, "reserve").mockRejectedValueOnce(new Error("unreachable"));
    await alarmIn(conversationId, 3_600_001);
    expect(await stateOf(conversationId)).toMatchObject({ status: "snoozed" });
    await alarmIn(conversationId, 3_605_000);
    expect(reserve).toHaveBeenCalledTimes(2);
    expect((await stateOf(conversationId)).status).toBe("open");
    await act(conversationId, "resolve");
  });
});

describe("the index", () => {
  it("gets its row after D1 was away and the conversation forgot everything", async () => {
    const row = (id: string) => env.DB.prepare("SELECT last_seq FROM conversations WHERE id = ?").bind(id).first();
    const away = vi.spyOn(Effects.prototype, "projectConversation").mockRejectedValue(new Error("D1_ERROR"));
    const { conversationId } = await begin();
    await until(
      () => (away.mock.calls.length > 0 ? true : undefined),
      () => "a try",
    );
    expect(await row(conversationId)).toBeNull();
    away.mockRestore();
    await abortAllDurableObjects();
    await alarmIn(conversationId, 400_000);
    expect(await row(conversationId)).toEqual({ last_seq: 1 });
  });
});

describe("a change that cannot be stored", () => {
  it("is answered as broken, leaves nothing behind, and the next one goes through", async () => {
    const { conversationId, token } = await begin();
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "sync" });
    await customer.next("sync.done");
    vi.spyOn(MessageStore.prototype, "insertMessage").mockImplementationOnce(() => {
      throw new Error("disk is full");
    });
    const broken = { type: "message.send", clientId: nextClientId(), contentType: "text", content: "1" };
    customer.send(broken);
    const error = await customer.next("error");
    expect(error).toMatchObject({ code: "unavailable", clientId: broken.clientId });
    expect(JSON.stringify(error)).not.toContain("disk");
    customer.send(broken);
    const { message } = await customer.next("message.created", (frame) => frame.message.content === "1");
    expect(message).toMatchObject({ seq: 2, clientId: broken.clientId });
  });
});

describe("an agent who says they are offline", () => {
  it("is gone after the grace, however often their page is loaded anew meanwhile", async () => {
    const { conversationId } = await begin();
    const feed = await feedLine(cookie);
    await feed.next("feed.snapshot");
    feed.send({ type: "presence.set", status: "online" });
    expect((await act(conversationId, "accept")).status).toBe(200);
    const has = async (who: string | undefined) =>
      (await stateOf(conversationId)).assigneeId === who ? true : undefined;
    await until(
      () => has(agentId),
      () => "the agent to have it",
    );
    const from = feed.frames.length;
    feed.send({ type: "presence.set", status: "offline" });
    await feed.next("presence", ({ status }) => status === "offline", from);
    feed.close();
    const reloaded = await feedLine(cookie);
    expect(await reloaded.next("feed.snapshot")).toMatchObject({ status: "offline" });
    await until(
      () => has(undefined),
      () => "its release",
    );
    expect(await stateOf(conversationId)).toMatchObject({ status: "open", teamId: "support" });
    reloaded.close();
  });

  it("who comes back within the grace keeps what they have", async () => {
    const { conversationId } = await begin();
    const feed = await feedLine(cookie);
    await feed.next("feed.snapshot");
    feed.send({ type: "presence.set", status: "online" });
    expect((await act(conversationId, "accept")).status).toBe(200);
    const { epoch } = await stateOf(conversationId);
    feed.close();
    const back = await feedLine(cookie);
    expect(await back.next("feed.snapshot")).toMatchObject({ status: "online" });
    await new Promise((resolve) => setTimeout(resolve, 2 * Number(env.AGENT_DROP_GRACE_MS)));
    expect(await stateOf(conversationId)).toMatchObject({ assigneeId: agentId, epoch });
    await act(conversationId, "resolve");
    back.close();
  });
});
