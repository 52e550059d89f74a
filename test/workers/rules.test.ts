/** Routing rules over HTTP and at work: kept if they are sound, tried on what there was, and asked of what begins. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { placeOrder } from "#domain/orders/store";
import { type RoutingRules, type RuleTrial, ruleSet, ruleSettings, ruleTrial } from "#protocol/http-rules";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { feedLine } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { makePolicy } from "#test/workers/sla-shop";
import { auditOf, type Headers, idOf, verdictOf } from "#test/workers/staff";
import { ruleConversation } from "#worker/rules/rule-conversation";

let admin: Headers;
let agent: Headers;
let lead: Headers;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor" | "admin") => ({
    cookie: await signIn(loginOf(logins, role)),
    origin: ORIGIN,
  });
  [admin, agent, lead] = await Promise.all([as("admin"), as("agent"), as("supervisor")]);
}, 60_000);

const PATH = "/api/v1/admin/routing-rules";
const put = (path: string, body: unknown, headers: Headers) =>
  call(path, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

let made = 0;
function rule(change: object = {}) {
  made += 1;
  return {
    ...{ id: `rule-${made}`, name: `Rule ${made}`, enabled: true, appliesTo: "conversation", match: "all" },
    ...{ conditions: [], actions: [{ do: "priority", priority: "high" }], stop: false },
    ...change,
  };
}
const words = (...values: string[]) => ({ field: "words", is: true, values });

async function read(): Promise<RoutingRules> {
  const { rules, version } = ruleSettings.parse(await (await call(PATH, { headers: admin })).json());
  return { rules, version };
}

async function keep(...rules: object[]): Promise<RoutingRules> {
  const { version } = await read();
  const answer = await put(PATH, { rules, version }, admin);
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return ruleSet.parse(await answer.json());
}

async function trial(rules: object[], on: "ticket" | "conversation", as = admin): Promise<RuleTrial> {
  const answer = await post(`${PATH}/trial`, { rules, on, last: 50 }, as);
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return ruleTrial.parse(await answer.json());
}

let clientIds = 0;
async function ticket(more: object = {}): Promise<{ id: string; priority: string; teamId: string; number: number }> {
  clientIds += 1;
  const body = { clientId: `rules-${clientIds}`, subject: "The kettle leaks", inboxId: "web", ...more };
  const answer = await post("/api/v1/tickets", body, agent);
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: { id: string; priority: string; teamId: string; number: number } }>()).ticket;
}

describe("the rules", () => {
  it("are kept at a version, with a line in the audit log", async () => {
    expect(await read()).toEqual({ rules: [], version: 0 });
    const kept = await keep(rule({ name: "Complaints", conditions: [words("投诉", "complain")] }));
    expect(await read()).toEqual(kept);
    expect(await verdictOf(await put(PATH, { ...kept, version: 0 }, admin))).toEqual([409, "changed_meanwhile"]);
    expect(await auditOf("routing.rulesChanged")).toEqual([
      expect.objectContaining({ subject: "routing:rules", detail: { rules: 1, on: 1 } }),
    ]);
  });

  it("are refused where a check finds something, and the check says what and where", async () => {
    const { version } = await read();
    const unsound = rule({ actions: [{ do: "team", teamId: "nobody" }] });
    expect(await verdictOf(await put(PATH, { rules: [unsound], version }, admin))).toEqual([409, "rules_unsound"]);
    const check = await post(`${PATH}/check`, { rules: [unsound] }, admin);
    expect(await check.json()).toEqual({
      flaws: [{ ruleId: unsound.id, reason: "unknown_team", part: "action", index: 0 }],
    });
    const loop = rule({ appliesTo: "ticket", actions: [{ do: "ticket", type: "complaint" }] });
    expect(await verdictOf(await put(PATH, { rules: [loop], version }, admin))).toEqual([409, "rules_unsound"]);
    expect((await read()).version).toBe(version);
  });

  it("are for those who manage teams alone", async () => {
    for (const answer of [
      await call(PATH, { headers: agent }),
      await put(PATH, { rules: [], version: 1 }, agent),
      await post(`${PATH}/trial`, { rules: [], on: "ticket" }, agent),
    ])
      expect(answer.status).toBe(403);
  });
});

describe("a trial", () => {
  it("says what past tickets got and would get, by which rule, and changes nothing", async () => {
    const broken = await ticket({ subject: "Broken kettle", type: "complaint" });
    const question = await ticket({ subject: "Opening hours?" });
    const complaint = rule({
      ...{ appliesTo: "ticket", conditions: [{ field: "type", is: true, values: ["complaint"] }] },
      actions: [{ do: "priority", priority: "urgent" }],
    });
    const never = rule({ appliesTo: "ticket", conditions: [words("zeppelin")] });
    const { items, hits, flaws, isPartial } = await trial([complaint, never], "ticket");
    const found = (id: string) => items.find((item) => item.id === id);
    expect(found(broken.id)).toMatchObject({
      ...{ number: broken.number, title: "Broken kettle", got: { priority: "normal", teamId: "support" } },
      ...{ would: { priority: "urgent" }, because: [{ ruleId: complaint.id, conditions: [0] }] },
    });
    expect(found(question.id)?.because).toEqual([]);
    expect(hits).toEqual([
      { ruleId: complaint.id, hits: 1 },
      { ruleId: never.id, hits: 0 },
    ]);
    expect([flaws, isPartial]).toEqual([[], false]);
    const row = await env.DB.prepare("SELECT version, priority FROM tickets WHERE id = ?").bind(broken.id).first();
    expect(row).toEqual({ version: 1, priority: 1 });
  });

  it("goes by what conversations began with", async () => {
    const { conversationId } = await begin("我要投诉你们！");
    await expect
      .poll(async () => (await trial([rule({ conditions: [words("投诉")] })], "conversation")).items)
      .toContainEqual(
        expect.objectContaining({
          id: conversationId,
          title: "我要投诉你们！",
          would: expect.objectContaining({ priority: "high" }),
        }),
      );
  });
});

describe("a ticket that is made", () => {
  it("gets what rules say, unless whoever makes it said otherwise", async () => {
    const team = await newTeam("Complaints");
    await keep(
      rule({
        ...{ name: "Complaints first", appliesTo: "ticket" },
        conditions: [{ field: "type", is: true, values: ["complaint"] }],
        actions: [{ do: "team", teamId: team }, { do: "priority", priority: "high" }, { do: "notifySupervisors" }],
      }),
    );
    const made = await ticket({ type: "complaint" });
    expect(made).toMatchObject({ teamId: team, priority: "high" });
    const entry = await env.DB.prepare("SELECT changes FROM ticket_entries WHERE ticket_id = ?").bind(made.id).first();
    expect(entry).toEqual({ changes: JSON.stringify([{ field: "rule", to: "Complaints first" }]) });
    const { results } = await env.DB.prepare("SELECT agent_id FROM ticket_followers WHERE ticket_id = ?")
      .bind(made.id)
      .all();
    expect(results).toContainEqual({ agent_id: await idOf(lead) });
    expect(await ticket({ type: "complaint", teamId: "support", priority: "urgent" })).toMatchObject({
      ...{ teamId: "support", priority: "urgent" },
    });
    expect(await ticket({ type: "enquiry" })).toMatchObject({ teamId: "support", priority: "normal" });
  });

  it("is due by the service level that a rule names", async () => {
    const policy = await makePolicy(admin, { name: "Fast", resolutionMs: 3_600_000 });
    await keep(rule({ appliesTo: "ticket", actions: [{ do: "sla", policyId: policy.id }] }));
    const before = Date.now();
    const { id } = await ticket();
    const row = await env.DB.prepare("SELECT due_at_ms - 3600000 AS at FROM tickets WHERE id = ?")
      .bind(id)
      .first<{ at: number }>();
    expect(row?.at).toBeGreaterThanOrEqual(before);
  });
});

describe("a conversation that begins", () => {
  it("goes to the team that a rule names, with its priority, labels and skills, and a line that says by which rule", async () => {
    const team = await newTeam("Returns");
    const { label } = await (
      await post("/api/v1/labels", { name: "Return", colour: "green", allowFromWidget: false }, admin)
    ).json<{ label: { id: string } }>();
    const skill = await (
      await post("/api/v1/admin/skills", { names: { en: "Returns", "zh-CN": "退货" } }, admin)
    ).json<{ id: string }>();
    await keep(
      rule({
        ...{ name: "Returns", conditions: [words("退货", "return")] },
        actions: [
          { do: "team", teamId: team },
          { do: "priority", priority: "high" },
          { do: "label", labelId: label.id },
          { do: "skill", skillId: skill.id, level: 2 },
          { do: "notifySupervisors" },
        ],
      }),
    );
    const feed = await feedLine(lead.cookie ?? "");
    const { conversationId } = await begin("I want to return this kettle.");
    await expect.poll(() => rowOf(conversationId)).toMatchObject({ team_id: team, priority: 2, assignee_id: null });
    const carried = await env.DB.prepare("SELECT label_id FROM conversation_labels WHERE conversation_id = ?")
      .bind(conversationId)
      .first();
    expect(carried).toEqual({ label_id: label.id });
    const alert = await feed.next("alert", (frame) => frame.conversationId === conversationId);
    expect(alert).toMatchObject({ cause: "rule", to: "supervisor" });
    feed.close();
    const queue = env.QUEUE.get(env.QUEUE.idFromName(team));
    const asks = await runInDurableObject(queue, (_, { storage }) =>
      storage.sql.exec("SELECT asks FROM entries WHERE conversation_id = ?", conversationId).toArray(),
    );
    expect(JSON.parse(String(asks[0]?.asks))).toMatchObject({ skills: [{ skillId: skill.id, level: 2 }] });
    expect(await linesOf(conversationId)).toEqual([
      { key: "rule.applied", to: "Returns" },
      { key: "conversation.transferred", by: "system", to: team },
    ]);
    const other = await begin("Good morning");
    await expect.poll(() => rowOf(other.conversationId)).toMatchObject({ team_id: "support", priority: 1 });
    expect(await linesOf(other.conversationId)).toEqual([]);
  });

  it("has a ticket made of a complaint, once, by Edgedesk itself", async () => {
    const complaint = rule({
      ...{ name: "Complaint", conditions: [words("投诉")] },
      actions: [
        { do: "ticket", type: "complaint" },
        { do: "priority", priority: "urgent" },
      ],
    });
    await keep(complaint);
    const { conversationId, contactId } = await begin("我要投诉，电话 13800138000");
    const made = () =>
      env.DB.prepare("SELECT id, type, source, priority, created_by, contact_id FROM tickets WHERE conversation_id = ?")
        .bind(conversationId)
        .all();
    await expect.poll(async () => (await made()).results).toHaveLength(1);
    const [found] = (await made()).results;
    expect(found).toMatchObject({
      ...{ type: "complaint", source: "rule", priority: 3, created_by: "system", contact_id: contactId },
    });
    await expect.poll(() => linesOf(conversationId)).toHaveLength(2);
    const subject = {
      conversationId,
      inboxId: "web",
      teamId: "support",
      contactId,
      labels: [],
      text: "我要投诉",
      createdAtMs: 1,
    };
    const again = await ruleConversation(env, subject);
    expect(again.tickets).toHaveLength(1);
    expect((await made()).results).toHaveLength(1);
    const answer = await call(`/api/v1/tickets/${String(found?.id)}`, { headers: agent });
    const { ticket: read } = await answer.json<{ ticket: { subject: string; followerIds: string[] } }>();
    expect(read.subject).toContain("我要投诉");
    expect(read.subject).not.toContain("13800138000");
    expect(read.followerIds).toEqual([]);
  });

  it("is looked at with the amount of the order that it is about", async () => {
    const amount = { field: "amount", is: true, minor: 50_000, currency: "CNY" };
    await keep(rule({ conditions: [words("refund"), amount], actions: [{ do: "ticket", type: "after_sales" }] }));
    const order = (contactId: string, number: string, totalMinor: number) =>
      placeOrder(database(env.DB), {
        ...{ id: newId(Date.now()), contactId, number, currency: "CNY", totalMinor, items: [] },
        changes: [{ status: "placed", atMs: Date.now() - 1_000 }],
      });
    const start = async (content: string) => {
      const { token, contactId } = await beginSession();
      clientIds += 1;
      expect(await order(contactId, `L-${clientIds}`, 80_000)).toEqual({ ok: true, value: true });
      expect(await order(contactId, `S-${clientIds}`, 900)).toEqual({ ok: true, value: true });
      const body = {
        clientId: `amount-${clientIds}`,
        contentType: "text",
        content: content.replace("{n}", String(clientIds)),
      };
      const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
      return (await answer.json<{ conversationId: string }>()).conversationId;
    };
    const small = await start("refund for S-{n} please");
    const large = await start("refund for L-{n} please");
    const ticketsOf = async (id: string) =>
      (await env.DB.prepare("SELECT type FROM tickets WHERE conversation_id = ?").bind(id).all()).results;
    await expect.poll(() => ticketsOf(large)).toEqual([{ type: "after_sales" }]);
    expect(await ticketsOf(small)).toEqual([]);
  });

  it("has the service level that a rule names, before the one that would fit", async () => {
    const slow = await makePolicy(admin, { name: "Slow", channels: ["email"], firstResponseMs: 7_200_000 });
    await keep(
      rule({ name: "Slow ones", conditions: [words("no hurry")], actions: [{ do: "sla", policyId: slow.id }] }),
    );
    const { conversationId } = await begin("No hurry at all.");
    const dueInMs = async () => {
      const row = await env.DB.prepare("SELECT sla_due_at_ms - created_at_ms AS due FROM conversations WHERE id = ?")
        .bind(conversationId)
        .first<{ due: number | null }>();
      return row?.due;
    };
    await expect.poll(dueInMs, { timeout: 30_000 }).toBeGreaterThan(7_000_000);
  });

  it("keeps to what is known where something that a rule names was deleted", async () => {
    const team = await newTeam("Short-lived");
    await keep(
      rule({
        name: "Gone",
        actions: [
          { do: "team", teamId: team },
          { do: "priority", priority: "low" },
        ],
      }),
    );
    expect((await call(`/api/v1/admin/teams/${team}`, { method: "DELETE", headers: admin })).status).toBe(200);
    const { conversationId } = await begin("Hello");
    await expect.poll(() => rowOf(conversationId)).toMatchObject({ team_id: "support", priority: 0 });
  });
});

async function newTeam(name: string): Promise<string> {
  const answer = await post("/api/v1/admin/teams", { name }, admin);
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ id: string }>()).id;
}

function rowOf(conversationId: string) {
  return env.DB.prepare("SELECT team_id, priority, assignee_id FROM conversations WHERE id = ?")
    .bind(conversationId)
    .first();
}

/** What staff read of what was done by itself. */
async function linesOf(conversationId: string): Promise<unknown[]> {
  const answer = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: admin });
  const { items } = await answer.json<{ items: { contentType: string; content: string }[] }>();
  return items.flatMap(({ contentType, content }) =>
    contentType === "activity" ? [JSON.parse(content) as unknown] : [],
  );
}
