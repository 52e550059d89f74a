/** What lies outside of an agent's inboxes is not there for them, and lists show their own teams' work alone. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import type { Access } from "#domain/identity/grants";
import { conversationPage, me } from "#protocol/http";
import { begin, nextClientId } from "#test/workers/begin";
import { changeAccess } from "#test/workers/give-access";
import { customerLine, type FeedLine, feedLine, until, upgrade } from "#test/workers/line";
import { call, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { drainD1Outbox } from "#worker/drain-d1-outbox";

interface Agent {
  readonly id: string;
  readonly cookie: string;
}

let care: Agent;
let afterSales: Agent;
let lead: Agent;

beforeAll(async () => {
  const { logins } = await openShop();
  const arrive = async (name: string): Promise<Agent> => {
    const login = logins.find(({ email }) => email.startsWith(name));
    if (login === undefined) throw new Error(`no ${name}`);
    const cookie = await signIn(login);
    return { id: me.parse(await (await call("/api/v1/me", { headers: { cookie } })).json()).id, cookie };
  };
  [care, afterSales, lead] = await Promise.all([arrive("lin.yue"), arrive("zhao.ning"), arrive("chen.wei")]);
});

async function watching(agent: Agent): Promise<FeedLine> {
  const feed = await feedLine(agent.cookie);
  await feed.next("feed.snapshot");
  feed.send({ type: "subscribe", views: ["unassigned", "all"] });
  return feed;
}

async function give(agent: Agent, access: Access): Promise<void> {
  await changeAccess(database(env.DB), agent.id, access, Date.now());
  await drainD1Outbox(env, Date.now());
}

function act(agent: Agent, conversationId: string, action: string, body: object = {}) {
  return post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie: agent.cookie, origin: ORIGIN });
}

const isOf = (conversationId: string) => (frame: { conversationId: string }) => frame.conversationId === conversationId;

describe("a conversation of another inbox", () => {
  it("is not found, not listed and not told of, though it was theirs", async () => {
    const { conversationId } = await begin("秘密 between us");
    expect((await act(care, conversationId, "accept")).status).toBe(200);
    const before = await feedLine(care.cookie);
    await before.next("conversation.updated", isOf(conversationId)).catch(() => undefined);
    await give(care, { role: "agent", teamIds: ["support"], inboxIds: ["another"] });
    expect(await before.closed()).toBe(4401);

    const headers = { cookie: care.cookie, origin: ORIGIN };
    expect((await upgrade(`/api/v1/conversations/${conversationId}/socket`, headers)).status).toBe(404);
    expect((await call(`/api/v1/conversations/${conversationId}/messages`, { headers })).status).toBe(404);
    for (const action of ["accept", "resolve", "reopen"]) {
      expect([action, (await act(care, conversationId, action)).status]).toEqual([action, 404]);
    }
    for (const view of ["mine", "unassigned", "all"]) {
      const page = await call(`/api/v1/conversations?view=${view}`, { headers });
      expect(conversationPage.parse(await page.json()).items).toEqual([]);
    }
    const feed = await watching(care);
    const witness = await watching(lead);
    await act(lead, conversationId, "resolve");
    await witness.next("conversation.updated", isOf(conversationId));
    expect(JSON.stringify(feed.frames)).not.toContain("秘密");
    for (const line of [feed, witness]) line.close();
    await give(care, { role: "agent", teamIds: ["support"], inboxIds: undefined });
  });
});

describe("a feed that watches the shared lists", () => {
  it("hears of its own teams' work, and that what went to another team is gone", async () => {
    const [mine, theirs, leads] = [await watching(care), await watching(afterSales), await watching(lead)];
    const { conversationId } = await begin();
    await mine.next("conversation.updated", isOf(conversationId));
    await leads.next("conversation.updated", isOf(conversationId));
    expect(theirs.frames.filter((frame) => "conversationId" in frame)).toEqual([]);
    const from = leads.frames.length;
    const body = { teamId: "after-sales", reason: "a refund" };
    expect((await act(lead, conversationId, "transfer", body)).status).toBe(200);
    await mine.next("conversation.removed", isOf(conversationId));
    await theirs.next("conversation.updated", isOf(conversationId));
    await leads.next("conversation.updated", ({ conversation }) => conversation.teamId === "after-sales", from);
    for (const line of [mine, theirs, leads]) line.close();
  });
});

describe("the feed of somebody who sees every team and is in none", () => {
  it("hears of who waits, and of what is said to the agent who has it; a stranger to the team does not", async () => {
    await give(lead, { role: "supervisor", teamIds: [], inboxIds: undefined });
    const [leads, theirs] = [await watching(lead), await watching(afterSales)];
    await until(
      async () => ((await watchersOf("support")).includes(lead.id) ? true : undefined),
      () => "the watch",
    );
    const { conversationId, token } = await begin("还没人接");
    const waiting = await leads.next("conversation.updated", isOf(conversationId));
    expect(waiting.conversation.assigneeId).toBeUndefined();
    expect((await act(care, conversationId, "accept")).status).toBe(200);
    await leads.next("conversation.updated", ({ conversation }) => conversation.assigneeId === care.id);
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "有人了" });
    await leads.next("conversation.updated", ({ preview }) => preview?.text === "有人了");
    expect(theirs.frames.filter((frame) => "conversationId" in frame)).toEqual([]);

    leads.send({ type: "subscribe", views: [] });
    await until(
      async () => ((await watchersOf("support")).includes(lead.id) ? undefined : true),
      () => "the end of the watch",
    );
    for (const line of [leads, theirs, customer]) line.close();
  });
});

function watchersOf(teamId: string): Promise<string[]> {
  return runInDurableObject(env.QUEUE.get(env.QUEUE.idFromName(teamId)), (_, { storage }) =>
    storage.sql
      .exec<{ agent_id: string }>("SELECT agent_id FROM watchers")
      .toArray()
      .map((row) => row.agent_id),
  );
}
