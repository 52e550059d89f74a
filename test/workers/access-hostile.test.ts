/** Whatever a client sends, it gets a clear refusal with a code: never a crash, never a stack. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type AgentPrincipal, encodePrincipal, PRINCIPAL_HEADER } from "#domain/identity/principal";
import { MAX_FRAME_BYTES } from "#protocol/constants";
import { problem } from "#protocol/http";
import { beginSession, call, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN, signIn } from "#test/workers/shop";
import { routes } from "#worker/routes/index";

type Headers = Record<string, string>;
let asCustomer: Headers;
let asAdmin: Headers;
const logged: unknown[][] = [];

beforeAll(async () => {
  const { logins } = await openShop();
  asCustomer = { authorization: `Bearer ${(await beginSession()).token}` };
  asAdmin = { cookie: await signIn(loginOf(logins, "admin")), origin: ORIGIN };
  vi.spyOn(console, "error").mockImplementation((...line) => logged.push(line));
});
afterAll(() => vi.restoreAllMocks());

/** Asserts a refusal in its proper form, and returns its code. */
async function refusalOf(answer: Response): Promise<string> {
  const text = await answer.text();
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(text).not.toMatch(/\n\s+at |\.ts:\d|node_modules|SQLITE|D1_ERROR/);
  const body = problem.parse(JSON.parse(text));
  expect(body.status).toBe(answer.status);
  expect(body.requestId).toBe(answer.headers.get("x-request-id"));
  return body.code;
}

const withBody = routes.filter(({ operation }) => operation.body !== undefined);
const NO_CONVERSATION = "01900000-0000-7000-8000-000000000000";

function knock(path: string, credential: string, headers: Headers, body: BodyInit, method = "post"): Promise<Response> {
  const own = credential === "none" ? {} : credential === "customer" ? asCustomer : asAdmin;
  const init = { method: method.toUpperCase(), headers: { ...own, ...headers }, body };
  return call(path.replaceAll(/:\w+/g, NO_CONVERSATION), init);
}

const anyBody = fc.oneof(
  fc.json(),
  fc.string({ unit: "binary" }),
  fc.uint8Array({ maxLength: 200 }),
  // Nearly right: real keys with values of any kind.
  fc
    .dictionary(
      fc.constantFrom(
        ...["inboxId", "email", "password", "clientId", "content", "contentType", "identifier", "identifierHash"],
        ...["agentId", "teamId", "reason", "untilMs", "attachmentIds", "name", "locale", "__proto__", "constructor"],
      ),
      fc.oneof(fc.jsonValue(), fc.constantFrom<fc.JsonValue>("web", "a", "\u0000", "\ud800", -1, 1e308, [[[]]])),
    )
    .map((object) => JSON.stringify(object)),
);

describe("bodies", () => {
  it.each(withBody.map((route) => [route.operation.path, route] as const))(
    "of any kind never break %s",
    async (path, { operation }) => {
      const isSignIn = path.includes("sign-in");
      await fc.assert(
        fc.asyncProperty(
          anyBody,
          fc.constantFrom("application/json", "text/plain", "multipart/form-data", ""),
          async (body, type) => {
            const answer = await knock(
              path,
              operation.credential,
              { "content-type": type },
              body as BodyInit,
              operation.method,
            );
            expect(answer.status).not.toBe(500);
            if (answer.ok) await answer.body?.cancel();
            else expect(await refusalOf(answer)).not.toBe("unavailable");
          },
        ),
        // A request of an agent's costs a query first, a well-formed sign-in a tenth of a second of scrypt.
        { numRuns: operation.credential === "agent" || isSignIn ? 150 : 500 },
      );
    },
  );

  it.each(withBody.map((route) => [route.operation.path, route] as const))(
    "over the limit are refused by %s before they are read",
    async (path, { operation }) => {
      const type = { "content-type": "application/json" };
      const large = JSON.stringify({ content: "x".repeat(MAX_FRAME_BYTES) });
      const answer = await knock(path, operation.credential, type, large, operation.method);
      expect([answer.status, await refusalOf(answer)]).toEqual([413, "too_large"]);
    },
  );

  it("that never end are cut off", async () => {
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(16_384)) });
    const answer = await knock("/api/v1/widget/sessions", "none", { "content-type": "application/json" }, endless);
    expect([answer.status, await refusalOf(answer)]).toEqual([413, "too_large"]);
  });

  it("are not looked at before the permission is there", async () => {
    for (const { operation } of withBody.filter((route) => route.permission !== "public")) {
      const method = operation.method.toUpperCase();
      const answer = await call(operation.path.replaceAll(/:\w+/g, NO_CONVERSATION), { method, body: "{" });
      expect([operation.path, answer.status]).toEqual([operation.path, 401]);
    }
  });
});

describe("paths, queries and headers", () => {
  it("of any kind get an answer in its proper form", async () => {
    const path = fc.oneof(
      fc.webPath(),
      fc.string().map((text) => `/${encodeURIComponent(text)}`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("/api/v1", "/api/v1/conversations", "/api/auth", "/api/v1/widget"),
        path,
        fc.webQueryParameters(),
        fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"),
        async (base, rest, query, method) => {
          const answer = await call(`${base}${rest}?${query}`, { method, headers: asAdmin });
          expect(answer.status).not.toBe(500);
          if (answer.ok) await answer.body?.cancel();
          else expect(await refusalOf(answer)).not.toBe("unavailable");
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("with queries that mean nothing are malformed", async () => {
    for (const query of [
      "",
      "view=nobody",
      "view=all&limit=0",
      "view=all&limit=1e3",
      "view=all&limit=x",
      "view=all&cursor=%00",
    ]) {
      const answer = await call(`/api/v1/conversations?${query}`, { headers: asAdmin });
      expect([query, answer.status, await refusalOf(answer)]).toEqual([query, 400, "bad_frame"]);
    }
  });

  it("with a method that is not offered find nothing", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "POST"]) {
      const answer = await call("/api/v1/me", { method, headers: asAdmin });
      expect([method, answer.status, await refusalOf(answer)]).toEqual([method, 404, "not_found"]);
    }
  });

  it("with credentials of any kind are nobody's", async () => {
    const value = fc.string({ unit: fc.constantFrom(..."abcXYZ019.-_=~ ,;%/+"), maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        const asBearer = await call("/api/v1/widget/conversations", { headers: { authorization: `Bearer ${text}` } });
        const asCookie = await call("/api/v1/me", { headers: { cookie: `__Host-edgedesk.session_token=${text}` } });
        for (const answer of [asBearer, asCookie]) {
          expect([answer.status, await refusalOf(answer)]).toEqual([401, "unauthenticated"]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("with a principal of their own making are still nobody", async () => {
    const admin: AgentPrincipal = {
      type: "agent",
      id: "x",
      name: "x",
      role: "admin",
      teamIds: [],
      sessionId: "x",
      expiresAtMs: 9e15,
    };
    const headers = { [PRINCIPAL_HEADER]: encodePrincipal(admin) };
    expect((await call("/api/v1/me", { headers })).status).toBe(401);
  });
});

describe("upgrades", () => {
  const upgrade = (path: string, headers: Headers) =>
    call(path, { headers: { upgrade: "websocket", "sec-websocket-protocol": "edgedesk.v1", ...headers } });
  const conversation = `/api/v1/conversations/${NO_CONVERSATION}/socket`;
  const token = () => asCustomer.authorization?.slice("Bearer ".length) ?? "";
  const bearer = (value: string) => ({ "sec-websocket-protocol": `edgedesk.v1, bearer.${value}` });

  it.each([
    ["no credential", 401, () => ({})],
    ["a token that is not ours", 401, () => bearer("x.y.z")],
    ["a conversation that is not there", 404, () => bearer(token())],
    ["a cookie from a foreign page", 403, () => ({ ...asAdmin, origin: "https://evil.example" })],
    ["a cookie from no page", 403, () => ({ cookie: asAdmin.cookie ?? "" })],
    ["a cookie from a page of null", 403, () => ({ ...asAdmin, origin: "null" })],
    ["a cookie from our own page", 404, () => asAdmin],
    ["a cookie from the inbox's own shop", 404, () => ({ ...asAdmin, origin: SHOP_ORIGIN })],
    ["another version", 426, () => ({ ...asAdmin, "sec-websocket-protocol": "edgedesk.v2" })],
    ["a token and no version", 426, () => ({ "sec-websocket-protocol": `bearer.${token()}` })],
    ["no upgrade at all", 426, () => ({ ...asAdmin, upgrade: "" })],
  ])("with %s answer %i", async (_name, status, headers) => {
    const answer = await upgrade(conversation, headers());
    expect(answer.status).toBe(status);
    await refusalOf(answer);
  });

  it("of a feed are for staff, and for our own pages alone", async () => {
    const feed = "/api/v1/agent/socket";
    expect((await upgrade(feed, bearer(token()))).status).toBe(403);
    expect((await upgrade(feed, { ...asAdmin, origin: SHOP_ORIGIN })).status).toBe(403);
    expect((await upgrade(feed, asAdmin)).status).toBe(101);
  });
});

describe("what is broken on our side", () => {
  it("is told without a word of why, and logged without a word of whom", async () => {
    logged.length = 0;
    await env.DB.exec("ALTER TABLE teams RENAME TO gone");
    const answer = await call("/api/v1/teams?secret=Ottoline", { headers: asAdmin });
    await env.DB.exec("ALTER TABLE gone RENAME TO teams");
    expect([answer.status, await refusalOf(answer)]).toEqual([503, "unavailable"]);
    const [line = ""] = logged.map(([text]) => String(text));
    expect(JSON.parse(line)).toMatchObject({ event: "broken", requestId: answer.headers.get("x-request-id") });
    expect(line).not.toMatch(/Ottoline|select/i);
  });
});

describe("answers", () => {
  it("tell browsers what they may not do with them", async () => {
    for (const path of ["/api/v1/openapi.json", "/api/v1/me", "/nothing/here"]) {
      const { headers } = await call(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("strict-transport-security")).toContain("max-age=");
    }
    expect((await post("/api/v1/widget/sessions", { inboxId: "web" })).headers.get("cache-control")).toBe("no-store");
  });
});
