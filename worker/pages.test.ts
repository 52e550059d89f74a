import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { AppBindings } from "#worker/environment";
import { securityHeaders } from "#worker/middleware/security-headers";
import { pagesWith } from "#worker/pages";

const FILES = new Map([
  ["/", "landing"],
  ["/demo/", "demo"],
  ["/console/", `console <meta property="csp-nonce" nonce="EDGEDESK_NONCE"><!-- demo -->store<!-- /demo -->`],
  ["/api/v1/secret.html", "never"],
]);

/** What the client build made, as the assets binding serves it. */
const ASSETS = {
  fetch: async (request: Request) => {
    const file = FILES.get(new URL(request.url).pathname);
    if (file && request.headers.has("if-none-match")) return new Response(null, { status: 304 });
    return new Response(file ?? "", {
      status: file ? 200 : 404,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  },
};
const app = new Hono<AppBindings>().use(securityHeaders).notFound(pagesWith(async () => ["https://shop.example"]));

async function get(path: string, method = "GET", headers: Record<string, string> = {}, DEMO = "on") {
  const answer = await app.request(`https://desk.example${path}`, { method, headers }, { ASSETS, DEMO });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

describe("pages", () => {
  it("are what the build made", async () => {
    expect(await get("/")).toMatchObject({ status: 200, text: "landing" });
  });

  it("of the console are one, whatever its path", async () => {
    expect(await get("/console/inbox/mine")).toMatchObject({ status: 200, text: expect.stringContaining("console") });
    expect((await get("/console/main-1a2b.js")).status).toBe(404);
    expect((await get("/consolation")).status).toBe(404);
  });

  it("of the console name the demo store only where there is one", async () => {
    expect((await get("/console/")).text).toContain("store");
    expect((await get("/console/", "GET", {}, "off")).text).not.toContain("store");
  });

  it("never lie under an API path, nor answer to anything but reading", async () => {
    for (const path of ["/api", "/api/v1/secret.html", "/healthz/x"]) expect((await get(path)).status).toBe(404);
    for (const method of ["POST", "PUT", "DELETE"]) expect((await get("/", method)).status).toBe(404);
  });

  const policyOf = async (path: string) => (await get(path)).headers.get("content-security-policy") ?? "";

  it("run our own scripts and no others", async () => {
    for (const path of ["/", "/demo/", "/console/"]) {
      const policy = await policyOf(path);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
    }
    expect(await policyOf("/nowhere")).toContain("default-src 'none'");
  });

  it("of the console show pictures of the shops, and of nobody else", async () => {
    expect(await policyOf("/console/")).toContain("img-src 'self' data: blob: https://shop.example;");
    expect(await policyOf("/demo/")).toContain("img-src 'self' data: blob:;");
  });

  it("have the same policy when the browser has kept them: that of the answer goes over its own", async () => {
    const kept = { "if-none-match": '"x"' };
    for (const path of ["/", "/demo/"]) {
      const { status, headers } = await get(path, "GET", kept);
      expect([status, headers.get("content-security-policy")]).toEqual([304, await policyOf(path)]);
    }
    // That of the console is new each time, and so is the page.
    expect(await get("/console/", "GET", kept)).toMatchObject({
      status: 200,
      text: expect.stringContaining("console"),
    });
    expect((await get("/console/inbox/mine", "GET", kept)).status).toBe(200);
  });

  it("are in nobody's frame, but for the demo in our own", async () => {
    for (const path of ["/", "/console/", "/nowhere"]) {
      expect(await policyOf(path)).toContain("frame-ancestors 'none'");
      expect((await get(path)).headers.get("x-frame-options")).toBe("DENY");
    }
    expect(await policyOf("/demo/")).toContain("frame-ancestors 'self'");
  });

  it("make no markup of text, where the browser can hold them to it", async () => {
    for (const path of ["/", "/console/"]) expect(await policyOf(path)).toContain("require-trusted-types-for 'script'");
  });

  it("of the console carry a nonce for styles that is another each time, and are kept nowhere", async () => {
    const [one, other] = await Promise.all([get("/console/"), get("/console/inbox/mine")]);
    const nonces = [one, other].map(({ text }) => /nonce="([^"]+)"/.exec(text)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    for (const [index, answer] of [one, other].entries()) {
      expect(answer.headers.get("content-security-policy")).toContain(`style-src 'self' 'nonce-${nonces[index]}'`);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });
});
