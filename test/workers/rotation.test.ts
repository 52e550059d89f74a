/** A key put in front of the ring: everything comes to be wrapped with it while everything goes on. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { AgentActor } from "#actors/agent/actor";
import { ConversationActor } from "#actors/conversation/actor";
import { database } from "#domain/database";
import { NONCE_BYTES } from "#domain/privacy/envelope";
import { rewrapDataKey, unwrapDataKey, wrapDataKey } from "#domain/privacy/key-ring";
import { latestRotation } from "#domain/privacy/rotation-store";
import { pageOfDataKeys, replaceDataKeys } from "#domain/privacy/store";
import { createdConversation, messagePage } from "#protocol/http";
import { type KeyRingStatus, keyRingStatus, keysAnswer } from "#protocol/http-keys";
import type { Login } from "#scripts/seed/seed";
import { begin, nextClientId } from "#test/workers/begin";
import { JobQueue } from "#test/workers/jobs";
import { customerLine, feedLine } from "#test/workers/line";
import {
  CURRENT,
  keyIdsIn,
  LOST_RING,
  OLD,
  OLD_RING,
  rewrapConversation,
  rewrapFeedRows,
  rewrapRow,
  wrappedRow,
} from "#test/workers/old-keys";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { keepRotating } from "#worker/jobs/rotate-keys";

const db = database(env.DB);
const MINUTE_MS = 60_000;
let logins: readonly Login[];
let admin: string;
let agent: string;
let agentId: string;
let jobs: JobQueue;
/** An agent has a handful of them at a time. */
const accepted: string[] = [];

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
  agent = await signIn(loginOf(logins, "agent"));
  agentId = (await (await call("/api/v1/me", { headers: { cookie: agent } })).json<{ id: string }>()).id;
});
beforeEach(async () => {
  jobs = new JobQueue();
  await env.DB.exec("DELETE FROM key_rotations; DELETE FROM audit_log");
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const id of accepted.splice(0))
    await post(`/api/v1/conversations/${id}/resolve`, {}, { cookie: agent, origin: ORIGIN });
});

function conversationStub(id: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(id));
}
const agentStub = () => env.AGENT.get(env.AGENT.idFromName(agentId));

/** An accepted conversation, all of whose keys name the old one. */
async function ofBefore(content = "你好") {
  const conversation = await begin(content, { name: "王小明" });
  const { conversationId: id } = conversation;
  // The place of one that was resolved a moment ago may not be free yet.
  await vi.waitFor(async () => {
    const answer = await post(`/api/v1/conversations/${id}/accept`, {}, { cookie: agent, origin: ORIGIN });
    expect(answer.status).toBe(200);
  }, 30_000);
  accepted.push(id);
  await vi.waitFor(async () => expect(await keyIdsIn(agentStub(), "feed_rows")).not.toEqual([]), 30_000);
  await rewrapRow(OLD_RING, { kind: "conversation", id });
  await rewrapConversation(OLD_RING, id);
  await rewrapFeedRows(OLD_RING, agentId);
  return conversation;
}

async function dataKeyIds(): Promise<string[]> {
  const rows = await env.DB.prepare("SELECT DISTINCT key_id FROM data_keys ORDER BY key_id").all<{ key_id: string }>();
  return rows.results.map((row) => row.key_id);
}

async function status(): Promise<KeyRingStatus> {
  const { items } = keysAnswer.parse(await (await call("/api/v1/admin/keys", { headers: { cookie: admin } })).json());
  const [ring] = items.filter((each) => each.ring === "data");
  if (ring === undefined) throw new Error("no such ring");
  return ring;
}

async function audited(): Promise<{ action: string; actor_id: string; subject_id: string }[]> {
  const query =
    "SELECT action, actor_id, subject_id FROM audit_log WHERE subject_id LIKE 'data:%' ORDER BY at_ms, action DESC";
  return (await env.DB.prepare(query).all<{ action: string; actor_id: string; subject_id: string }>()).results;
}

async function texts(conversationId: string): Promise<string[]> {
  const answer = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: { cookie: admin } });
  return messagePage.parse(await answer.json()).items.map(({ content }) => content);
}

describe("a rotation", () => {
  it("begins by itself within a minute, moves rows and copies, is told of, and says when the old key may go", async () => {
    const { conversationId } = await ofBefore("old but readable");
    expect(await dataKeyIds()).toContain(OLD);
    await keepRotating(jobs.env, Date.now());
    expect(await status()).toMatchObject({
      keys: [
        { id: CURRENT, state: "current" },
        { id: OLD, state: "old", rows: 1, mayRemove: false },
      ],
      rotation: { keyId: CURRENT, stage: "waiting" },
    });
    await jobs.runAll();
    expect(await dataKeyIds()).toEqual([CURRENT]);
    expect(await keyIdsIn(conversationStub(conversationId), "conversation")).toEqual([CURRENT]);
    expect(await keyIdsIn(agentStub(), "feed_rows")).toEqual([CURRENT]);
    const { keys, rotation } = await status();
    expect(keys[1]).toMatchObject({ id: OLD, rows: 0, copies: 0, mayRemove: true });
    expect(rotation).toMatchObject({ endedAt: expect.any(String), failed: 0 });
    expect(await audited()).toMatchObject([
      { action: "key.rotationStarted", actor_id: "system", subject_id: `data:${CURRENT}` },
      { action: "key.rotationFinished", actor_id: "system", subject_id: `data:${CURRENT}` },
    ]);
    expect(await texts(conversationId)).toEqual(expect.arrayContaining(["old but readable"]));
    await keepRotating(jobs.env, Date.now() + MINUTE_MS);
    expect((await latestRotation(db, "data"))?.outcome).toBe("finished");
  });

  it("goes on under sends: nothing is lost, and the line stays open", async () => {
    const { conversationId, token } = await ofBefore("first");
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    const sent: string[] = [];
    const send = () => {
      const content = `n${sent.length}`;
      sent.push(content);
      line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content });
    };
    await keepRotating(jobs.env, Date.now());
    while (jobs.waiting.length > 0) {
      for (let n = 0; n < 5; n += 1) send();
      await jobs.runOne();
      send();
    }
    await line.next("message.created", ({ message }) => message.content === sent.at(-1));
    expect((await texts(conversationId)).filter((text) => /^n\d/.test(text))).toEqual(sent);
    expect(line.closedWith).toBeUndefined();
    expect(await keyIdsIn(conversationStub(conversationId), "conversation")).toEqual([CURRENT]);
  });

  it("that loses its job at any step is picked up by the minute, where it was", async () => {
    await ofBefore();
    await keepRotating(jobs.env, Date.now());
    let nowMs = Date.now();
    for (let lost = 0; (await latestRotation(db, "data"))?.endedAtMs === undefined; lost += 1) {
      if (lost > 20) throw new Error("it does not come to an end");
      const [job] = jobs.waiting.splice(0);
      // Time is up after one step; then whoever did it is gone, and what it sent for with it.
      const clock = vi.spyOn(Date, "now").mockImplementation(() => {
        nowMs += 2_000;
        return nowMs;
      });
      await jobs.runOne(job);
      clock.mockRestore();
      jobs.waiting.splice(0);
      nowMs += MINUTE_MS;
      await keepRotating(jobs.env, nowMs);
    }
    expect(await dataKeyIds()).toEqual([CURRENT]);
    expect(await keyIdsIn(agentStub(), "feed_rows")).toEqual([CURRENT]);
    expect((await audited()).map(({ action }) => action)).toEqual(["key.rotationStarted", "key.rotationFinished"]);
  });

  it("runs once, whoever asks, and a step that was done is not done again", async () => {
    const start = () => post("/api/v1/admin/keys/rotation", { ring: "data" }, { cookie: admin, origin: ORIGIN });
    const answers = await Promise.all([start(), start()]);
    expect(answers.map(({ status: code }) => code).sort()).toEqual([200, 409]);
    const ok = answers.find((answer) => answer.status === 200);
    expect(keyRingStatus.parse(await ok?.json()).rotation).toMatchObject({ keyId: CURRENT });
    const [first] = await audited();
    expect(first?.actor_id).not.toBe("system");
    const rotation = await latestRotation(db, "data");
    const job = { kind: "rotate-keys", rotationId: rotation?.id, step: 0 };
    await jobs.runOne(job);
    const after = await latestRotation(db, "data");
    await jobs.runOne(job);
    expect((await latestRotation(db, "data"))?.step).toBe(after?.step);
  });

  it("does not count an actor that cannot be reached as done, and comes back for it", async () => {
    const { conversationId } = await ofBefore();
    vi.spyOn(ConversationActor.prototype, "rewrapKeys").mockRejectedValueOnce(new Error("away"));
    await keepRotating(jobs.env, Date.now());
    await jobs.runAll();
    expect(await status()).toMatchObject({ rotation: { stage: "waiting", failed: 1 } });
    expect((await status()).keys[1]).toMatchObject({ mayRemove: false });
    await keepRotating(jobs.env, Date.now() + MINUTE_MS);
    await jobs.runAll();
    expect((await status()).keys[1]).toMatchObject({ mayRemove: true });
    expect(await keyIdsIn(conversationStub(conversationId), "conversation")).toEqual([CURRENT]);
  });

  it("waits for actors that still have the secrets of before", async () => {
    await ofBefore();
    const old = vi.spyOn(AgentActor.prototype, "rewrapKeys").mockResolvedValue({ left: { [OLD]: 1 }, unopenable: {} });
    await keepRotating(jobs.env, Date.now());
    await jobs.runAll();
    expect((await latestRotation(db, "data"))?.outcome).toBeUndefined();
    old.mockRestore();
    await keepRotating(jobs.env, Date.now() + MINUTE_MS);
    await jobs.runAll();
    expect((await latestRotation(db, "data"))?.outcome).toBe("finished");
  });

  it("that another one comes before gives way to it", async () => {
    await ofBefore();
    await keepRotating(jobs.env, Date.now());
    const [current = "", old = ""] = env.KEY_RING.split(",");
    const turned = new JobQueue({ KEY_RING: `${old},${current}` });
    turned.waiting.push(...jobs.waiting);
    await turned.runAll();
    expect((await latestRotation(db, "data"))?.outcome).toBe("superseded");
    await keepRotating(turned.env, Date.now());
    expect(await latestRotation(db, "data")).toMatchObject({ keyId: OLD, endedAtMs: undefined });
  });
});

describe("a data key", () => {
  const subject = (id: string) => ({ kind: "contact", id }) as const;

  it("that is destroyed while it is being rewrapped stays destroyed", async () => {
    const { contactId } = await beginSession();
    await rewrapRow(OLD_RING, subject(contactId));
    const [before] = (await pageOfDataKeys(db, [OLD], ["", "", ""], 100)).filter(({ id }) => id === contactId);
    if (before === undefined) throw new Error("not there");
    const after = rewrapDataKey(LOST_RING, before, before, new Uint8Array(NONCE_BYTES));
    await env.DB.prepare("DELETE FROM data_keys WHERE subject_id = ?").bind(contactId).run();
    expect(await replaceDataKeys(db, [{ before, after }])).toBe(0);
  });

  it("is rewrapped by one of two who do it at once, and opens as before", async () => {
    const { contactId } = await beginSession({ name: "Sofia" });
    const plain = unwrapDataKey(OLD_RING, subject(contactId), await wrappedRow(subject(contactId)));
    await rewrapRow(OLD_RING, subject(contactId));
    await keepRotating(jobs.env, Date.now());
    const again = [...jobs.waiting];
    await Promise.all([jobs.runAll(), ...again.map((job) => jobs.runOne(job))]);
    const now = await wrappedRow(subject(contactId));
    expect(now.keyId).toBe(CURRENT);
    expect([...unwrapDataKey(OLD_RING, subject(contactId), now)]).toEqual([...plain]);
  });

  it("that was wrapped before the deploy is wrapped anew by the actor that begins with it, and opens nowhere else", async () => {
    const { token } = await begin();
    const original = ConversationActor.prototype.start;
    const answers: unknown[] = [];
    vi.spyOn(ConversationActor.prototype, "start").mockImplementation(async function (
      this: ConversationActor,
      principal,
      start,
    ) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const subject = (id: string) => ({ kind: "conversation", id }) as const;
      const dataKey = unwrapDataKey(OLD_RING, subject(start.conversationId), start.key);
      const foreign = wrapDataKey(OLD_RING, subject("another"), dataKey, nonce);
      answers.push(await original.call(this, principal, { ...start, key: foreign }));
      const key = wrapDataKey(OLD_RING, subject(start.conversationId), dataKey, nonce);
      return original.call(this, principal, { ...start, key });
    });
    const body = { clientId: nextClientId(), contentType: "text", content: "hello" };
    const made = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
    expect(answers).toEqual([{ ok: false, failure: "key_missing" }]);
    expect(made.status).toBe(201);
    const { conversationId } = createdConversation.parse(await made.json());
    expect(await keyIdsIn(conversationStub(conversationId), "conversation")).toEqual([CURRENT]);
    expect(await texts(conversationId)).toEqual(["hello"]);
  });

  it("comes to an agent's rows in its new form, though the news was on its way", async () => {
    const { conversationId } = await ofBefore();
    const summary = await conversationStub(conversationId).summary();
    if (summary === undefined) throw new Error("not begun");
    expect(summary.key.keyId).toBe(OLD);
    await keepRotating(jobs.env, Date.now());
    await jobs.runAll();
    await agentStub().conversationChanged(summary);
    expect(await keyIdsIn(agentStub(), "feed_rows")).toEqual([CURRENT]);
    const feed = await feedLine(agent);
    const { rows } = await feed.next("feed.snapshot");
    expect(rows.find(({ conversation }) => conversation.id === conversationId)?.contactName).toBe("王小明");
    feed.close();
  });
});

describe("the keys' page", () => {
  it("is for those who manage keys", async () => {
    for (const [cookie, code] of [
      [agent, 403],
      [admin, 200],
    ] as const) {
      expect((await call("/api/v1/admin/keys", { headers: { cookie } })).status).toBe(code);
    }
    const refused = await post("/api/v1/admin/keys/rotation", { ring: "data" }, { cookie: agent, origin: ORIGIN });
    expect(refused.status).toBe(403);
    const malformed = await post("/api/v1/admin/keys/rotation", { ring: "x" }, { cookie: admin, origin: ORIGIN });
    expect(malformed.status).toBe(400);
  });
});
