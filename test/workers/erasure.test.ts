/** Erasing a customer: from the request to nothing left, whatever goes on meanwhile. */

import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { conversationAddress } from "#actors/addresses";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { projectConversation } from "#domain/conversations/store";
import { createBlock } from "#domain/customers/blocks";
import { noteNetworks } from "#domain/customers/networks";
import { database } from "#domain/database";
import { identifierHash } from "#domain/identity/identifier-hash";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import { noteAnswer } from "#domain/rights/consents";
import { ledgerEntry } from "#domain/rights/ledger";
import { createdConversation, problem } from "#protocol/http";
import { privacyRequest, privacyRequestPage } from "#protocol/http-privacy";
import { newId } from "#protocol/ids";
import type { Login } from "#scripts/seed/seed";
import { begin, nextClientId } from "#test/workers/begin";
import { dumpActor, dumpDatabase } from "#test/workers/dump";
import { agentLine, customerLine, feedLine, until, upgrade } from "#test/workers/line";
import { askErasure, auditOf, erase, readRequest, settled } from "#test/workers/privacy-requests";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { ledgerOf } from "#worker/adapters/ledger";
import { secretsOf } from "#worker/environment";
import { sweepRequests } from "#worker/jobs/privacy-request";
import * as steps from "#worker/rights/cleaners";

const db = database(env.DB);
let logins: readonly Login[];
let admin: string;
let agent: string;
let agentId: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
  agent = await signIn(loginOf(logins, "agent"));
  ({ id: agentId } = await (await call("/api/v1/me", { headers: { cookie: agent } })).json<{ id: string }>());
});
afterEach(() => vi.restoreAllMocks());

const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));
const agentStub = () => env.AGENT.get(env.AGENT.idFromName(agentId));
const queueStub = (team = "support") => env.QUEUE.get(env.QUEUE.idFromName(team));

function act(cookie: string, conversationId: string, action: string, body: object = {}): Promise<Response> {
  return post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie, origin: ORIGIN });
}

function rows(sql: string, ...bindings: string[]) {
  return env.DB.prepare(sql)
    .bind(...bindings)
    .all()
    .then(({ results }) => results);
}

async function indexed(conversationId: string): Promise<void> {
  await until(
    async () =>
      (await rows("SELECT 1 FROM conversations WHERE id = ?", conversationId)).length > 0 ? true : undefined,
    () => "the row of the index",
  );
}

describe("what an erasure leaves", () => {
  it("is a tombstone, the fact and the ledger's entry, and of the customer nothing", async () => {
    const { contactId, conversationId, token } = await begin("my parcel 包裹", {
      name: "Ada",
      email: "ada@mail.example",
    });
    await indexed(conversationId);
    await post(
      "/api/v1/widget/conversations",
      { clientId: nextClientId(), contentType: "text", content: "a second one" },
      { authorization: `Bearer ${token}` },
    );
    const done = await erase(admin, contactId);
    expect(done).toMatchObject({ kind: "erasure", contactId, progress: { done: 3, total: 3 }, status: "done" });

    const kept = await dumpActor(conversationStub(conversationId));
    const { tombstone = [], _migrations, erased: _, ...emptied } = kept;
    expect(tombstone).toMatchObject([{ conversation_id: conversationId, erased_at_ms: expect.any(Number) }]);
    const { outbox = [], ...others } = emptied;
    for (const [table, left] of Object.entries(others))
      if (table !== "sqlite_sequence") expect([table, left]).toEqual([table, []]);
    // What is still owed says that it is gone, and nothing else.
    for (const row of outbox) expect(row).toMatchObject({ kind: "erased", payload: "{}" });

    expect(await rows("SELECT * FROM contacts WHERE id = ?", contactId)).toMatchObject([
      {
        erasure_id: done.id,
        sealed_name: null,
        sealed_email: null,
        sealed_identifier: null,
        identifier_key_id: null,
        identifier_hash: null,
        email_hash: null,
        locale: null,
      },
    ]);
    const database = await dumpDatabase();
    const mentions = Object.entries(database)
      .filter(([, all]) => all.some((row) => Object.values(row).some((value) => value === conversationId)))
      .map(([table]) => table);
    // That there was one, and that its words are not to come back: ids and a number.
    expect(mentions).toEqual(["actor_registry", "search_generations"]);
    expect(await rows("SELECT 1 FROM data_keys WHERE subject_id = ?", contactId)).toEqual([]);

    const entry = await (await env.LEDGER.get(`erasures/${done.id}.json`))?.json();
    expect(ledgerEntry.parse(entry)).toMatchObject({ reason: "request", contactIds: [contactId] });
    expect(ledgerEntry.parse(entry).conversationIds).toContain(conversationId);
    expect((await auditOf("erasure.requested")).at(-1)).toMatchObject({ subject_id: contactId });
    expect((await auditOf("erasure.finished")).at(-1)).toMatchObject({
      subject_id: done.id,
      detail: JSON.stringify({ contacts: 1, conversations: 2, files: 0 }),
    });
  });

  it("frees the agent's slot, row and place in the queue, and tells whoever looks", async () => {
    const { contactId, conversationId, token } = await begin();
    const waiting = await post(
      "/api/v1/widget/conversations",
      { clientId: nextClientId(), contentType: "text", content: "and one that waits" },
      { authorization: `Bearer ${token}` },
    );
    const waits = createdConversation.parse(await waiting.json()).conversationId;
    const feed = await feedLine(agent);
    feed.send({ type: "subscribe", views: ["unassigned", "all"] });
    expect((await act(agent, conversationId, "accept")).status).toBe(200);
    const customer = await customerLine(conversationId, token);
    const console_ = await agentLine(conversationId, agent);
    for (const line of [customer, console_]) {
      line.send({ type: "sync" });
      await line.next("sync.done");
    }
    await until(
      async () => ((await queueStub().position(waits)) === undefined ? undefined : true),
      () => "the place in the queue",
    );
    await until(
      async () => ((await dumpActor(agentStub(), ["feed_rows"])).feed_rows?.length === 1 ? true : undefined),
      () => "the row",
    );
    await erase(admin, contactId);
    expect(await customer.closed()).toBe(4401);
    expect(await console_.closed()).toBe(4404);
    await feed.next("conversation.removed", (frame) => frame.conversationId === conversationId);
    await feed.next("conversation.removed", (frame) => frame.conversationId === waits);
    const kept = await until(
      async () => {
        const dump = await dumpActor(agentStub(), ["slots", "feed_rows", "open_sockets"]);
        return Object.values(dump).every((left) => left.length === 0) ? dump : undefined;
      },
      () => "an agent with empty hands",
    );
    expect(kept.slots).toEqual([]);
    expect(await queueStub().position(waits)).toBeUndefined();
    const presence = feed.frames.filter((frame) => frame.type === "presence").at(-1);
    expect(presence).toMatchObject({ load: 0 });
    feed.close();
  });

  it("lets the customer come back as somebody new, under the same identifier too", async () => {
    const [secret = new Uint8Array()] = await goodIdentitySecrets(db, secretsOf(env).keyRing, "web", Date.now());
    const identifier = "customer-9001";
    const details = { identifier, identifierHash: identifierHash(secret, identifier), name: "Bo" };
    const { contactId, token } = await begin("hello", details);
    await erase(admin, contactId);
    // The old token renews nothing, and begins nothing.
    const auth = { authorization: `Bearer ${token}` };
    expect((await post("/api/v1/widget/sessions", { inboxId: "web" }, auth)).status).toBe(401);
    const body = { clientId: nextClientId(), contentType: "text", content: "hello?" };
    expect((await post("/api/v1/widget/conversations", body, auth)).status).toBe(401);
    expect((await call("/api/v1/widget/conversations", { headers: auth })).status).toBe(401);
    const again = await beginSession(details);
    expect(again.contactId).not.toBe(contactId);
  });
});

describe("what comes late", () => {
  it("makes nothing anew: a repeated beginning, a frame, an assignment, a projection", async () => {
    const clientId = nextClientId();
    const { token, contactId } = await beginSession({ name: "Cy" });
    const body = { clientId, contentType: "text", content: "only once" };
    const auth = { authorization: `Bearer ${token}` };
    const created = await post("/api/v1/widget/conversations", body, auth);
    const { conversationId } = createdConversation.parse(await created.json());
    const actor = conversationAddress(env, conversationId);
    const summary = await actor.summary();
    if (summary === undefined) throw new Error("it has begun");
    const principal = {
      type: "contact",
      id: contactId,
      inboxId: "web",
      sessionId: newId(1),
      expiresAtMs: 9e15,
    } as const;
    await erase(admin, contactId);

    const start = {
      conversationId,
      inboxId: "web",
      teamId: "support",
      contactName: "Cy",
      key: summary.key,
      clientId,
      content: "only once",
      attachmentIds: [],
    };
    expect(await actor.start(principal, start)).toEqual({ ok: false, failure: "erased" });
    await evictDurableObject(conversationStub(conversationId));
    expect(await actor.start(principal, start)).toEqual({ ok: false, failure: "erased" });
    await projectConversation(db, summary);
    await agentStub().conversationChanged({
      ...summary,
      conversation: { ...summary.conversation, assigneeId: agentId },
    });
    await queueStub().conversationChanged(summary);
    await queueStub().rowsChanged([summary]);
    expect(await actor.summary()).toBeUndefined();
    expect(await actor.assignment()).toBeUndefined();
    expect(await actor.commitAssignment({ agentId, agentName: "A", leaseUntilMs: 9e15, epoch: 1 })).toMatchObject({
      ok: false,
    });
    expect(await rows("SELECT 1 FROM conversations WHERE id = ?", conversationId)).toEqual([]);
    expect(await dumpActor(conversationStub(conversationId), ["messages", "conversation", "participants"])).toEqual({
      conversation: [],
      messages: [],
      participants: [],
    });
    expect(await queueStub().position(conversationId)).toBeUndefined();
    const socket = await upgrade(`/api/v1/conversations/${conversationId}/socket`, { cookie: agent, origin: ORIGIN });
    expect(socket.status).toBe(404);
    expect(problem.parse(await socket.json()).reason).toBe("erased");
    const history = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: auth });
    expect(history.status).toBe(404);
    expect(problem.parse(await history.json()).reason).toBeUndefined();
  });

  it("erases what was registered and had not begun", async () => {
    const { contactId } = await beginSession();
    const id = newId(Date.now());
    await env.DB.prepare(
      "INSERT INTO actor_registry (kind, name, created_at_ms, contact_id) VALUES ('conversation', ?, 1, ?)",
    )
      .bind(id, contactId)
      .run();
    const done = await erase(admin, contactId);
    expect(done.progress.total).toBe(2);
    expect(await dumpActor(conversationStub(id), ["tombstone"])).toMatchObject({
      tombstone: [{ conversation_id: id }],
    });
  });
});

describe("asking for it", () => {
  it("takes the permission, the scope, a contact that there is, and its id once more", async () => {
    const { contactId } = await begin();
    expect((await askErasure(agent, contactId)).status).toBe(403);
    expect((await askErasure(admin, contactId, newId(1))).status).toBe(400);
    expect((await askErasure(admin, newId(1))).status).toBe(404);
    expect((await askErasure(admin, "not-an-id")).status).toBe(404);
    const bare = await post(`/api/v1/contacts/${contactId}/erasure`, {}, { cookie: admin, origin: ORIGIN });
    expect(bare.status).toBe(400);
    await env.DB.prepare("UPDATE user SET inbox_ids = '[\"other\"]' WHERE role = 'admin'").run();
    expect((await askErasure(admin, contactId)).status).toBe(404);
    await env.DB.prepare("UPDATE user SET inbox_ids = NULL WHERE role = 'admin'").run();
    expect(await rows("SELECT 1 FROM contacts WHERE id = ? AND erasure_id IS NULL", contactId)).toHaveLength(1);
    const ledger = ledgerOf(env);
    const entries = await Promise.all((await ledger.idsAfter(undefined, 1_000)).map((id) => ledger.read(id)));
    expect(entries.filter((entry) => entry?.contactIds.includes(contactId))).toEqual([]);
  });

  it("twice is refused, while it runs and afterwards", async () => {
    const { contactId } = await begin();
    const answers = await Promise.all([
      askErasure(admin, contactId),
      askErasure(admin, contactId),
      askErasure(admin, contactId),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 409, 409]);
    const made = answers.find(({ status }) => status === 201);
    const { id } = privacyRequest.parse(await made?.json());
    await settled(admin, id);
    const again = await askErasure(admin, contactId);
    expect([again.status, problem.parse(await again.json()).reason]).toEqual([404, "erased"]);
    expect((await auditOf("erasure.requested")).filter((row) => row.subject_id === contactId)).toHaveLength(1);
    expect((await auditOf("erasure.finished")).filter((row) => row.subject_id === id)).toHaveLength(1);
  });

  it("is listed with its progress, page by page", async () => {
    const first = await begin();
    const second = await begin();
    const ids = [(await erase(admin, first.contactId)).id, (await erase(admin, second.contactId)).id];
    const page = async (query: string) => {
      const answer = await call(`/api/v1/privacy-requests?${query}`, { headers: { cookie: admin } });
      return privacyRequestPage.parse(await answer.json());
    };
    const newest = await page("kind=erasure&limit=1");
    expect(newest.items.map(({ id }) => id)).toEqual([ids[1]]);
    const next = await page(`kind=erasure&limit=1&cursor=${newest.nextCursor}`);
    expect(next.items.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await page(`contactId=${first.contactId}`)).items.map(({ id }) => id)).toEqual([ids[0]]);
    const bad = await call("/api/v1/privacy-requests?cursor=nonsense", { headers: { cookie: admin } });
    expect(bad.status).toBe(400);
  });
});

describe("interrupted", () => {
  it("goes on when its job was lost, wherever that was", async () => {
    const { contactId, conversationId } = await begin();
    await indexed(conversationId);
    // The first step breaks after the actor is erased, and no job follows.
    const lost = vi.spyOn(steps, "cleanConversations").mockRejectedValue(new Error("lost"));
    const { id } = privacyRequest.parse(await (await askErasure(admin, contactId)).json());
    await until(
      () => (lost.mock.calls.length > 0 ? true : undefined),
      () => "the step that breaks",
      10_000,
    );
    const stuck = await until(
      async () => {
        const request = await readRequest(admin, id);
        return request.failure === undefined ? undefined : request;
      },
      () => "the failure",
    );
    expect(stuck).toMatchObject({ status: "running", failure: "broken", progress: { done: 0 } });
    lost.mockRestore();
    await env.DB.prepare("UPDATE privacy_requests SET next_attempt_at_ms = 0 WHERE id = ?").bind(id).run();
    await sweepRequests(env, Date.now());
    await settled(admin, id);
    expect(await rows("SELECT 1 FROM conversations WHERE id = ?", conversationId)).toEqual([]);
  });

  it("tells a person after several failures, goes on being tried, and can be retried at once", async () => {
    const { contactId } = await begin();
    const broken = vi.spyOn(steps, "cleanConversations").mockRejectedValue(new Error("lost"));
    const { id } = privacyRequest.parse(await (await askErasure(admin, contactId)).json());
    const retry = () => post(`/api/v1/privacy-requests/${id}/retry`, {}, { cookie: admin, origin: ORIGIN });
    expect((await retry()).status).toBe(409);
    await until(
      async () => {
        await env.DB.prepare(
          "UPDATE privacy_requests SET next_attempt_at_ms = 0, attempts = max(attempts, 4) WHERE id = ?",
        )
          .bind(id)
          .run();
        await sweepRequests(env, Date.now());
        await new Promise((resolve) => setTimeout(resolve, 300));
        return (await readRequest(admin, id)).status === "failed" ? true : undefined;
      },
      () => "the failure",
      12_000,
    );
    broken.mockRestore();
    expect((await retry()).status).toBe(200);
    await settled(admin, id);
  });

  it("finds its conversations in the ledger when the database has forgotten them", async () => {
    const { contactId, conversationId } = await begin();
    const done = await erase(admin, contactId);
    const entry = await ledgerOf(env).read(done.id);
    expect(entry?.conversationIds).toEqual([conversationId]);
  });
});

describe("one person with a history", () => {
  it("is erased with the guests who joined them; a guest who has joined is nobody to erase", async () => {
    const [secret = new Uint8Array()] = await goodIdentitySecrets(db, secretsOf(env).keyRing, "web", Date.now());
    const identifier = "customer-joined";
    const proof = { identifier, identifierHash: identifierHash(secret, identifier) };
    const guest = await begin("as a guest");
    const joined = await post(
      "/api/v1/widget/sessions",
      { inboxId: "web", ...proof },
      { authorization: `Bearer ${guest.token}` },
    );
    const { contactId } = await joined.json<{ contactId: string }>();
    expect(contactId).not.toBe(guest.contactId);
    expect(await rows("SELECT joined_into FROM contacts WHERE id = ?", guest.contactId)).toEqual([
      { joined_into: contactId },
    ]);
    expect((await askErasure(admin, guest.contactId)).status).toBe(404);
    const done = await erase(admin, contactId);
    expect(done.progress).toEqual({ done: 3, total: 3 });
    expect((await ledgerOf(env).read(done.id))?.contactIds).toEqual([contactId, guest.contactId]);
    expect(await conversationAddress(env, guest.conversationId).summary()).toBeUndefined();
    expect(await rows("SELECT 1 FROM contact_networks WHERE contact_id = ?", contactId)).toEqual([]);
  });
});

describe("of whoever is nobody any more", () => {
  const nobody: [string, string][] = [
    ["is being erased", "erasure_id"],
    ["joined another", "joined_into"],
  ];
  it.each(nobody)("because they are one who %s, nothing more is kept by what was under way", async (_, column) => {
    const { keyRing, blindIndexKeys } = secretsOf(env);
    const { contactId } = await beginSession();
    await env.DB.prepare(`UPDATE contacts SET ${column} = 'somebody' WHERE id = ?`).bind(contactId).run();
    const nowMs = Date.now();
    const who = { contactId, inboxId: "web" };
    await noteNetworks(db, blindIndexKeys, contactId, "100.64.1.2", nowMs);
    const block = { target: { kind: "contact", ...who }, reason: "late", expiresAtMs: undefined } as const;
    expect(await createBlock(db, keyRing, block, SYSTEM_AUDITOR, nowMs)).toBeUndefined();
    const answer = { ...who, purpose: "quality", version: 1, given: true } as const;
    expect(await noteAnswer(db, answer, nowMs)).toBeUndefined();
    for (const table of ["contact_networks", "blocks", "consents"])
      expect(await rows(`SELECT 1 FROM ${table} WHERE contact_id = ?`, contactId)).toEqual([]);
    expect(await rows("SELECT 1 FROM data_keys WHERE kind = 'block'")).toEqual([]);
  });

  it("no agent finds anything to block", async () => {
    const { contactId } = await begin();
    await env.DB.prepare("UPDATE contacts SET erasure_id = 'somebody' WHERE id = ?").bind(contactId).run();
    const answer = await post(`/api/v1/contacts/${contactId}/blocks`, {}, { cookie: agent, origin: ORIGIN });
    expect(answer.status).toBe(404);
  });
});

describe("the audit log", () => {
  it("hears what was done with a conversation, though it was erased before it was told", async () => {
    const { contactId, conversationId } = await begin();
    const { Effects } = await import("#worker/effects");
    const away = vi.spyOn(Effects.prototype, "recordAudit").mockRejectedValue(new Error("away"));
    expect((await act(agent, conversationId, "accept")).status).toBe(200);
    await until(
      () => (away.mock.calls.length > 0 ? true : undefined),
      () => "the first try",
    );
    await erase(admin, contactId);
    away.mockRestore();
    await until(
      async () => {
        await runDurableObjectAlarm(conversationStub(conversationId));
        const told = await auditOf("conversation.assigned");
        return told.some((row) => row.subject_id === conversationId) ? true : undefined;
      },
      () => "the entry",
      15_000,
    );
  });
});
