/** Whatever a person can reach is declared with its permission. These tests walk what is really there. */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { agentMethods, feedFrames } from "#actors/agent/access";
import { AgentActor } from "#actors/agent/actor";
import { conversationFrames, conversationMethods } from "#actors/conversation/access";
import { ConversationActor } from "#actors/conversation/actor";
import { queueMethods } from "#actors/queue/access";
import { QueueActor } from "#actors/queue/actor";
import { AUTH_BASE_PATH, authEndpoints } from "#domain/identity/endpoints";
import { conversationClientFrame, feedClientFrame } from "#protocol/frames";
import { operations } from "#protocol/http";
import { ORIGIN } from "#test/workers/shop";
import { createApp, middleware } from "#worker/app";
import { createAuth } from "#worker/auth";
import { routes } from "#worker/routes/index";

describe("HTTP", () => {
  const app = createApp(routes);

  it("mounts nothing but declared routes and known middleware", () => {
    const declared = new Set<unknown>([...middleware, ...routes.map((route) => route.handle)]);
    const undeclared = app.routes.filter((mounted) => !declared.has(mounted.handler));
    expect(undeclared.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
    expect(app.routes).toHaveLength(middleware.length + routes.length);
  });

  it("mounts a route for each operation of the protocol, and no other", () => {
    const name = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;
    const documented = Object.values(operations).map(name).sort();
    const handled = new Set<unknown>(routes.map((route) => route.handle));
    const mounted = app.routes.filter((route) => handled.has(route.handler)).map(name);
    expect(mounted.sort()).toEqual(documented);
  });

  it("asks for a permission wherever it takes a credential, and for none elsewhere", () => {
    for (const { operation, permission } of routes) {
      expect([operation.path, permission === "public"]).toEqual([operation.path, operation.credential === "none"]);
    }
  });
});

describe("better-auth", () => {
  const { api } = createAuth(env, ORIGIN);
  const paths = Object.values(api).flatMap((endpoint) => ("path" in endpoint && endpoint.path ? [endpoint.path] : []));

  it("has no endpoint that we did not declare, and we declare none that it has not", () => {
    expect(paths.length).toBeGreaterThan(20);
    expect([...new Set<string>(paths)].sort()).toEqual(Object.keys(authEndpoints).sort());
  });

  it("is mounted where it is offered and nowhere else", () => {
    const offered = Object.entries(authEndpoints).filter(([, { permission }]) => permission !== "closed");
    const mounted = routes.filter(({ operation }) => operation.path.startsWith(AUTH_BASE_PATH));
    expect(mounted.map(({ operation, permission }) => [operation.path, permission]).sort()).toEqual(
      offered.map(([path, { permission }]) => [AUTH_BASE_PATH + path, permission]).sort(),
    );
  });
});

describe("frames", () => {
  it.each([
    ["conversation", conversationClientFrame, conversationFrames],
    ["feed", feedClientFrame, feedFrames],
  ] as const)("of the %s socket are declared, each type of the union", (_name, union, declared) => {
    const types = union.options.flatMap((option) => [...option.shape.type.values]);
    expect(types.length).toBeGreaterThan(1);
    expect(types.sort()).toEqual(Object.keys(declared).sort());
  });
});

describe("actor methods", () => {
  /** Called by the platform and never by a stub. */
  const PLATFORM = ["constructor", "alarm", "webSocketMessage", "webSocketClose", "webSocketError"];

  it.each([
    ["ConversationActor", ConversationActor, conversationMethods],
    ["AgentActor", AgentActor, agentMethods],
    ["QueueActor", QueueActor, queueMethods],
  ] as const)("of %s are declared, whatever its prototype has", (_name, actor, declared) => {
    // TypeScript's `private` methods stand here too: they are callable over RPC like any other.
    const methods = Object.getOwnPropertyNames(actor.prototype).filter((name) => !PLATFORM.includes(name));
    expect(methods.sort()).toEqual(Object.keys(declared).sort());
  });
});
