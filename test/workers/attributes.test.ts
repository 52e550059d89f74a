/** Details of customers in the shop's own words: whose word counts, who sees what, and that nothing of them rests in plain or is left. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_ATTRIBUTES } from "#protocol/constants";
import { contactAttributes, type ShownAttribute } from "#protocol/http-attributes";
import { privacyRequest } from "#protocol/http-privacy";
import { begin } from "#test/workers/begin";
import { dumpDatabase } from "#test/workers/dump";
import { bearer, identify } from "#test/workers/identified";
import { type Desk, openDesk, put, whenListed } from "#test/workers/labelling";
import { askExport, erase, settled } from "#test/workers/privacy-requests";
import { beginSession, call, post } from "#test/workers/shop";
import { auditOf, type Headers, verdictOf } from "#test/workers/staff";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

const say = (token: string, attributes: object) => put("/api/v1/widget/attributes", { attributes }, bearer(token));

/** A customer of whom staff may see a conversation. */
async function known(details: Record<string, unknown> = {}) {
  const begun = await begin("hello", details);
  await whenListed(desk, begun.conversationId, () => true);
  return begun;
}

async function shown(contactId: string, who: Headers = desk.agent): Promise<ShownAttribute[]> {
  const answer = await call(`/api/v1/contacts/${contactId}/attributes`, { headers: who });
  return contactAttributes.parse(await answer.json()).items;
}

const show = (contactId: string, key: string, who: Headers = desk.agent) =>
  post(`/api/v1/contacts/${contactId}/attributes/reveal`, { key }, who);

describe("what the page says", () => {
  it("is kept as the visitor's own word, changed and taken away", async () => {
    const { token, contactId } = await known();
    expect(await (await say(token, { plan: "gold 金牌", orders: 12, vip: true })).json()).toEqual({ done: true });
    await say(token, { orders: 13, vip: null });
    expect(await shown(contactId)).toEqual([
      { key: "orders", value: 13, verified: false },
      { key: "plan", value: "gold 金牌", verified: false },
    ]);
  });

  it("is all kept when it is said at once", async () => {
    const { token, contactId } = await known();
    const answers = await Promise.all([1, 2, 3].map((n) => say(token, { [`k${n}`]: n })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await shown(contactId)).map(({ key }) => key)).toEqual(["k1", "k2", "k3"]);
  });

  it.each([
    ["a key with capitals", { Plan: "x" }],
    ["a key that is too long", { ["k".repeat(41)]: "x" }],
    ["a text that is too long", { plan: "x".repeat(201) }],
    ["a list", { plan: ["x"] }],
    ["what is not finite", { plan: Number.POSITIVE_INFINITY }],
    ["too many at once", Object.fromEntries(Array.from({ length: MAX_ATTRIBUTES + 1 }, (_, n) => [`k${n}`, n]))],
  ])("is refused with %s, and nothing of it is kept", async (_what, attributes) => {
    const { token, contactId } = await known();
    // Infinity is null in JSON, which would take it away; what a program sends is a number too large.
    const body = JSON.stringify({ attributes: { good: 1, ...attributes } }).replace("null", "1e999");
    const headers = { "content-type": "application/json", ...bearer(token) };
    const answer = await call("/api/v1/widget/attributes", { method: "PUT", headers, body });
    expect(answer.status).toBe(400);
    expect(await shown(contactId)).toEqual([]);
  });

  it("is so many at most", async () => {
    const { token } = await known();
    await say(token, Object.fromEntries(Array.from({ length: MAX_ATTRIBUTES }, (_, n) => [`k${n}`, n])));
    expect(await verdictOf(await say(token, { more: 1 }))).toEqual([409, "too_many_attributes"]);
    expect((await say(token, { more: 1, k0: null })).status).toBe(200);
  });

  it("takes a session that still speaks for its customer", async () => {
    const { token } = await beginSession();
    expect((await say(token, { plan: "free" })).status).toBe(200);
    await identify("joined-with-attributes", token);
    expect(await verdictOf(await say(token, { plan: "gold" }))).toEqual([401, "unauthenticated"]);
    expect((await put("/api/v1/widget/attributes", { attributes: {} }, desk.agent)).status).toBe(403);
  });
});

describe("what the shop signed", () => {
  it("stands above what the page says, and an older token does not bring back what a newer one changed", async () => {
    const iat = Math.floor(Date.now() / 1_000);
    const first = await identify("vip-77", undefined, { iat: iat - 50, attributes: { tier: "silver", seats: 3 } });
    await identify("vip-77", undefined, { iat, attributes: { tier: "gold", seats: null } });
    await identify("vip-77", undefined, { iat: iat - 50, attributes: { tier: "silver", seats: 3 } });
    expect((await say(first.token, { tier: "platinum", note: "mine" })).status).toBe(200);
    const body = { clientId: "signed-1", contentType: "text", content: "hello" };
    const started = await post("/api/v1/widget/conversations", body, bearer(first.token));
    const { conversationId } = await started.json<{ conversationId: string }>();
    await whenListed(desk, conversationId, () => true);
    expect(await shown(first.contactId)).toEqual([
      { key: "note", value: "mine", verified: false },
      { key: "tier", value: "gold", verified: true },
    ]);
  });

  it("is no reason to doubt who somebody is where it cannot be kept", async () => {
    expect((await identify("odd-details", undefined, { attributes: { "Not A Key": [] } })).contactId).toBeTruthy();
  });
});

describe("staff", () => {
  it("see what looks personal masked, as text and as a number, and look at it one by one, noted", async () => {
    const { token, contactId } = await known();
    await say(token, { second_phone: "13800138000", number: 13800138000, mail: "me@mail.example", city: "Hangzhou" });
    const items = new Map((await shown(contactId)).map((item) => [item.key, item]));
    expect(items.get("city")).toEqual({ key: "city", value: "Hangzhou", verified: false });
    for (const key of ["second_phone", "number", "mail"]) {
      expect(items.get(key)?.masked).toBe(true);
      expect(String(items.get(key)?.value)).not.toMatch(/13800138000|me@mail/);
    }
    expect(await (await show(contactId, "number")).json()).toEqual({ key: "number", value: 13800138000 });
    const noted = await auditOf("personal.revealed");
    expect(noted.at(-1)).toMatchObject({ subject: `contact:${contactId}`, detail: { field: "attribute" } });
    const before = noted.length;
    // What hides nothing is no look worth noting.
    expect((await show(contactId, "city")).status).toBe(200);
    expect((await auditOf("personal.revealed")).length).toBe(before);
    expect((await show(contactId, "nothing")).status).toBe(404);
    expect((await show(contactId, "number", desk.qa)).status).toBe(403);
  });

  it("find those alone of whom they may see a conversation", async () => {
    const { token, contactId } = await beginSession();
    await say(token, { plan: "free" });
    expect((await call(`/api/v1/contacts/${contactId}/attributes`, { headers: desk.admin })).status).toBe(404);
    expect((await show(contactId, "plan", desk.admin)).status).toBe(404);
    expect((await call(`/api/v1/contacts/${contactId}/attributes`, { headers: bearer(token) })).status).toBe(403);
  });
});

describe("at rest", () => {
  const MARK = "zebraquill 蜡梅";

  async function rests(): Promise<boolean> {
    const dump = await dumpDatabase();
    const decoder = new TextDecoder();
    return Object.values(dump).some((rows) =>
      rows.some((row) =>
        Object.values(row).some((cell) =>
          (cell instanceof Uint8Array ? decoder.decode(cell) : String(cell)).includes("zebraquill"),
        ),
      ),
    );
  }

  it("nothing is in plain, an export has all of it, and an erasure leaves none", async () => {
    const { token, contactId } = await known({ name: "Somebody" });
    await say(token, { motto: MARK, level: 7 });
    expect(await rests()).toBe(false);

    const cookie = String(desk.admin.cookie);
    const { id } = privacyRequest.parse(await (await askExport(cookie, contactId)).json());
    await settled(cookie, id);
    const file = await call(`/api/v1/privacy-requests/${id}/file?format=json`, { headers: desk.admin });
    const text = await file.text();
    expect(text).toContain(MARK);
    expect(text).toContain('"holding":"attribute","key":"level","value":7,"saidBy":"visitor"');

    await erase(cookie, contactId);
    const left = await env.DB.prepare("SELECT count(*) AS n FROM contact_attributes WHERE contact_id = ?")
      .bind(contactId)
      .first<{ n: number }>();
    expect(left?.n).toBe(0);
    expect(await verdictOf(await say(token, { motto: MARK }))).toEqual([401, "unauthenticated"]);
  });

  it("nothing is left of a guest who turns out to be somebody", async () => {
    const { token, contactId } = await beginSession();
    await say(token, { plan: "free" });
    await identify("was-a-guest", token);
    const left = await env.DB.prepare("SELECT 1 FROM contact_attributes WHERE contact_id = ?").bind(contactId).first();
    expect(left).toBeNull();
  });
});
