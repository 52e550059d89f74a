import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { AppBindings } from "#worker/environment";
import { httpsOnly } from "#worker/middleware/https-only";

const app = new Hono<AppBindings>().use(httpsOnly).all("*", (c) => c.text("answered"));

function ask(url: string, headers: Record<string, string>, method = "GET"): Promise<Response> {
  return Promise.resolve(app.request(url, { method, headers }));
}

const edge = (scheme: string) => ({ "cf-ray": "8f00-FRA", "cf-visitor": JSON.stringify({ scheme }) });

describe("behind Cloudflare's edge", () => {
  it("answers what came with TLS", async () => {
    expect((await ask("https://desk.example/console/", edge("https"))).status).toBe(200);
    // A tunnel to a machine of one's own: TLS ends at the edge.
    expect((await ask("http://desk.example/api/v1/me", edge("https"))).status).toBe(200);
  });

  it("leads a page that came without it there, with its path and query", async () => {
    const answer = await ask("http://desk.example/console/inbox/mine?a=1", edge("http"));
    expect([answer.status, answer.headers.get("location")]).toEqual([
      308,
      "https://desk.example/console/inbox/mine?a=1",
    ]);
  });

  it.each([
    ["GET", "/api/v1/me"],
    ["GET", "/api/v1/agent/socket"],
    ["GET", "/healthz"],
    ["POST", "/api/auth/sign-in/email"],
    ["POST", "/console/"],
  ])("refuses %s %s without it, rather than to help it go on", async (method, path) => {
    for (const headers of [edge("http"), { "cf-ray": "8f00-FRA" }, { ...edge("http"), "x-forwarded-proto": "https" }]) {
      const answer = await ask(`http://desk.example${path}`, headers, method);
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: "forbidden" }]);
    }
  });
});

it("locally there is no edge, and no TLS to ask for", async () => {
  expect((await ask("http://localhost:8787/api/v1/me", {})).status).toBe(200);
});
