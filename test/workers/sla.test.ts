/** Service levels of conversations: clocks in their actor, lines for staff, alerts on feeds, places in lists. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { conversationAddress } from "#actors/addresses";
import { conversationPage, messagePage } from "#protocol/http";
import { slaPolicyList } from "#protocol/http-sla";
import { type Activity, activity, type ConversationSla } from "#protocol/vocabulary";
import { begin, nextClientId } from "#test/workers/begin";
import { arrive, type Colleague } from "#test/workers/colleagues";
import { remove } from "#test/workers/labelling";
import { agentLine, type ConversationLine, customerLine, feedLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import { makePolicy, POLICY } from "#test/workers/sla-shop";

const SIGN_INS_MS = 60_000;
const MINUTE_MS = 60_000;
const POLICIES = "/api/v1/admin/sla-policies";

let agent: Colleague;
let supervisor: Colleague;
let admin: Colleague;
const headers = ({ cookie }: Colleague) => ({ cookie, origin: ORIGIN });

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  supervisor = await arrive(loginOf(logins, "supervisor"));
  admin = await arrive(loginOf(logins, "admin"));
}, SIGN_INS_MS);

beforeEach(async () => {
  const { items } = slaPolicyList.parse(await (await call(POLICIES, { headers: headers(admin) })).json());
  for (const { id, version } of items) await remove(`${POLICIES}/${id}?version=${version}`, headers(admin));
});

const policy = (change: object = {}) => makePolicy(headers(admin), change);
const slaOf = async (id: string) => (await conversationAddress(env, id).summary())?.conversation.sla;
const whenSla = (id: string, fits: (sla: ConversationSla | undefined) => boolean) =>
  until(
    async () => {
      const sla = await slaOf(id);
      return fits(sla) ? { sla } : undefined;
    },
    () => `the service level of ${id} as it should be`,
  );
const stub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));

async function lineOf(conversationId: string, by: Colleague): Promise<ConversationLine> {
  const line = await agentLine(conversationId, by.cookie);
  line.send({ type: "sync" });
  await line.next("sync.done");
  return line;
}

async function say(line: ConversationLine, content: string, more: object = {}): Promise<void> {
  const clientId = nextClientId();
  line.send({ type: "message.send", clientId, contentType: "text", content, ...more });
  await line.next("message.created", ({ message }) => message.clientId === clientId);
}

async function customerSays(conversationId: string, token: string, content: string): Promise<void> {
  const line = await customerLine(conversationId, token);
  line.send({ type: "sync" });
  await line.next("sync.done");
  await say(line, content);
  line.close();
}

async function linesOf(id: string): Promise<Activity[]> {
  const answer = await call(`/api/v1/conversations/${id}/messages?limit=100`, { headers: headers(admin) });
  return messagePage
    .parse(await answer.json())
    .items.filter(({ contentType }) => contentType === "activity")
    .map(({ content }) => activity.parse(JSON.parse(content)))
    .filter(({ key }) => key.startsWith("sla."));
}

async function listed(query: string): Promise<string[]> {
  const answer = await call(`/api/v1/conversations?view=all&limit=100&${query}`, { headers: headers(admin) });
  return conversationPage.parse(await answer.json()).items.map(({ conversation }) => conversation.id);
}

const nowMs = Date.now.bind(Date);
let aheadMs = 0;

/** So much later: actors look at the same clock as this test. */
async function later(id: string, byMs: number): Promise<void> {
  aheadMs += byMs;
  vi.spyOn(Date, "now").mockImplementation(() => nowMs() + aheadMs);
  await runDurableObjectAlarm(stub(id));
}

afterEach(() => {
  aheadMs = 0;
  vi.restoreAllMocks();
});

describe("a conversation without a policy", () => {
  it("promises nothing", async () => {
    const { conversationId } = await begin();
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await slaOf(conversationId)).toBeUndefined();
    expect(
      await runInDurableObject(stub(conversationId), (_, { storage }) =>
        storage.sql.exec("SELECT * FROM sla").toArray(),
      ),
    ).toEqual([]);
  });
});

describe("the first response", () => {
  it("is due from the customer's first message, told to staff and not to the customer", async () => {
    await policy();
    const beganAtMs = Date.now();
    const { conversationId, token } = await begin();
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "sync" });
    const line = await lineOf(conversationId, admin);
    const { sla } = await whenSla(conversationId, (known) => known?.next !== undefined);
    expect(sla).toMatchObject({ state: "active", next: { kind: "firstResponse", spanMs: 180_000 } });
    const fromMs = (sla?.next?.dueAtMs ?? 0) - 180_000;
    expect([fromMs >= beganAtMs, fromMs <= Date.now()]).toEqual([true, true]);
    await line.next("conversation.updated", ({ conversation }) => conversation.sla?.next !== undefined);
    await customer.next("sync.done");
    expect(JSON.stringify(customer.frames)).not.toContain('"sla"');
    await until(
      async () => ((await listed("sort=due")).includes(conversationId) ? true : undefined),
      () => "it in the list",
    );
  });

  it("is met by the first reply, after which nothing is due until the customer writes again", async () => {
    await policy();
    const { conversationId, token } = await begin();
    await whenSla(conversationId, (sla) => sla?.next?.kind === "firstResponse");
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers(agent));
    const line = await lineOf(conversationId, agent);
    await say(line, "a note is no answer", { private: true });
    await say(line, "Hello, I am looking.");
    await whenSla(conversationId, (sla) => sla !== undefined && sla.next === undefined);
    await customerSays(conversationId, token, "Thank you, and when will it be here?");
    await whenSla(conversationId, (sla) => sla?.next?.kind === "nextResponse");
    await post(`/api/v1/conversations/${conversationId}/resolve`, {}, headers(agent));
    await whenSla(conversationId, (sla) => sla?.state === "hit" && sla.next === undefined);
    await customerSays(conversationId, token, "One more thing");
    await whenSla(conversationId, (sla) => sla?.state === "active" && sla.next?.kind === "nextResponse");
  });
});

describe("what is overdue", () => {
  it("warns its agent, then is a line for staff and an alert, each once, whatever wakes the actor", async () => {
    await policy();
    const { conversationId } = await begin();
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers(agent));
    await whenSla(conversationId, (sla) => sla?.next !== undefined);
    const feed = await feedLine(agent.cookie);
    await feed.next("feed.snapshot");
    await later(conversationId, 140_000);
    const warned = await feed.next("alert", (frame) => frame.conversationId === conversationId);
    expect(warned).toMatchObject({ cause: "warning", kind: "firstResponse", to: "agent" });
    expect(await linesOf(conversationId)).toEqual([]);
    await later(conversationId, MINUTE_MS);
    await feed.next("alert", (frame) => frame.conversationId === conversationId && frame.cause === "breach");
    for (let time = 0; time < 3; time += 1) await runDurableObjectAlarm(stub(conversationId));
    expect(await linesOf(conversationId)).toEqual([{ key: "sla.breached", to: "firstResponse" }]);
    expect(await slaOf(conversationId)).toMatchObject({ state: "activeWithMisses", next: { kind: "firstResponse" } });
    expect(
      feed.frames.filter((frame) => frame.type === "alert" && frame.conversationId === conversationId),
    ).toHaveLength(2);
    await until(
      async () => ((await listed("overdue=true")).includes(conversationId) ? true : undefined),
      () => "it overdue",
    );
  });

  it("goes on to the supervisor, until somebody answers", async () => {
    await policy();
    const { conversationId } = await begin();
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers(agent));
    await whenSla(conversationId, (sla) => sla?.next !== undefined);
    const feed = await feedLine(supervisor.cookie);
    await feed.next("feed.snapshot");
    await later(conversationId, 14 * MINUTE_MS);
    const told = await feed.next("alert", (frame) => frame.conversationId === conversationId);
    expect(told).toMatchObject({ cause: "breach", to: "supervisor" });
    expect(await linesOf(conversationId)).toContainEqual({ key: "sla.escalated", to: "supervisor" });
    feed.close();
    const unopened = async () => {
      const again = await feedLine(supervisor.cookie);
      const { alerts = [] } = await again.next("feed.snapshot");
      again.close();
      return alerts.filter((alert) => alert.conversationId === conversationId).length;
    };
    expect(await unopened()).toBe(1);
    (await lineOf(conversationId, supervisor)).close();
    expect(await unopened()).toBe(0);
  });

  it("is nothing any more where the answer came before its timer", async () => {
    await policy();
    const { conversationId } = await begin();
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers(agent));
    await whenSla(conversationId, (sla) => sla?.next !== undefined);
    await say(await lineOf(conversationId, agent), "Here I am.");
    await whenSla(conversationId, (sla) => sla?.next === undefined);
    await runInDurableObject(stub(conversationId), (_, { storage }) => {
      storage.sql.exec("INSERT OR REPLACE INTO timers (name, due_at_ms, set_id) VALUES ('sla.breach', 1, 1)");
      return storage.setAlarm(Date.now());
    });
    await runDurableObjectAlarm(stub(conversationId));
    expect(await linesOf(conversationId)).toEqual([]);
    expect(await slaOf(conversationId)).toEqual({ state: "active" });
  });

  it("comes by itself when it is time, and not before", async () => {
    await policy({ firstResponseMs: 1_500 });
    const { conversationId, message } = await begin();
    const breached = await until(
      async () => ((await linesOf(conversationId)).length > 0 ? Date.now() : undefined),
      () => "a breach",
    );
    expect(breached).toBeGreaterThanOrEqual(Date.parse(message.createdAt) + 1_500);
  });

  it("is by the policy as it is now: one that gives more time puts it off", async () => {
    const { id } = await policy();
    const { conversationId } = await begin();
    await whenSla(conversationId, (sla) => sla?.next !== undefined);
    const longer = { ...POLICY, firstResponseMs: 60 * MINUTE_MS, version: 1 };
    await call(`${POLICIES}/${id}`, {
      method: "PUT",
      body: JSON.stringify(longer),
      headers: { "content-type": "application/json", ...headers(admin) },
    });
    await later(conversationId, 4 * MINUTE_MS);
    expect(await linesOf(conversationId)).toEqual([]);
    expect(await slaOf(conversationId)).toMatchObject({ state: "active", next: { spanMs: 60 * MINUTE_MS } });
  });
});

describe("a customer who asks again and again", () => {
  it("escalates like something overdue, once, until they are answered", async () => {
    await policy();
    const { conversationId, token } = await begin("我的快递到哪了？");
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers(agent));
    const feed = await feedLine(agent.cookie);
    await feed.next("feed.snapshot");
    await customerSays(conversationId, token, "有人吗");
    await customerSays(conversationId, token, "我的快递到哪了");
    await feed.next("alert", (frame) => frame.conversationId === conversationId && frame.cause === "urged");
    await whenSla(conversationId, (sla) => sla?.urges === 2);
    expect(await linesOf(conversationId)).toEqual([{ key: "sla.urged" }]);
    await say(await lineOf(conversationId, agent), "在的，明天到。");
    await whenSla(conversationId, (sla) => sla?.urges === undefined);
  });
});

describe("a pause", () => {
  it("stops every clock while the conversation sleeps, and a transfer stops none", async () => {
    await policy();
    const { conversationId } = await begin();
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers(agent));
    const { sla } = await whenSla(conversationId, (known) => known?.next !== undefined);
    const transfer = { teamId: "after-sales", reason: "glaze" };
    await post(`/api/v1/conversations/${conversationId}/transfer`, transfer, headers(agent));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await slaOf(conversationId))?.next).toEqual(sla?.next);
    await post(`/api/v1/conversations/${conversationId}/assign`, { agentId: admin.id }, headers(admin));
    const untilMs = Date.now() + 30 * MINUTE_MS;
    await post(`/api/v1/conversations/${conversationId}/snooze`, { untilMs }, headers(admin));
    await whenSla(conversationId, (known) => known !== undefined && known.next === undefined);
    await later(conversationId, 60 * MINUTE_MS);
    expect(await linesOf(conversationId)).toEqual([]);
  });
});

describe("another priority", () => {
  it("may bring another policy, which takes over what was used", async () => {
    await policy({ priorities: ["urgent"], firstResponseMs: MINUTE_MS });
    await policy();
    const { conversationId } = await begin();
    const { sla } = await whenSla(conversationId, (known) => known?.next?.spanMs === 180_000);
    await post(`/api/v1/conversations/${conversationId}/prioritise`, { priority: "urgent" }, headers(agent));
    const { sla: urgent } = await whenSla(conversationId, (known) => known?.next?.spanMs === MINUTE_MS);
    expect(urgent?.next?.dueAtMs).toBe((sla?.next?.dueAtMs ?? 0) - 2 * MINUTE_MS);
  });
});
