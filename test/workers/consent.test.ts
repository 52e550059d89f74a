/** Consent texts are published by version and never changed; customers answer the present one, and may take it back. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { problem } from "#protocol/http";
import { askedConsentList, consentText, ownConsent, ownConsentList, privacySettings } from "#protocol/http-privacy";
import type { Login } from "#scripts/seed/seed";
import { auditOf, erase } from "#test/workers/privacy-requests";
import { beginSession, call, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN, signIn } from "#test/workers/shop";

let logins: readonly Login[];
let admin: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
});

const TEXTS = {
  en: { title: "Quality", body: "May we read your conversations to get better?" },
  "zh-CN": { title: "服务质量", body: "为改进服务，我们可以查阅您的会话吗？" },
};

function publish(body: object, cookie = admin, inbox = "web"): Promise<Response> {
  return post(`/api/v1/inboxes/${inbox}/consent-texts`, body, { cookie, origin: ORIGIN });
}

function give(token: string, body: object): Promise<Response> {
  return post("/api/v1/widget/consents", body, { authorization: `Bearer ${token}` });
}

async function own(token: string) {
  const answer = await call("/api/v1/widget/consents", { headers: { authorization: `Bearer ${token}` } });
  return ownConsentList.parse(await answer.json()).items;
}

async function asked(inboxId = "web", headers: Record<string, string> = {}) {
  const answer = await call(`/api/v1/widget/consent-texts?inboxId=${inboxId}`, { headers });
  return askedConsentList.parse(await answer.json()).items;
}

describe("texts", () => {
  it("are published by version, each once and never changed", async () => {
    expect(await asked()).toEqual([]);
    const first = await publish({ purpose: "quality", basedOnVersion: 0, texts: TEXTS });
    expect([first.status, consentText.parse(await first.json()).version]).toEqual([201, 1]);
    const answers = await Promise.all([
      publish({ purpose: "quality", basedOnVersion: 1, texts: { ...TEXTS, en: { title: "A", body: "a" } } }),
      publish({ purpose: "quality", basedOnVersion: 1, texts: { ...TEXTS, en: { title: "B", body: "b" } } }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const late = await publish({ purpose: "quality", basedOnVersion: 0, texts: TEXTS });
    expect([late.status, problem.parse(await late.json()).reason]).toEqual([409, "changed_meanwhile"]);
    const settings = await call("/api/v1/privacy/settings", { headers: { cookie: admin } });
    const [inbox] = privacySettings.parse(await settings.json()).inboxes;
    expect(inbox?.consentTexts.map(({ version }) => version)).toEqual([2, 1]);
    expect(inbox?.consentTexts[1]?.texts).toEqual(TEXTS);
    expect(await auditOf("consentText.published")).toHaveLength(2);
  });

  it("are for those who may, in both languages, of a bounded size", async () => {
    const body = { purpose: "recommendations", basedOnVersion: 0, texts: TEXTS };
    expect((await publish(body, await signIn(loginOf(logins, "supervisor")))).status).toBe(403);
    expect((await publish(body, admin, "elsewhere")).status).toBe(404);
    expect((await publish({ ...body, texts: { en: TEXTS.en } })).status).toBe(400);
    expect((await publish({ ...body, purpose: "everything" })).status).toBe(400);
    expect((await publish({ ...body, basedOnVersion: -1 })).status).toBe(400);
    const long = { ...TEXTS, en: { title: "x", body: "x".repeat(1_001) } };
    expect((await publish({ ...body, texts: long })).status).toBe(400);
    expect((await publish({ purpose: "recommendations", basedOnVersion: 0 })).status).toBe(400);
  });

  it("are shown before there is a session, on the shop's pages too; an unknown inbox asks nothing", async () => {
    expect((await asked()).map(({ purpose, version }) => [purpose, version])).toEqual([["quality", 2]]);
    expect(await asked("elsewhere")).toEqual([]);
    const shop = await call("/api/v1/widget/consent-texts?inboxId=web", { headers: { origin: SHOP_ORIGIN } });
    expect(shop.headers.get("access-control-allow-origin")).toBe(SHOP_ORIGIN);
    expect((await call("/api/v1/widget/consent-texts")).status).toBe(400);
  });
});

describe("answers", () => {
  it("are kept by version, the last one counts, and the same one is noted once", async () => {
    const { token, contactId } = await beginSession();
    expect(await own(token)).toMatchObject([{ purpose: "quality", version: 2 }]);
    const given = await give(token, { purpose: "quality", version: 2, given: true });
    expect([given.status, ownConsent.parse(await given.json()).answer]).toMatchObject([
      201,
      { version: 2, given: true },
    ]);
    expect((await give(token, { purpose: "quality", version: 2, given: true })).status).toBe(200);
    expect((await give(token, { purpose: "quality", version: 2, given: false })).status).toBe(201);
    expect((await own(token))[0]?.answer).toMatchObject({ version: 2, given: false });
    const kept = await env.DB.prepare("SELECT given FROM consents WHERE contact_id = ? ORDER BY id")
      .bind(contactId)
      .all();
    expect(kept.results).toEqual([{ given: 1 }, { given: 0 }]);
  });

  it("to a version that is not the present one, or to what is not asked, are none", async () => {
    const { token } = await beginSession();
    const old = await give(token, { purpose: "quality", version: 1, given: true });
    expect([old.status, problem.parse(await old.json()).reason]).toEqual([409, "changed_meanwhile"]);
    expect((await give(token, { purpose: "quality", version: 3, given: true })).status).toBe(409);
    expect((await give(token, { purpose: "recommendations", version: 1, given: true })).status).toBe(404);
    expect((await give(token, { purpose: "quality", version: 2 })).status).toBe(400);
    expect((await give("nonsense", { purpose: "quality", version: 2, given: true })).status).toBe(401);
    expect(await own(token)).toEqual([expect.not.objectContaining({ answer: expect.anything() })]);
  });

  it("to information can only be that it was read", async () => {
    await publish({ purpose: "service", basedOnVersion: 0, texts: TEXTS });
    const { token } = await beginSession();
    expect((await give(token, { purpose: "service", version: 1, given: false })).status).toBe(400);
    expect((await give(token, { purpose: "service", version: 1, given: true })).status).toBe(201);
  });

  it("are asked for again with a new version, and not at all once it is withdrawn", async () => {
    const { token } = await beginSession();
    await give(token, { purpose: "service", version: 1, given: true });
    await publish({ purpose: "service", basedOnVersion: 1, texts: TEXTS });
    expect((await own(token)).find(({ purpose }) => purpose === "service")).toMatchObject({
      version: 2,
      answer: { version: 1, given: true },
    });
    expect((await publish({ purpose: "service", basedOnVersion: 2 })).status).toBe(201);
    expect((await own(token)).map(({ purpose }) => purpose)).toEqual(["quality"]);
    expect((await publish({ purpose: "service", basedOnVersion: 3, texts: TEXTS })).status).toBe(201);
  });

  it("of an erased customer are gone, and take no more", async () => {
    const { token, contactId } = await beginSession();
    await give(token, { purpose: "quality", version: 2, given: true });
    await erase(admin, contactId);
    expect((await give(token, { purpose: "quality", version: 2, given: false })).status).toBe(401);
    const kept = await env.DB.prepare("SELECT 1 FROM consents WHERE contact_id = ?").bind(contactId).all();
    expect(kept.results).toEqual([]);
  });
});
