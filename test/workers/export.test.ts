/** A customer's export: gathered in parts, sealed, had by whoever asked for it, and gone after a week or with the customer. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { problem } from "#protocol/http";
import { labelList } from "#protocol/http-labels";
import { type PrivacyRequest, privacyRequest } from "#protocol/http-privacy";
import { newId } from "#protocol/ids";
import type { Login } from "#scripts/seed/seed";
import { begin, nextClientId } from "#test/workers/begin";
import { identify } from "#test/workers/identified";
import { agentLine, customerLine, until } from "#test/workers/line";
import { askErasure, askExport, auditOf, erase, settled } from "#test/workers/privacy-requests";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import * as files from "#worker/adapters/files";
import { sweepRequests } from "#worker/jobs/privacy-request";

let logins: readonly Login[];
let admin: string;
let agent: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
  agent = await signIn(loginOf(logins, "agent"));
});
afterEach(() => vi.restoreAllMocks());

async function gather(contactId: string, cookie = admin): Promise<PrivacyRequest> {
  const { id } = privacyRequest.parse(await (await askExport(cookie, contactId)).json());
  return settled(cookie, id);
}

function download(id: string, query: string, cookie = admin): Promise<Response> {
  return call(`/api/v1/privacy-requests/${id}/file?${query}`, { headers: { cookie } });
}

describe("an export", () => {
  it("holds the contact, consents and conversations, notes marked and staff unnamed", async () => {
    const { contactId, conversationId } = await begin("包裹在哪里？", { name: "Ada", email: "ada@mail.example" });
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, { cookie: agent, origin: ORIGIN });
    const line = await agentLine(conversationId, agent);
    line.send({ type: "sync" });
    await line.next("sync.done");
    const say = (content: string, more: object = {}) =>
      line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content, ...more });
    say("On its way.");
    say("He sounds angry", { private: true });
    await line.next("message.created", ({ message }) => message.content === "He sounds angry");
    line.close();
    const done = await gather(contactId);
    expect(done).toMatchObject({ kind: "export", contactId, progress: { done: 1, total: 1 } });

    const answer = await download(done.id, "format=json");
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="export-${done.id}.json"`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const document = await answer.json<{ contact: object; conversations: { messages: object[] }[] }>();
    expect(document).toMatchObject({
      schema: "edgedesk.export/1",
      contact: { id: contactId, name: "Ada", email: "ada@mail.example" },
      conversations: [{ id: conversationId }],
    });
    expect(document.conversations[0]?.messages).toMatchObject([
      { from: { type: "contact" }, text: "包裹在哪里？" },
      { event: { key: "conversation.assigned" } },
      { from: { type: "agent", number: 1 }, text: "On its way." },
      { from: { type: "agent", number: 1 }, text: "He sounds angry", internal: true },
    ]);
    expect(JSON.stringify(document)).not.toContain(loginOf(logins, "agent").email);

    const page = await download(done.id, "format=html&locale=zh-CN");
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'.*sandbox/);
    expect(await page.text()).toContain("内部备注");
    expect((await auditOf("export.requested")).at(-1)).toMatchObject({ subject_id: contactId });
    expect((await auditOf("export.downloaded")).map(({ detail }) => detail)).toEqual([
      JSON.stringify({ request: done.id, format: "json" }),
      JSON.stringify({ request: done.id, format: "html" }),
    ]);
  });

  it("says what staff marked a conversation with: labels by their names, and how urgent it is", async () => {
    const { contactId, conversationId } = await begin("a broken lamp");
    const as = { cookie: agent, origin: ORIGIN };
    await post(`/api/v1/conversations/${conversationId}/label`, { add: ["refund", "damaged"] }, as);
    await post(`/api/v1/conversations/${conversationId}/prioritise`, { priority: "urgent" }, as);
    const plain = await begin("what time is it?");
    const known = labelList.parse(await (await call("/api/v1/labels", { headers: as })).json()).items;
    const names = known.filter(({ id }) => id === "refund" || id === "damaged").map(({ name }) => name);
    expect(names).toHaveLength(2);
    const done = await gather(contactId);
    const document = await (await download(done.id, "format=json")).json();
    expect(document).toMatchObject({ conversations: [{ id: conversationId, labels: names, priority: "urgent" }] });
    const [english, chinese] = await Promise.all(
      ["en", "zh-CN"].map(async (locale) => (await download(done.id, `format=html&locale=${locale}`)).text()),
    );
    expect(english).toContain(`<dt>Labels</dt><dd>${names.join(", ")}</dd><dt>Priority</dt><dd>Urgent</dd>`);
    expect(chinese).toContain(`<dt>标签</dt><dd>${names.join("、")}</dd><dt>优先级</dt><dd>紧急</dd>`);
    const unmarked = await gather(plain.contactId);
    expect(await (await download(unmarked.id, "format=json")).json()).toMatchObject({
      conversations: [{ labels: [], priority: "normal" }],
    });
  });

  it("of a huge conversation comes in parts, every message once and in order", async () => {
    const { contactId, conversationId, token } = await begin("0");
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    const messages = 1_100;
    for (let number = 1; number < messages; number += 1)
      line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: String(number) });
    await until(
      () =>
        line.frames.find((frame) => frame.type === "message.created" && frame.message.content === String(messages - 1)),
      () => "the last message",
      60_000,
    );
    line.close();
    const parts = vi.spyOn(files, "putPart");
    const done = await gather(contactId);
    expect(parts.mock.calls.length).toBeGreaterThan(1);
    const document = await (await download(done.id, "format=json")).json<{
      conversations: { messages: { text: string }[] }[];
    }>();
    const texts = document.conversations.flatMap((each) => each.messages.map(({ text }) => text));
    expect(texts).toEqual(Array.from({ length: messages }, (_, number) => String(number)));
  }, 120_000);

  it("holds what was kept of them as a guest, before the shop knew who they are", async () => {
    const guest = await begin("as a guest");
    const as = { cookie: admin, origin: ORIGIN };
    const blocked = await post(`/api/v1/contacts/${guest.contactId}/blocks`, { reason: "rude-heron" }, as);
    const [block] = (await blocked.json<{ items: { id: string }[] }>()).items;
    await post(`/api/v1/blocks/${block?.id}/lift`, {}, as);
    const answer = "INSERT INTO consents (id, contact_id, inbox_id, purpose, version, given, at_ms)";
    await env.DB.prepare(`${answer} VALUES ('as-guest', ?, 'web', 'quality', 7, 1, 1)`).bind(guest.contactId).run();
    const { contactId } = await identify("exported-after-joining", guest.token);
    const done = await gather(contactId);
    const document = await (await download(done.id, "format=json")).json();
    expect(document).toMatchObject({
      consents: [{ purpose: "quality", version: 7 }],
      holdings: expect.arrayContaining([expect.objectContaining({ holding: "block", reason: "rude-heron" })]),
      conversations: [{ id: guest.conversationId }],
    });
  });

  it("rests sealed", async () => {
    const { contactId } = await begin("marked-otter 水獭");
    const done = await gather(contactId);
    const { objects } = await env.FILES.list({ prefix: `exports/${contactId}/${done.id}/` });
    expect(objects).toHaveLength(1);
    const bytes = Buffer.from((await (await env.FILES.get(objects[0]?.key ?? ""))?.arrayBuffer()) ?? new ArrayBuffer());
    expect(bytes.length).toBeGreaterThan(200);
    for (const mark of ["marked-otter", "水獭", "conversation"]) expect(bytes.includes(mark)).toBe(false);
  });

  it("is for whoever asked for it, and for nobody without the permission", async () => {
    const { contactId } = await begin();
    expect((await askExport(agent, contactId)).status).toBe(403);
    expect((await askExport(admin, newId(1))).status).toBe(404);
    const done = await gather(contactId);
    expect((await download(done.id, "format=json", agent)).status).toBe(403);
    await env.DB.prepare("UPDATE privacy_requests SET requested_by = 'another' WHERE id = ?").bind(done.id).run();
    expect((await download(done.id, "format=json")).status).toBe(403);
    expect((await download(done.id, "format=pdf")).status).toBe(400);
    expect((await download(newId(1), "format=json")).status).toBe(404);
  });

  it("one at a time of one customer", async () => {
    const { contactId } = await begin();
    const answers = await Promise.all([askExport(admin, contactId), askExport(admin, contactId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it("is deleted after a week", async () => {
    const { contactId } = await begin();
    const done = await gather(contactId);
    const afterMs = Date.parse(done.expiresAt ?? "") + 1;
    expect(afterMs - Date.parse(done.finishedAt ?? "")).toBe(7 * 24 * 60 * 60 * 1_000 + 1);
    await sweepRequests(env, afterMs);
    expect((await settled(admin, done.id, "expired")).status).toBe("expired");
    expect((await env.FILES.list({ prefix: `exports/${contactId}/` })).objects).toEqual([]);
    expect((await download(done.id, "format=json")).status).toBe(404);
  });

  it("goes with its customer, and of one who is erased there is none", async () => {
    const { contactId } = await begin();
    const done = await gather(contactId);
    await erase(admin, contactId);
    expect((await env.FILES.list({ prefix: `exports/${contactId}/` })).objects).toEqual([]);
    const refused = await download(done.id, "format=json");
    expect([refused.status, problem.parse(await refused.json()).reason]).toEqual([404, "erased"]);
    const again = await askExport(admin, contactId);
    expect([again.status, problem.parse(await again.json()).reason]).toEqual([404, "erased"]);
  });

  it("ends when its customer is erased while it is gathered", async () => {
    const { contactId } = await begin();
    const answers = await Promise.all([askExport(admin, contactId), askErasure(admin, contactId)]);
    const [exported, erased] = await Promise.all(
      answers.map(async (answer) => privacyRequest.parse(await answer.json())),
    );
    await settled(admin, erased?.id ?? "");
    const end = await until(
      async () => {
        const answer = await call(`/api/v1/privacy-requests/${exported?.id}`, { headers: { cookie: admin } });
        const request = privacyRequest.parse(await answer.json());
        return request.status === "failed" || request.status === "done" ? request : undefined;
      },
      () => "the end of the export",
      10_000,
    );
    if (end.status === "failed") expect(end.failure).toBe("erased");
    expect((await env.FILES.list({ prefix: `exports/${contactId}/` })).objects).toEqual([]);
    expect((await download(end.id, "format=json")).status).toBeGreaterThanOrEqual(404);
  });
});
