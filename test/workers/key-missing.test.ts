/** A ring that lacks a key: what it protects is refused in clear words, nothing is written or lost, and the rest goes on. */
import { abortAllDurableObjects, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "#domain/database";
import { checkKeys } from "#domain/privacy/key-checks";
import { conversationPage, messagePage, problem } from "#protocol/http";
import { blockPage } from "#protocol/http-blocks";
import { keysAnswer } from "#protocol/http-keys";
import { begin, nextClientId } from "#test/workers/begin";
import { dumpActor, dumpDatabase } from "#test/workers/dump";
import { identify } from "#test/workers/identified";
import { JobQueue } from "#test/workers/jobs";
import { agentLine, customerLine, feedLine, until, upgrade } from "#test/workers/line";
import { CURRENT, LOST_RING, OLD_RING, rewrapConversation, rewrapFeedRows, rewrapRow } from "#test/workers/old-keys";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { secretsOf } from "#worker/environment";
import worker from "#worker/index";
import { keepRotating } from "#worker/jobs/rotate-keys";

let admin: string;
let agent: string;
let agentId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  // As before the first answer of an isolate; this one may have answered in another file.
  const { keyRing, blindIndexKeys } = secretsOf(env);
  await checkKeys(database(env.DB), { data: keyRing, "blind-index": blindIndexKeys }, Date.now());
  admin = await signIn(loginOf(logins, "admin"));
  agent = await signIn(loginOf(logins, "agent"));
  agentId = (await (await call("/api/v1/me", { headers: { cookie: agent } })).json<{ id: string }>()).id;
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

function stubOf(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

/** A conversation whose key only a lost key of the ring opens, in D1 and in its actor. */
async function locked() {
  const conversation = await begin("still there", { name: "Sofia" });
  const { conversationId: id } = conversation;
  const isListed = async () =>
    (await env.DB.prepare("SELECT 1 AS found FROM conversations WHERE id = ?").bind(id).first()) ?? undefined;
  await until(isListed, () => "the row of the index");
  await rewrapRow(LOST_RING, { kind: "conversation", id });
  await rewrapConversation(LOST_RING, id);
  return conversation;
}

async function unlock(id: string): Promise<void> {
  await rewrapRow(OLD_RING, { kind: "conversation", id });
  await rewrapConversation(OLD_RING, id);
}

async function reasonOf(answer: Response): Promise<[number, string | undefined]> {
  return [answer.status, problem.parse(await answer.json()).reason];
}

describe("a conversation whose key is missing", () => {
  it("refuses whoever may see it with the reason, changes nothing, and is whole when the key is back", async () => {
    const { conversationId, token } = await locked();
    const before = await dumpActor(stubOf(conversationId));
    const path = `/api/v1/conversations/${conversationId}`;
    const cookie = { cookie: agent, origin: ORIGIN };
    expect(await reasonOf(await call(`${path}/messages`, { headers: cookie }))).toEqual([503, "key_missing"]);
    expect(await reasonOf(await post(`${path}/accept`, {}, cookie))).toEqual([503, "key_missing"]);
    expect(await reasonOf(await upgrade(`${path}/socket`, cookie))).toEqual([503, "key_missing"]);
    const customer = await upgrade(`${path}/socket`, { "sec-websocket-protocol": `edgedesk.v1, bearer.${token}` });
    expect(await reasonOf(customer)).toEqual([503, "key_missing"]);
    expect(await dumpActor(stubOf(conversationId), ["messages", "conversation", "participants"])).toEqual({
      messages: before.messages,
      conversation: before.conversation,
      participants: before.participants,
    });
    await unlock(conversationId);
    const page = messagePage.parse(await (await call(`${path}/messages`, { headers: cookie })).json());
    expect(page.items).toMatchObject([{ content: "still there", sender: { name: "Sofia" } }]);
  });

  it("tells somebody else no more than before: there is no such conversation", async () => {
    const { conversationId } = await locked();
    const { token } = await begin();
    const answer = await call(`/api/v1/conversations/${conversationId}/messages`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await reasonOf(answer)).toEqual([404, undefined]);
  });

  it("answers what comes on a socket that was open before, and keeps the message out", async () => {
    const { conversationId, token } = await begin("hello");
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    await rewrapConversation(LOST_RING, conversationId, true);
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "lost?" });
    expect(await line.next("error")).toMatchObject({ code: "unavailable", reason: "key_missing" });
  });

  it("keeps what it owes, and pays it when the key is back", async () => {
    const { conversationId, token } = await begin("one");
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "two" });
    await line.next("message.created", ({ message }) => message.content === "two");
    await rewrapRow(LOST_RING, { kind: "conversation", id: conversationId });
    await rewrapConversation(LOST_RING, conversationId);
    await runDurableObjectAlarm(stubOf(conversationId));
    const { outbox } = await dumpActor(stubOf(conversationId), ["outbox"]);
    expect(outbox?.map(({ kind }) => kind)).toContain("summary");
    await unlock(conversationId);
    const lastSeq = async () =>
      (
        await env.DB.prepare("SELECT last_seq FROM conversations WHERE id = ?")
          .bind(conversationId)
          .first<{ last_seq: number }>()
      )?.last_seq;
    await stubOf(conversationId).assignment();
    await vi.waitFor(async () => expect(await lastSeq()).toBe(2), { timeout: 30_000, interval: 100 });
  });

  it("stays in its queue and in its assignment", async () => {
    const { conversationId } = await locked();
    expect(await stubOf(conversationId).assignment()).toMatchObject({ epoch: 1 });
    const grant = { agentId, agentName: "Lena", leaseUntilMs: Date.now() + 10_000, epoch: 1 };
    expect(await stubOf(conversationId).commitAssignment(grant)).toEqual({ ok: false, failure: "key_missing" });
  });
});

describe("a guest who is identified while the key of their conversation is missing", () => {
  it("finds it when the key is back", async () => {
    const { conversationId, contactId, token } = await locked();
    const customer = await identify("known-while-locked", token);
    await drainD1Outbox(env, Date.now());
    const owed = env.DB.prepare("SELECT 1 FROM d1_outbox WHERE kind = 'contact.joined' AND payload LIKE ?");
    expect((await owed.bind(`%${contactId}%`).all()).results).toHaveLength(1);
    await unlock(conversationId);
    await env.DB.prepare("UPDATE d1_outbox SET next_attempt_at_ms = 0").run();
    await drainD1Outbox(env, Date.now());
    const path = `/api/v1/conversations/${conversationId}/messages`;
    const answer = await call(path, { headers: { authorization: `Bearer ${customer.token}` } });
    expect(messagePage.parse(await answer.json()).items).toMatchObject([{ content: "still there" }]);
  });
});

describe("everything else", () => {
  it("goes on: blocks are listed without a reason and a name that cannot be read, and can be lifted", async () => {
    const { contactId } = await begin("hello", { name: "Ann" });
    const headers = { cookie: admin, origin: ORIGIN };
    const blocked = await post(`/api/v1/contacts/${contactId}/blocks`, { reason: "spam" }, headers);
    const [block] = blockPage.parse(await blocked.json()).items;
    const id = block?.id ?? "";
    await rewrapRow(LOST_RING, { kind: "block", id });
    await rewrapRow(LOST_RING, { kind: "contact", id: contactId });
    const listed = blockPage.parse(await (await call("/api/v1/blocks?state=standing", { headers })).json()).items;
    const found = listed.find((each) => each.id === id);
    expect(found).toMatchObject({ kind: "contact", contactId });
    expect(found).not.toHaveProperty("reason");
    expect(found).not.toHaveProperty("contactName");
    expect((await post(`/api/v1/blocks/${id}/lift`, {}, headers)).status).toBe(200);
    await rewrapRow(OLD_RING, { kind: "block", id });
    await rewrapRow(OLD_RING, { kind: "contact", id: contactId });
  });

  it("goes on: lists show the conversation without what is sealed, and the others whole", async () => {
    const { conversationId } = await locked();
    const other = await begin("readable", { name: "王小明" });
    const rows = async () => {
      const answer = await call("/api/v1/conversations?view=all&limit=100", { headers: { cookie: admin } });
      return conversationPage.parse(await answer.json()).items;
    };
    await vi.waitFor(async () => {
      const row = (await rows()).find(({ conversation }) => conversation.id === other.conversationId);
      expect(row).toMatchObject({ contactName: "王小明", preview: { text: "readable" } });
    }, 30_000);
    const row = (await rows()).find(({ conversation }) => conversation.id === conversationId);
    expect(row?.conversation.id).toBe(conversationId);
    expect(row).not.toHaveProperty("preview");
    expect(row).not.toHaveProperty("contactName");
  });

  it("goes on: an agent's feed opens though a row of it does not", async () => {
    const { conversationId } = await begin("mine");
    const accept = `/api/v1/conversations/${conversationId}/accept`;
    expect((await post(accept, {}, { cookie: agent, origin: ORIGIN })).status).toBe(200);
    const stub = env.AGENT.get(env.AGENT.idFromName(agentId));
    await vi.waitFor(async () => expect((await dumpActor(stub, ["feed_rows"])).feed_rows).not.toEqual([]), 30_000);
    await rewrapFeedRows(LOST_RING, agentId);
    const feed = await feedLine(agent);
    const { rows } = await feed.next("feed.snapshot");
    expect(rows.map(({ conversation, preview }) => [conversation.id, preview])).toEqual([[conversationId, undefined]]);
    feed.close();
  });

  it("goes on: a customer whose own key is missing is refused in words, and loses nothing", async () => {
    const { token, contactId } = await beginSession({ name: "Sofia" });
    await rewrapRow(LOST_RING, { kind: "contact", id: contactId });
    const before = await dumpDatabase();
    const body = { clientId: nextClientId(), contentType: "text", content: "hello" };
    const refused = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
    expect(await reasonOf(refused)).toEqual([503, "key_missing"]);
    const renewed = await post("/api/v1/widget/sessions", { inboxId: "web" }, { authorization: `Bearer ${token}` });
    expect(await reasonOf(renewed)).toEqual([503, "key_missing"]);
    const after = await dumpDatabase();
    for (const table of ["contacts", "data_keys", "actor_registry"]) expect(after[table]).toEqual(before[table]);
    await rewrapRow(OLD_RING, { kind: "contact", id: contactId });
    const made = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
    expect(made.status).toBe(201);
  });

  it("goes on: the keys' page names the missing key, and a rotation moves what it can", async () => {
    await env.DB.exec("DELETE FROM key_rotations");
    const { conversationId } = await locked();
    const jobs = new JobQueue();
    await keepRotating(jobs.env, Date.now());
    await jobs.runAll();
    const { items } = keysAnswer.parse(await (await call("/api/v1/admin/keys", { headers: { cookie: admin } })).json());
    const { keys, rotation } = items.find(({ ring }) => ring === "data") ?? { keys: [], rotation: undefined };
    expect(rotation).toMatchObject({ endedAt: expect.any(String) });
    expect(keys.find(({ id }) => id === "lost")).toMatchObject({ state: "missing", mayRemove: false });
    expect(keys.find(({ id }) => id === "lost")?.copies).toBeGreaterThan(0);
    expect(keys.find(({ id }) => id === CURRENT)).toMatchObject({ state: "current" });
    const { key_id: keyId } = (await dumpActor(stubOf(conversationId), ["conversation"])).conversation?.[0] ?? {};
    expect(keyId).toBe("lost");
  });

  it("goes on: an agent's socket on another conversation opens", async () => {
    await locked();
    const { conversationId } = await begin();
    const line = await agentLine(conversationId, admin);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.close();
  });
});

describe("a secret that cannot be used", () => {
  const get = (bindings: Partial<Cloudflare.Env>, path = "/healthz", init: RequestInit = {}) =>
    worker.fetch(new Request(new URL(path, ORIGIN), init), { ...env, ...bindings }, {
      waitUntil: () => undefined,
      passThroughOnException: () => undefined,
      props: {},
    } as unknown as ExecutionContext);
  const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");

  it.each([
    ["an empty ring", { KEY_RING: "" }],
    ["a ring that is no ring", { KEY_RING: "secret" }],
    ["a key that is too short", { KEY_RING: "test1=AAAA" }],
    ["a blind index with no key", { BLIND_INDEX_KEYS: "," }],
    ["another key under a known id", { KEY_RING: `test1=${key(77)}` }],
    ["another key under a known id of the blind index", { BLIND_INDEX_KEYS: `test1=${key(77)}` }],
  ])("%s keeps the instance from being ready and from writing anything", async (_name, bindings) => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    // The right ones were seen.
    expect((await call("/healthz")).status).toBe(200);
    expect(await reasonOf(await get(bindings))).toEqual([503, "keys_unusable"]);
    const before = await dumpDatabase();
    const init = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ inboxId: "web", name: "Sofia" }),
    };
    expect(await reasonOf(await get(bindings, "/api/v1/widget/sessions", init))).toEqual([503, "keys_unusable"]);
    expect(await dumpDatabase()).toEqual(before);
    const said = log.mock.calls.flat().join();
    expect(said).toContain("keys unusable");
    expect(said).not.toContain(key(77));
  });

  it("that is mended is used: what was known before still is", async () => {
    expect((await get({ KEY_RING: `new=${key(78)},${env.KEY_RING}` })).status).toBe(200);
    const keys = await env.DB.prepare("SELECT key_id FROM key_checks WHERE keys = 'data' ORDER BY 1").all();
    expect(keys.results).toEqual([{ key_id: "new" }, { key_id: "test0" }, { key_id: "test1" }]);
    await abortAllDurableObjects();
    expect((await call("/healthz")).status).toBe(200);
  });
});
