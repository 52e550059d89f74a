/** Retention erases what has been over for long enough, and nothing that is alive. */

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { database } from "#domain/database";
import { claimIdleGuests } from "#domain/rights/retention";
import { problem } from "#protocol/http";
import { privacyRequestPage, retentionPreview, retentionRule } from "#protocol/http-privacy";
import { newId } from "#protocol/ids";
import type { Login } from "#scripts/seed/seed";
import { begin, nextClientId } from "#test/workers/begin";
import { customerLine, until } from "#test/workers/line";
import { auditOf } from "#test/workers/privacy-requests";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { applyRetention } from "#worker/jobs/apply-retention";

// Each conversation that was resolved waits for the index to say so, some seconds apiece.
vi.setConfig({ testTimeout: 60_000 });

const DAY_MS = 24 * 60 * 60 * 1_000;
let logins: readonly Login[];
let admin: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
});
beforeEach(() => env.DB.prepare("DELETE FROM retention_rules").run());

const stub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));

function setRule(body: object, cookie = admin): Promise<Response> {
  return post("/api/v1/inboxes/web/retention", body, { cookie, origin: ORIGIN });
}

async function preview(kind: string, days: number): Promise<number> {
  const answer = await call(`/api/v1/inboxes/web/retention/preview?kind=${kind}&days=${days}`, {
    headers: { cookie: admin },
  });
  return retentionPreview.parse(await answer.json()).count;
}

async function isErased(conversationId: string): Promise<boolean> {
  const kept = await env.DB.prepare("SELECT 1 FROM data_keys WHERE subject_id = ?").bind(conversationId).all();
  return kept.results.length === 0;
}

/** A conversation that was resolved, so many days ago. */
async function resolvedAgo(days: number) {
  const begun = await begin();
  const { conversationId } = begun;
  await post(`/api/v1/conversations/${conversationId}/resolve`, {}, { cookie: admin, origin: ORIGIN });
  await until(
    async () => {
      const row = await env.DB.prepare("SELECT status FROM conversations WHERE id = ?").bind(conversationId).first();
      return row?.status === "resolved" ? true : undefined;
    },
    () => "the index",
  );
  const atMs = Date.now() - days * DAY_MS - 60_000;
  await runInDurableObject(stub(conversationId), (_, { storage: { sql } }) => {
    sql.exec("UPDATE messages SET created_at_ms = ?", atMs);
    sql.exec("UPDATE conversation SET created_at_ms = ?", atMs);
  });
  await evictDurableObject(stub(conversationId)).catch(() => undefined);
  await env.DB.prepare("UPDATE conversations SET last_activity_at_ms = ? WHERE id = ?")
    .bind(atMs, conversationId)
    .run();
  return begun;
}

async function erased(conversationId: string): Promise<void> {
  await until(
    async () => ((await isErased(conversationId)) ? true : undefined),
    () => "the erasure",
    10_000,
  );
}

describe("a rule", () => {
  it("is changed by whoever may, by the version they knew, and told in the audit log", async () => {
    const rule = { kind: "resolvedConversations", days: 30, version: 0 };
    expect((await setRule(rule, await signIn(loginOf(logins, "supervisor")))).status).toBe(403);
    const changed = await setRule(rule);
    expect([changed.status, retentionRule.parse(await changed.json())]).toEqual([200, { ...rule, version: 1 }]);
    const stale = await setRule({ ...rule, days: 1 });
    expect([stale.status, problem.parse(await stale.json()).reason]).toEqual([409, "changed_meanwhile"]);
    expect((await setRule({ ...rule, days: null, version: 1 })).status).toBe(200);
    for (const days of [0, -1, 1.5, 3_651, "30"])
      expect([days, (await setRule({ ...rule, days, version: 2 })).status]).toEqual([days, 400]);
    expect((await setRule({ ...rule, kind: "everything", version: 2 })).status).toBe(400);
    expect((await auditOf("retention.changed")).map(({ detail }) => JSON.parse(detail))).toEqual([
      { kind: "resolvedConversations", days: 30 },
      { kind: "resolvedConversations", days: "for ever" },
    ]);
  });
});

describe("conversations", () => {
  it("that were resolved for long enough are erased; the others and their customers stay", async () => {
    const [old, recent, open] = [await resolvedAgo(40), await resolvedAgo(20), await begin()];
    expect(await preview("resolvedConversations", 30)).toBe(1);
    await setRule({ kind: "resolvedConversations", days: 30, version: 0 });
    await applyRetention(env, Date.now());
    await erased(old.conversationId);
    expect([await isErased(recent.conversationId), await isErased(open.conversationId)]).toEqual([false, false]);
    // The customer is still there, and may begin anew.
    const auth = { authorization: `Bearer ${old.token}` };
    const body = { clientId: nextClientId(), contentType: "text", content: "hello again" };
    expect((await post("/api/v1/widget/conversations", body, auth)).status).toBe(201);
    const told = (await auditOf("retention.applied")).at(-1);
    expect(JSON.parse(told?.detail ?? "")).toMatchObject({ contacts: 0, conversations: 1 });
    const page = await call("/api/v1/privacy-requests?kind=retention", { headers: { cookie: admin } });
    expect(privacyRequestPage.parse(await page.json()).items[0]).toMatchObject({ requestedBy: "system" });
  });

  it("that came back to life unknown to the index are left alone, and the index corrected", async () => {
    const { conversationId, token } = await resolvedAgo(40);
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "still here" });
    await line.next("conversation.updated", ({ conversation }) => conversation.status === "open");
    const atMs = Date.now() - 40 * DAY_MS;
    const stale =
      "UPDATE conversations SET status = 'resolved', last_activity_at_ms = ?, projected_seq = 0 WHERE id = ?";
    await until(
      async () => {
        const row = await env.DB.prepare("SELECT status FROM conversations WHERE id = ?").bind(conversationId).first();
        return row?.status === "open" ? true : undefined;
      },
      () => "the index",
    );
    await env.DB.prepare(stale).bind(atMs, conversationId).run();
    await setRule({ kind: "resolvedConversations", days: 30, version: 0 });
    await applyRetention(env, Date.now());
    const row = await env.DB.prepare("SELECT status FROM conversations WHERE id = ?").bind(conversationId).first();
    expect(row?.status).toBe("open");
    expect(await isErased(conversationId)).toBe(false);
    expect(line.closedWith).toBeUndefined();
  });

  it("are erased once, whoever is at it at the same time", async () => {
    const { conversationId } = await resolvedAgo(40);
    await setRule({ kind: "resolvedConversations", days: 30, version: 0 });
    await Promise.all([applyRetention(env, Date.now()), applyRetention(env, Date.now())]);
    await erased(conversationId);
    const requests = await env.DB.prepare("SELECT status FROM privacy_requests WHERE kind = 'retention'").all();
    await until(
      async () => {
        const left = await env.DB.prepare(
          "SELECT 1 FROM privacy_requests WHERE kind = 'retention' AND status <> 'done'",
        ).all();
        return left.results.length === 0 ? true : undefined;
      },
      () => `all of ${requests.results.length} to be done`,
      10_000,
    );
  });

  it("of which one was lost between its claim and the ledger is taken up the next minute", async () => {
    const { conversationId } = await resolvedAgo(40);
    expect(await stub(conversationId).claimErasure(conversationId, Date.now() - 30 * DAY_MS)).toBe(true);
    expect(await stub(conversationId).summary()).toBeUndefined();
    await setRule({ kind: "resolvedConversations", days: 30, version: 0 });
    await applyRetention(env, Date.now());
    await erased(conversationId);
  });
});

describe("guests", () => {
  it("without a conversation are erased when they are old enough; those whom the shop knows, or who have one, are not", async () => {
    const [idle, busy, recent] = [await beginSession(), await begin(), await beginSession()];
    const atMs = Date.now() - 40 * DAY_MS;
    for (const id of [idle.contactId, busy.contactId])
      await env.DB.prepare("UPDATE contacts SET created_at_ms = ? WHERE id = ?").bind(atMs, id).run();
    expect(await preview("guestContacts", 30)).toBe(1);
    await setRule({ kind: "guestContacts", days: 30, version: 0 });
    await applyRetention(env, Date.now());
    await erased(idle.contactId);
    expect([await isErased(busy.contactId), await isErased(recent.contactId)]).toEqual([false, false]);
    // Who has the page open still begins anew, as somebody else.
    const auth = { authorization: `Bearer ${idle.token}` };
    expect((await post("/api/v1/widget/sessions", { inboxId: "web" }, auth)).status).toBe(401);
  });

  it("who all begin something at that moment are not erased, and nothing is left to be done about them", async () => {
    const { contactId, token } = await beginSession();
    await env.DB.prepare("UPDATE contacts SET created_at_ms = 1 WHERE id = ?").bind(contactId).run();
    const db = database(env.DB);
    const batch = db.batch.bind(db);
    vi.spyOn(db, "batch").mockImplementationOnce(async (statements) => {
      const first = { clientId: nextClientId(), contentType: "text", content: "just now" };
      await post("/api/v1/widget/conversations", first, { authorization: `Bearer ${token}` });
      return batch(statements);
    });
    const requestId = newId(Date.now());
    const guests = { requestId, inboxId: "web", beforeMs: 2, limit: 10 };
    expect(await claimIdleGuests(db, guests, Date.now())).toEqual([]);
    const made =
      "SELECT (SELECT count(*) FROM privacy_requests WHERE id = ?1) AS requests, (SELECT count(*) FROM audit_log WHERE detail LIKE '%' || ?1 || '%') AS told";
    expect(await env.DB.prepare(made).bind(requestId).first()).toEqual({ requests: 0, told: 0 });
  });
});
