import { env } from "cloudflare:workers";
import { createHmac } from "node:crypto";
import { sign } from "hono/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { readContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { CUSTOMER_TOKEN_RENEWABLE_MS, CUSTOMER_TOKEN_TTL_MS, mintCustomerToken } from "#domain/identity/customer-token";
import { identifierHash } from "#domain/identity/identifier-hash";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import { problem, widgetSession } from "#protocol/http";
import type { Login } from "#scripts/seed/seed";
import { beginSession, call, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN, signIn } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";

const SESSIONS = "/api/v1/widget/sessions";
const db = database(env.DB);
const { keyRing } = secretsOf(env);
let logins: readonly Login[];
let inboxSecret: Uint8Array;

beforeAll(async () => {
  ({ logins } = await openShop());
  [inboxSecret = new Uint8Array()] = await goodIdentitySecrets(db, keyRing, "web", Date.now());
});

async function codeOf(answer: Response): Promise<string> {
  return problem.parse(await answer.json()).code;
}

function bearer(token: string) {
  return { authorization: `Bearer ${token}` };
}

/** An answer to this token at a door that only customers pass. */
function withToken(token: string): Promise<Response> {
  return post(SESSIONS, { inboxId: "web" }, bearer(token));
}

describe("a guest", () => {
  it("gets a token for an hour, scoped to a contact of their own", async () => {
    const before = Date.now();
    const answer = await post(SESSIONS, { inboxId: "web", locale: "zh-CN", name: "小林", email: "lin@mail.example" });
    expect(answer.status).toBe(201);
    const session = widgetSession.parse(await answer.json());
    expect(session.expiresAtMs).toBeGreaterThan(before + CUSTOMER_TOKEN_TTL_MS - 2_000);
    expect(session.expiresAtMs).toBeLessThanOrEqual(Date.now() + CUSTOMER_TOKEN_TTL_MS);
    expect(await readContact(db, keyRing, session.contactId)).toMatchObject({
      inboxId: "web",
      locale: "zh-CN",
      name: "小林",
      email: "lin@mail.example",
    });
    expect((await beginSession()).contactId).not.toBe(session.contactId);
  });

  it("leaves no name, email or identifier in the database that could be read there", async () => {
    const details = { name: "Ottoline Plainly", email: "ottoline@mail.example", identifier: "customer-4711" };
    await beginSession({ ...details, identifierHash: identifierHash(inboxSecret, details.identifier) });
    const { results } = await env.DB.prepare("SELECT * FROM contacts").all();
    const rows = results.map((row) =>
      Object.values(row).map((value) => (Array.isArray(value) ? Buffer.from(value).toString("latin1") : value)),
    );
    const stored = JSON.stringify(rows);
    expect(rows.length).toBeGreaterThan(0);
    for (const secret of Object.values(details)) expect(stored).not.toContain(secret);
  });

  it("needs an inbox that is there", async () => {
    const answer = await post(SESSIONS, { inboxId: "nowhere" });
    expect([answer.status, await codeOf(answer)]).toEqual([404, "not_found"]);
  });
});

describe("an identified customer", () => {
  const identify = (identifier: string, more: object = {}) => ({
    inboxId: "web",
    identifier,
    identifierHash: createHmac("sha256", inboxSecret).update(identifier).digest("hex"),
    ...more,
  });

  it("is the same contact every time", async () => {
    const first = await beginSession(identify("user-1", { name: "Ann" }));
    const second = await beginSession(identify("user-1"));
    expect(second.contactId).toBe(first.contactId);
    expect((await beginSession(identify("user-2"))).contactId).not.toBe(first.contactId);
    expect(await readContact(db, keyRing, first.contactId)).toMatchObject({ name: "Ann", identifier: "user-1" });
  });

  it("is one contact even when ten pages open at once", async () => {
    const sessions = await Promise.all(Array.from({ length: 10 }, () => beginSession(identify("in-a-hurry"))));
    expect(new Set(sessions.map((session) => session.contactId)).size).toBe(1);
  });

  it("has whatever name the shop says last", async () => {
    const { contactId } = await beginSession(identify("user-3", { name: "Before", email: "a@mail.example" }));
    await beginSession(identify("user-3", { name: "之后" }));
    expect(await readContact(db, keyRing, contactId)).toMatchObject({ name: "之后", email: "a@mail.example" });
  });

  it.each([
    ["no hash", { identifier: "user-1" }],
    ["a hash of nothing", { identifierHash: "0".repeat(64) }],
    [
      "somebody else's hash",
      {
        identifier: "user-1",
        get identifierHash() {
          return identifierHash(inboxSecret, "user-2");
        },
      },
    ],
    [
      "a hash with another secret",
      { identifier: "user-1", identifierHash: identifierHash(new Uint8Array(32), "user-1") },
    ],
  ])("is nobody with %s", async (_name, claim) => {
    const answer = await post(SESSIONS, { inboxId: "web", ...claim });
    expect([answer.status, await codeOf(answer)]).toEqual([403, "forbidden"]);
  });

  it("goes on as themselves when they sign in at the shop after having written as a guest", async () => {
    const guest = await beginSession();
    const answer = await post(SESSIONS, identify("user-4"), bearer(guest.token));
    const known = widgetSession.parse(await answer.json());
    expect(known.contactId).not.toBe(guest.contactId);
    expect(known.contactId).toBe((await beginSession(identify("user-4"))).contactId);
  });
});

describe("renewing", () => {
  const aged = async (contactId: string, ageMs: number) =>
    mintCustomerToken(
      env.CUSTOMER_TOKEN_SECRET,
      { contactId, inboxId: "web", sessionId: "01900000-0000-7000-8000-000000000001" },
      Date.now() - ageMs,
    );

  it("stays with the contact, while the token is good and after it expired", async () => {
    const { contactId, token } = await beginSession({ name: "Ann" });
    const expired = await aged(contactId, CUSTOMER_TOKEN_TTL_MS + 60_000);
    for (const old of [token, expired.token]) {
      const renewed = widgetSession.parse(await (await withToken(old)).json());
      expect(renewed.contactId).toBe(contactId);
      expect(renewed.expiresAtMs).toBeGreaterThan(Date.now());
    }
  });

  it("ends after thirty days, and when the contact was erased", async () => {
    const { contactId } = await beginSession();
    expect((await withToken((await aged(contactId, CUSTOMER_TOKEN_RENEWABLE_MS + 1_000)).token)).status).toBe(401);
    await env.DB.prepare("DELETE FROM data_keys WHERE subject_id = ?").bind(contactId).run();
    expect((await withToken((await aged(contactId, 0)).token)).status).toBe(401);
  });

  it("is refused in another inbox", async () => {
    const { contactId } = await beginSession();
    const foreign = { contactId, inboxId: "elsewhere", sessionId: crypto.randomUUID() };
    const { token } = await mintCustomerToken(env.CUSTOMER_TOKEN_SECRET, foreign, Date.now());
    expect((await withToken(token)).status).toBe(401);
  });
});

describe("a token that is not ours", () => {
  it("opens nothing", async () => {
    const { token, contactId } = await beginSession();
    const [header = "", payload = "", signature = ""] = token.split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const none = encode({ alg: "none", typ: "JWT" });
    const forged = {
      "alg none": `${none}.${payload}.`,
      "alg none with the signature": `${none}.${payload}.${signature}`,
      "signed anew with another secret": await sign(claims, "another secret", "HS256"),
      "another algorithm, right secret": await sign(claims, env.CUSTOMER_TOKEN_SECRET, "HS512"),
      "another subject": `${header}.${encode({ ...claims, sub: crypto.randomUUID() })}.${signature}`,
      "a later end": `${header}.${encode({ ...claims, exp: claims.exp + 1 })}.${signature}`,
      "another audience": await sign({ ...claims, aud: "edgedesk.agent" }, env.CUSTOMER_TOKEN_SECRET, "HS256"),
      "another issuer": await sign({ ...claims, iss: "elsewhere" }, env.CUSTOMER_TOKEN_SECRET, "HS256"),
      "no subject": await sign({ ...claims, sub: undefined }, env.CUSTOMER_TOKEN_SECRET, "HS256"),
      "from the future": await sign({ ...claims, iat: claims.iat + 3_600 }, env.CUSTOMER_TOKEN_SECRET, "HS256"),
      "the secret's own session cookie": await sign({ sub: contactId }, env.AUTH_SECRET, "HS256"),
      nothing: "x",
    };
    for (const [name, candidate] of Object.entries(forged)) {
      expect([name, (await withToken(candidate)).status]).toEqual([name, 401]);
      const me = await call("/api/v1/me", { headers: bearer(candidate) });
      expect([name, me.status]).toEqual([name, 401]);
    }
    expect((await withToken(token)).status).toBe(201);
  });

  it("is not helped by a cookie that stands beside it", async () => {
    const cookie = await signIn(loginOf(logins, "admin"));
    expect((await call("/api/v1/me", { headers: { cookie, ...bearer("x") } })).status).toBe(401);
  });
});

describe("a shop's page", () => {
  it("may ask first and read the answers, if the inbox lets it in", async () => {
    const preflight = await call(SESSIONS, {
      method: "OPTIONS",
      headers: {
        origin: SHOP_ORIGIN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    expect(preflight.status).toBe(204);
    const answer = await post(SESSIONS, { inboxId: "web" }, { origin: SHOP_ORIGIN });
    expect(answer.status).toBe(201);
    for (const { headers } of [preflight, answer]) {
      expect(headers.get("access-control-allow-origin")).toBe(SHOP_ORIGIN);
      expect(headers.get("access-control-allow-credentials")).toBeNull();
      expect(headers.get("vary")).toContain("Origin");
    }
    expect(preflight.headers.get("access-control-allow-headers")).toBe("authorization, content-type");
  });

  it("reads refusals too", async () => {
    const answer = await post(SESSIONS, { inboxId: "web" }, { origin: SHOP_ORIGIN, ...bearer("x") });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([401, SHOP_ORIGIN]);
  });

  it.each(["https://evil.example", `${SHOP_ORIGIN}.evil.example`, "http://shop.example", "null"])(
    "gets nothing when it is %s but the word that it may not, whatever it holds",
    async (origin) => {
      const preflight = await call(SESSIONS, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, origin]);
      const { token } = await beginSession();
      const message = { clientId: "foreign-1", contentType: "text", content: "not to be written" };
      const refused = [
        await post(SESSIONS, { inboxId: "web" }, { origin }),
        await post("/api/v1/widget/conversations", message, { origin, ...bearer(token) }),
        await call("/api/v1/widget/conversations", { headers: { origin, ...bearer(token) } }),
      ];
      for (const answer of refused) {
        expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([403, origin]);
        expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
        expect(problem.parse(await answer.json()).code).toBe("forbidden");
      }
      const own = await call("/api/v1/widget/conversations", { headers: bearer(token) });
      expect(await own.json()).toMatchObject({ items: [] });
    },
  );

  it("of the desk itself needs no entry", async () => {
    expect((await post(SESSIONS, { inboxId: "web" }, { origin: ORIGIN })).status).toBe(201);
  });
});
