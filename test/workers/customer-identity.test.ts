/** Who a customer is: what the shop proves counts, what merely comes along does not, and no session becomes another's. */
import { env } from "cloudflare:workers";
import { sign } from "hono/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { readContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { mintCustomerToken } from "#domain/identity/customer-token";
import { encodePrincipal, PRINCIPAL_HEADER } from "#domain/identity/principal";
import { problem, widgetSession } from "#protocol/http";
import { newId } from "#protocol/ids";
import { begin, nextClientId } from "#test/workers/begin";
import { bearer, hashOf, identify, identityToken, SESSIONS } from "#test/workers/identified";
import { upgrade } from "#test/workers/line";
import { beginSession, call, openShop, post } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";

const db = database(env.DB);
const { keyRing } = secretsOf(env);

beforeAll(async () => {
  await openShop();
});

async function refusalOf(answer: Response): Promise<[number, string | undefined]> {
  return [answer.status, problem.parse(await answer.json()).reason];
}

function ask(body: Record<string, unknown>, headers = {}): Promise<Response> {
  return post(SESSIONS, { inboxId: "web", ...body }, headers);
}

/** Every door of a customer, knocked at with this token. */
async function doorsOf(token: string, conversationId: string): Promise<number[]> {
  const first = { clientId: nextClientId(), contentType: "text", content: "let me in" };
  const answers = [
    await call("/api/v1/widget/conversations", { headers: bearer(token) }),
    await post("/api/v1/widget/conversations", first, bearer(token)),
    await call(`/api/v1/conversations/${conversationId}/messages`, { headers: bearer(token) }),
    await upgrade(`/api/v1/conversations/${conversationId}/socket`, {
      "sec-websocket-protocol": `edgedesk.v1, bearer.${token}`,
    }),
    await ask({}, bearer(token)),
  ];
  for (const answer of answers) await answer.body?.cancel();
  return answers.map(({ status }) => status);
}

describe("a signed token", () => {
  it("is the same contact as its hash, and the same every time", async () => {
    const first = await identify("user-1");
    const byHash = widgetSession.parse(
      await (await ask({ identifier: "user-1", identifierHash: await hashOf("user-1") })).json(),
    );
    expect(byHash.contactId).toBe(first.contactId);
    expect((await identify("user-1")).contactId).toBe(first.contactId);
    expect(await readContact(db, keyRing, first.contactId)).toMatchObject({ verified: true, identifier: "user-1" });
  });

  it("may come with the identifier and its hash, if they agree", async () => {
    const token = await identityToken("user-2");
    const agreeing = { identityToken: token, identifier: "user-2", identifierHash: await hashOf("user-2") };
    expect((await ask(agreeing)).status).toBe(201);
    expect((await ask({ identityToken: token, identifier: "user-2" })).status).toBe(201);
    for (const other of [
      { identifier: "user-3", identifierHash: await hashOf("user-3") },
      { identifier: "user-2", identifierHash: await hashOf("user-3") },
      { identifierHash: await hashOf("user-2") },
      { identifier: "user-3" },
    ]) {
      expect(await refusalOf(await ask({ identityToken: token, ...other }))).toEqual([403, "identity_not_verified"]);
    }
  });

  it("is refused when it is expired, foreign, forged or too long", async () => {
    const nowS = Math.floor(Date.now() / 1_000);
    const claims = { sub: "user-1", iat: nowS, exp: nowS + 300 };
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString("base64url")}`;
    const payload = Buffer.from(JSON.stringify(claims)).toString("base64url");
    const bad: Record<string, string> = {
      "of another inbox's secret": await sign(claims, "another secret", "HS256"),
      "of our own secret": await sign(claims, env.CUSTOMER_TOKEN_SECRET, "HS256"),
      "for another inbox": await identityToken("user-1", { aud: "elsewhere" }),
      unsigned: `${none}.${payload}.`,
      "a week long": await identityToken("user-1", { exp: nowS + 7 * 24 * 3_600 }),
      "not yet valid": await identityToken("user-1", { nbf: nowS + 3_600 }),
      "a customer's session": (await beginSession()).token,
      nothing: "x",
    };
    for (const [name, token] of Object.entries(bad)) {
      expect([name, await refusalOf(await ask({ identityToken: token }))]).toEqual([
        name,
        [403, "identity_not_verified"],
      ]);
    }
    const expired = await identityToken("user-1", { iat: nowS - 600, exp: nowS - 300 });
    expect(await refusalOf(await ask({ identityToken: expired }))).toEqual([403, "identity_expired"]);
    expect((await ask({ identityToken: "x".repeat(5_000) })).status).toBe(400);
  });

  it("opens, when it is replayed, a session of the same contact, and takes nothing back that was said since", async () => {
    const issuedS = Math.floor(Date.now() / 1_000) - 60;
    const old = await identityToken("user-4", { iat: issuedS, name: "Old Name" });
    const { contactId } = widgetSession.parse(await (await ask({ identityToken: old })).json());
    await identify("user-4", undefined, { name: "New Name" });
    expect((await (await ask({ identityToken: old })).json<{ contactId: string }>()).contactId).toBe(contactId);
    expect(await readContact(db, keyRing, contactId)).toMatchObject({ name: "New Name" });
  });

  it("is no session itself", async () => {
    const { conversationId } = await begin();
    expect(await doorsOf(await identityToken("user-1"), conversationId)).toEqual([401, 401, 401, 401, 401]);
  });
});

describe("names and emails", () => {
  it("beside a hash are the visitor's word, and never go over what the shop signed", async () => {
    const identifierHash = await hashOf("user-5");
    const said = { identifier: "user-5", identifierHash, name: "Ceo", email: "ceo@shop.example" };
    const { contactId } = await beginSession(said);
    expect(await readContact(db, keyRing, contactId)).toMatchObject({
      verified: true,
      name: "Ceo",
      detailsVerified: { name: false, email: false },
    });
    await identify("user-5", undefined, { name: "王小明" });
    await beginSession(said);
    await beginSession({ identityToken: await identityToken("user-5"), name: "Ceo again" });
    expect(await readContact(db, keyRing, contactId)).toMatchObject({
      name: "王小明",
      email: "ceo@shop.example",
      detailsVerified: { name: true, email: false },
    });
  });

  it("never make two contacts one", async () => {
    const victim = await identify("user-6", undefined, { name: "Ann", email: "ann@mail.example" });
    const details = { name: "Ann", email: "ann@mail.example" };
    expect((await beginSession(details)).contactId).not.toBe(victim.contactId);
    const identifierHash = await hashOf("user-7");
    const other = await beginSession({ ...details, identifier: "user-7", identifierHash });
    expect(other.contactId).not.toBe(victim.contactId);
  });
});

describe("a verified contact's session", () => {
  it("stays verified when it is renewed", async () => {
    const { token, contactId } = await identify("user-8");
    const renewed = widgetSession.parse(await (await ask({ name: "me" }, bearer(token))).json());
    expect(renewed.contactId).toBe(contactId);
    const { conversationId } = await beginAs(renewed.token);
    expect(await doorsOf(renewed.token, conversationId)).toEqual([200, 201, 200, 101, 201]);
  });

  it("is not what a guest's token opens, even one that names the contact", async () => {
    const { token, contactId } = await identify("user-9");
    const { conversationId } = await beginAs(token);
    const session = { contactId, inboxId: "web", sessionId: newId(Date.now()) };
    const downgraded = await mintCustomerToken(env.CUSTOMER_TOKEN_SECRET, session, Date.now());
    expect(await doorsOf(downgraded.token, conversationId)).toEqual([401, 401, 404, 404, 401]);
  });

  it("is not what a guest becomes by saying so", async () => {
    const guest = await begin();
    const session = { contactId: guest.contactId, inboxId: "web", sessionId: newId(Date.now()) };
    const upgraded = await mintCustomerToken(env.CUSTOMER_TOKEN_SECRET, { ...session, verified: true }, Date.now());
    expect(await doorsOf(upgraded.token, guest.conversationId)).toEqual([401, 401, 404, 404, 401]);
    // Headers under the name of ours never get further.
    const principal = { type: "contact", id: session.contactId, inboxId: "web", verified: true } as const;
    const claimed = encodePrincipal({ ...principal, sessionId: "s", expiresAtMs: 9e15 });
    for (const path of ["/api/v1/widget/conversations", `/api/v1/conversations/${guest.conversationId}/messages`]) {
      expect((await call(path, { headers: { [PRINCIPAL_HEADER]: claimed } })).status).toBe(401);
    }
  });
});

async function beginAs(token: string): Promise<{ conversationId: string }> {
  const first = { clientId: nextClientId(), contentType: "text", content: "在吗？" };
  const answer = await post("/api/v1/widget/conversations", first, bearer(token));
  return answer.json();
}
