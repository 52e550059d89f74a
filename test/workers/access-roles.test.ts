/** Role by route: who is let in at each door, and what everybody else is told. */
import { beforeAll, describe, expect, it } from "vitest";
import { holds, isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { ROLES, type Role } from "#protocol/constants";
import { operations } from "#protocol/http";
import type { Operation } from "#protocol/operation";
import { beginSession, call, loginOf, ORIGIN, openShop, signIn } from "#test/workers/shop";
import type { Route } from "#worker/define-route";
import { routes } from "#worker/routes/index";

type Credentials = Record<string, string>;
const cookies = new Map<Role, Credentials>();
let customer: Credentials;
/** Well formed, and nobody's. */
const NO_CONVERSATION = "01900000-0000-7000-8000-000000000000";

beforeAll(async () => {
  const { logins } = await openShop();
  for (const role of ROLES) cookies.set(role, { cookie: await signIn(loginOf(logins, role)) });
  customer = { authorization: `Bearer ${(await beginSession()).token}` };
});

// Signing out would leave the other routes without a session; it has tests of its own.
const guarded = routes.filter(
  ({ permission, operation }) => permission !== "public" && operation !== operations.signOut,
);
const named = guarded.map((route) => [`${route.operation.method} ${route.operation.path}`, route] as const);

/** With nothing in it that the route could accept, so that no door opened changes anything. */
function knock(operation: Operation, credentials: Credentials): Promise<Response> {
  const upgrade = operation.status === 101;
  const headers: Credentials = { ...credentials, origin: ORIGIN };
  if (upgrade) Object.assign(headers, { upgrade: "websocket", "sec-websocket-protocol": "edgedesk.v1" });
  const { method } = operation;
  const body = method === "post" || method === "put" ? { body: "not json" } : {};
  return call(operation.path.replace(":id", NO_CONVERSATION), { headers, method: method.toUpperCase(), ...body });
}

/** What a door that opened may answer to such a request; never 401 or 403. */
function isPast(route: Route, status: number): boolean {
  return route.operation.body !== undefined ? status === 400 : [101, 200, 400, 404].includes(status);
}

describe.each(named)("%s", (_name, route) => {
  const { operation, permission } = route;

  it("answers 401 to nobody in particular", async () => {
    expect((await knock(operation, {})).status).toBe(401);
  });

  it("answers a customer as the table says", async () => {
    const { status } = await knock(operation, customer);
    const may = permission !== "internal" && permission !== "closed" && permission !== "public";
    if (may && holds("contact", permission) && operation.credential !== "agent")
      expect(isPast(route, status)).toBe(true);
    else expect(status).toBe(403);
  });

  it.each(ROLES)("answers the %s as the table says", async (role) => {
    const principal: AgentPrincipal = {
      type: "agent",
      id: "x",
      name: "x",
      role,
      teamIds: [],
      sessionId: "x",
      expiresAtMs: 0,
    };
    const may = isPermitted(principal, permission) && operation.credential !== "customer";
    const { status } = await knock(operation, cookies.get(role) ?? {});
    if (may) expect([status, isPast(route, status)]).toEqual([status, true]);
    else expect(status).toBe(403);
  });
});
