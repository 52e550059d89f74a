/** Who gets a conversation: the queue, a pick, a transfer, a drop; never two assignees, never more than capacity. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { conversationAnswer, conversationPage, createdConversation, problem } from "#protocol/http";
import { agentLine, customerLine, type FeedLine, feedLine, until } from "#test/workers/line";
import { beginSession, call, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

interface Agent {
  readonly id: string;
  readonly cookie: string;
}

let anna: Agent;
let ben: Agent;
let lead: Agent;
let clientIds = 0;

beforeAll(async () => {
  const { logins } = await openShop();
  const arrive = async (role: string, nth = 0): Promise<Agent> => {
    const login = logins.filter((candidate) => candidate.role === role)[nth];
    if (login === undefined) throw new Error(`no ${role}`);
    const cookie = await signIn(login);
    const me = await call("/api/v1/me", { headers: { cookie } });
    return { id: (await me.json<{ id: string }>()).id, cookie };
  };
  [anna, ben, lead] = await Promise.all([arrive("agent", 0), arrive("agent", 1), arrive("supervisor")]);
});

async function begin(content = "hello") {
  clientIds += 1;
  const { token } = await beginSession();
  const body = { clientId: `a${clientIds}`, contentType: "text", content };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  const { conversationId } = createdConversation.parse(await answer.json());
  return { conversationId, token };
}

function act(agent: Agent, conversationId: string, action: string, body: object = {}) {
  return post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie: agent.cookie, origin: ORIGIN });
}

async function stateOf(conversationId: string) {
  const summary = await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
  if (summary === undefined) throw new Error("not begun");
  return summary.conversation;
}

async function online(agent: Agent): Promise<FeedLine> {
  const feed = await feedLine(agent.cookie);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  await feed.next("presence", ({ status }) => status === "online");
  return feed;
}

async function offline(feed: FeedLine): Promise<void> {
  const from = feed.frames.length;
  feed.send({ type: "presence.set", status: "offline" });
  await feed.next("presence", ({ status }) => status === "offline", from);
  feed.close();
}

/** Slots are freed by news that travels through outboxes. */
async function idle(agent: Agent): Promise<void> {
  const isIdle = async () => {
    const feed = await feedLine(agent.cookie);
    const { load } = await feed.next("feed.snapshot");
    feed.close();
    return load === 0 ? true : undefined;
  };
  await until(isIdle, () => "an empty hand");
}

describe("a pick", () => {
  it("gives the conversation to the one who takes it, once, and 409 to the other", async () => {
    const { conversationId } = await begin();
    const answers = await Promise.all([act(anna, conversationId, "accept"), act(ben, conversationId, "accept")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = answers[0].status === 200 ? anna : ben;
    const lost = answers.find(({ status }) => status === 409);
    expect(problem.parse(await lost?.json())).toMatchObject({ code: "conflict", reason: "taken" });
    const again = await act(winner, conversationId, "accept");
    expect(conversationAnswer.parse(await again.json()).conversation).toMatchObject({
      assigneeId: winner.id,
      status: "open",
    });
    await act(winner, conversationId, "resolve");
  });

  it("says why a colleague does not get it, and not why something is not theirs", async () => {
    const { conversationId } = await begin();
    const handed = await act(lead, conversationId, "assign", { agentId: ben.id });
    expect(problem.parse(await handed.json())).toMatchObject({ code: "conflict", reason: "agent_offline" });
    const nobody = await act(lead, conversationId, "assign", { agentId: "nobody" });
    await act(lead, conversationId, "resolve");
    const late = await act(anna, conversationId, "accept");
    expect(problem.parse(await late.json())).toMatchObject({ code: "conflict", reason: "wrong_status" });
    for (const answer of [
      nobody,
      await act(anna, conversationId, "assign", { agentId: ben.id }),
      await post(`/api/v1/conversations/${conversationId}/accept`, {}, { origin: ORIGIN }),
    ]) {
      expect(problem.parse(await answer.json()).reason).toBeUndefined();
    }
  });

  it("is refused to a role that does not answer customers", async () => {
    const { conversationId } = await begin();
    const answer = await post(`/api/v1/conversations/${conversationId}/accept`, {}, { origin: ORIGIN });
    expect(answer.status).toBe(401);
  });

  it("stops at the agent's capacity", async () => {
    await idle(anna);
    const begun = await Promise.all(Array.from({ length: 8 }, () => begin()));
    const answers = await Promise.all(begun.map(({ conversationId }) => act(anna, conversationId, "accept")));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(Number(env.DEFAULT_AGENT_CAPACITY));
    expect(statuses.filter((status) => status === 409)).toHaveLength(8 - Number(env.DEFAULT_AGENT_CAPACITY));
    const reasons = answers.map(async (answer) =>
      answer.status === 409 ? problem.parse(await answer.json()).reason : "agent_full",
    );
    expect(new Set(await Promise.all(reasons))).toEqual(new Set(["agent_full"]));
    for (const { conversationId } of begun) await act(lead, conversationId, "resolve");
  });
});

describe("the queue", () => {
  it("tells the customer the position, and gives the conversation to whoever comes online", async () => {
    const { conversationId, token } = await begin();
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "sync" });
    await customer.next("queue.position");
    const feed = await online(anna);
    const updated = await customer.next(
      "conversation.updated",
      ({ conversation }) => conversation.assigneeId === anna.id,
    );
    expect(updated.conversation.status).toBe("open");
    await feed.next("conversation.updated", (frame) => frame.conversationId === conversationId);
    expect(await customer.next("presence", ({ by }) => by.id === anna.id)).toMatchObject({ status: "online" });
    await offline(feed);
  });
});

describe("an agent who drops", () => {
  it("loses the conversation to the head of the queue, and the next one online gets it", async () => {
    const { conversationId } = await begin();
    expect((await act(ben, conversationId, "accept")).status).toBe(200);
    const feed = await online(ben);
    await until(
      async () => ((await stateOf(conversationId)).assigneeId === ben.id ? true : undefined),
      () => "ben to have it",
    );
    await offline(feed);
    await until(
      async () => ((await stateOf(conversationId)).assigneeId === undefined ? true : undefined),
      () => "its release",
    );
    const other = await online(anna);
    await until(
      async () => ((await stateOf(conversationId)).assigneeId === anna.id ? true : undefined),
      () => "anna to get it",
    );
    await act(lead, conversationId, "resolve");
    await offline(other);
  });
});

describe("a transfer", () => {
  it("to a team puts it at the head there, with the reason for the agents only", async () => {
    const { conversationId, token } = await begin();
    await act(ben, conversationId, "accept");
    const before = await stateOf(conversationId);
    const answer = await act(ben, conversationId, "transfer", { teamId: "after-sales", reason: "needs a refund" });
    expect(answer.status).toBe(200);
    const after = await stateOf(conversationId);
    expect(after).toMatchObject({ teamId: "after-sales", status: "open", epoch: before.epoch + 1 });
    expect(after.assigneeId).toBeUndefined();
    const agent = await agentLine(conversationId, ben.cookie);
    agent.send({ type: "sync", afterSeq: 0 });
    await agent.next("message.created", ({ message }) => message.content.includes("needs a refund"));
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "sync", afterSeq: 0 });
    await customer.next("sync.done");
    expect(JSON.stringify(customer.frames)).not.toContain("needs a refund");
    await act(lead, conversationId, "resolve");
  });

  it("to nobody, to an unknown team or agent, or without a reason, changes nothing", async () => {
    const { conversationId } = await begin();
    await act(ben, conversationId, "accept");
    const before = await stateOf(conversationId);
    const statuses = [];
    for (const body of [
      {},
      { teamId: "after-sales" },
      { teamId: "nowhere", reason: "r" },
      { agentId: "nobody", reason: "r" },
    ]) {
      statuses.push((await act(ben, conversationId, "transfer", body)).status);
    }
    expect(statuses).toEqual([400, 400, 404, 404]);
    expect(await stateOf(conversationId)).toEqual(before);
    await act(lead, conversationId, "resolve");
  });
});

describe("snooze, resolve and reopen", () => {
  it("a customer's message wakes a sleeping conversation, and reopens a resolved one", async () => {
    const { conversationId, token } = await begin();
    await act(ben, conversationId, "accept");
    expect((await act(ben, conversationId, "snooze", { untilMs: Date.now() + 3_600_000 })).status).toBe(200);
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "sync" });
    await customer.next("sync.done");
    customer.send({ type: "message.send", clientId: "wake", contentType: "text", content: "anybody?" });
    await customer.next("conversation.updated", ({ conversation }) => conversation.status === "open");
    expect((await act(lead, conversationId, "resolve")).status).toBe(200);
    customer.send({ type: "message.send", clientId: "again", contentType: "text", content: "one more thing" });
    const from = customer.frames.length;
    await customer.next("conversation.updated", ({ conversation }) => conversation.status === "open", from - 1);
    expect((await stateOf(conversationId)).assigneeId).toBeUndefined();
    await act(lead, conversationId, "resolve");
    expect((await act(ben, conversationId, "reopen")).status).toBe(200);
    expect(await stateOf(conversationId)).toMatchObject({ assigneeId: ben.id, status: "open" });
  });
});

describe("the index", () => {
  it("shows each view what belongs in it", async () => {
    const { conversationId } = await begin("你好，我的订单 20451 在哪里？");
    const list = async (agent: Agent, view: string) => {
      const answer = await call(`/api/v1/conversations?view=${view}`, { headers: { cookie: agent.cookie } });
      return conversationPage.parse(await answer.json()).items.find((row) => row.conversation.id === conversationId);
    };
    const row = await until(
      () => list(ben, "unassigned"),
      () => "the row",
    );
    expect(row).toMatchObject({ unread: 1, preview: { text: "你好，我的订单 20451 在哪里？" } });
    await act(ben, conversationId, "accept");
    await until(
      () => list(ben, "mine"),
      () => "the row in mine",
    );
    await until(
      async () => ((await list(ben, "unassigned")) === undefined ? true : undefined),
      () => "the row to leave",
    );
    await act(ben, conversationId, "resolve");
    await until(
      async () => ((await list(ben, "all"))?.conversation.status === "resolved" ? true : undefined),
      () => "resolved",
    );
  });
});
