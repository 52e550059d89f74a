/**
 * The permission matrix, first part: every registered route by everybody. What is expected comes from the table and the
 * declarations alone. Whoever is refused is refused by the running worker; for whoever is let in, the same door stands
 * before nothing, so that asking changes nothing and whatever is registered later can be asked as well.
 */
import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { AUTH_BASE_PATH, authEndpoints } from "#domain/identity/endpoints";
import { isPermitted, type Permission } from "#domain/identity/permissions";
import { operations } from "#protocol/http";
import type { Operation } from "#protocol/operation";
import { begin } from "#test/workers/begin";
import { customer, everyStaff, type Grants, staff } from "#test/workers/principals";
import { NO_ID, sample } from "#test/workers/sample";
import { beginSession, call, loginOf, ORIGIN, openShop, signIn } from "#test/workers/shop";
import { createApp } from "#worker/app";
import { defineRoute, type Route } from "#worker/define-route";
import { routes } from "#worker/routes/index";

type Credentials = Record<string, string>;
let asStaff: Credentials;
let staffId: string;
let asCustomer: Credentials;
let asForeignCustomer: Credentials;
let conversationId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  asStaff = { cookie: await signIn(loginOf(logins, "agent")) };
  staffId = (await (await call("/api/v1/me", { headers: asStaff })).json<{ id: string }>()).id;
  const own = await begin();
  conversationId = own.conversationId;
  asCustomer = { authorization: `Bearer ${own.token}` };
  asForeignCustomer = { authorization: `Bearer ${(await beginSession()).token}` };
});

/** The door of each route, with nothing behind it. */
const doors = createApp(
  routes.map(({ operation, permission }) => defineRoute(operation, { permission }, () => new Response("came in"))),
);

/** A request with everything that the operation asks for, of things that are not there. */
function requestFor(operation: Operation, credentials: Credentials, params: Record<string, string> = {}): Request {
  const what = `${operation.method} ${operation.path}`;
  const known = { ...Object(operation.params && sample(operation.params, what)), ...params };
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(known[name])));
  const query = Object.entries<unknown>(Object(operation.query && sample(operation.query, what)));
  const url = new URL(path, ORIGIN);
  for (const [name, value] of query) url.searchParams.set(name, String(value));
  const headers: Credentials = { ...credentials, origin: ORIGIN };
  Object.assign(headers, operation.headers && sample(operation.headers, what));
  if (operation.status === 101)
    Object.assign(headers, { upgrade: "websocket", "sec-websocket-protocol": "edgedesk.v1" });
  if (operation.body === undefined) return new Request(url, { method: operation.method.toUpperCase(), headers });
  headers["content-type"] = "application/json";
  const body = JSON.stringify(sample(operation.body, what));
  return new Request(url, { method: operation.method.toUpperCase(), headers, body });
}

async function expectLetIn(request: Request): Promise<void> {
  const answer = await doors.fetch(request, env, createExecutionContext());
  expect([answer.status, await answer.text()]).toEqual([200, "came in"]);
}

async function expectRefused(request: Request, status: number): Promise<void> {
  const answer = await call(request.url, request);
  expect(answer.status).toBe(status);
  await answer.body?.cancel();
}

/** Makes the account of {@link asStaff} one with these grants; the next request goes by them. */
async function become({ role, grants }: Grants, inboxIds?: readonly string[]): Promise<void> {
  await env.DB.prepare("UPDATE user SET role = ?, role_id = ?, grants = ?, inbox_ids = ? WHERE id = ?")
    .bind(
      role,
      grants === undefined ? null : NO_ID,
      grants === undefined ? null : JSON.stringify(grants),
      inboxIds === undefined ? null : JSON.stringify(inboxIds),
      staffId,
    )
    .run();
}

const named = routes.map((route) => [`${route.operation.method} ${route.operation.path}`, route] as const);
const isOpen = (route: Route) => route.operation.credential === "none";

describe.each(named.filter(([, route]) => isOpen(route)))("%s", (_name, { operation }) => {
  it("lets in everybody, and nobody in particular", async () => {
    for (const credentials of [{}, asCustomer, asStaff]) await expectLetIn(requestFor(operation, credentials));
  });
});

describe.each(named.filter(([, route]) => !isOpen(route)))("%s", (_name, { operation, permission }) => {
  it("answers 401 to nobody in particular", async () => {
    await expectRefused(requestFor(operation, {}), 401);
  });

  it("answers customers as the table says", async () => {
    const may = isPermitted(customer("x"), permission) && operation.credential !== "agent";
    for (const credentials of [asCustomer, asForeignCustomer]) {
      const request = requestFor(operation, credentials);
      if (may) await expectLetIn(request);
      else await expectRefused(request, 403);
    }
  });

  it.each(everyStaff(permission))("answers $name as the table says", async (who) => {
    await become(who);
    const { role, grants } = who;
    const principal = staff("x", grants === undefined ? { role } : { role, grants: [...grants] });
    const may = isPermitted(principal, permission) && operation.credential !== "customer";
    const request = requestFor(operation, asStaff);
    if (may) await expectLetIn(request);
    else await expectRefused(request, 403);
  });
});

describe("one conversation's routes", () => {
  const ofConversation = named.filter(([, { operation }]) => /\/conversations\/:id(\/|$)/.test(operation.path));

  it("are there to be asked", () => {
    expect(ofConversation.length).toBeGreaterThan(5);
  });

  it.each(ofConversation)("%s: there is none for whoever is out of scope", async (_name, { operation, permission }) => {
    const request = (credentials: Credentials) => requestFor(operation, credentials, { id: conversationId });
    await become({ name: "another inbox's", role: "admin", grants: undefined }, ["elsewhere"]);
    if (operation.credential !== "customer") await expectRefused(request(asStaff), 404);
    const may = isPermitted(customer("x"), permission) && operation.credential !== "agent";
    await expectRefused(request(asForeignCustomer), may ? 404 : 403);
  });
});

describe("what no person may reach", () => {
  const declared = { ...operations.me, path: "/declared" } as const;

  it("is declared by no route", () => {
    expect(routes.filter(({ permission }) => permission === "internal" || permission === "closed")).toEqual([]);
  });

  it.each(["internal", "closed"] satisfies Permission[])(
    "would not be there for anybody if it were %s",
    async (permission) => {
      const app = createApp([defineRoute(declared, { permission }, () => new Response("came in"))]);
      await become({ name: "admin", role: "admin", grants: [permission] });
      for (const credentials of [{}, asCustomer, asStaff]) {
        const request = new Request(new URL(declared.path, ORIGIN), { headers: { ...credentials, origin: ORIGIN } });
        expect((await app.fetch(request, env, createExecutionContext())).status).toBe(404);
      }
    },
  );

  const closed = Object.entries(authEndpoints).filter(([, { permission }]) => permission === "closed");

  it.each(closed)("is not there: the library's %s", async (path) => {
    await become({ name: "admin", role: "admin", grants: undefined });
    const url = new URL(AUTH_BASE_PATH + path.replace(/:\w+/g, NO_ID), ORIGIN);
    for (const credentials of [{}, asStaff]) {
      for (const init of [{ method: "GET" }, { method: "POST", body: "{}" }]) {
        const headers = { ...credentials, origin: ORIGIN, "content-type": "application/json" };
        await expectRefused(new Request(url, { ...init, headers }), 404);
      }
    }
  });
});
