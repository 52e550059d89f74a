import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { AppBindings } from "#worker/environment";
import { securityHeaders } from "#worker/middleware/security-headers";
import { servePage } from "#worker/pages";

const FILES = new Map([
  ["/", "landing"],
  ["/console/", "console"],
  ["/api/v1/secret.html", "never"],
]);

/** What the client build made, as the assets binding serves it. */
const ASSETS = {
  fetch: async (request: Request) => {
    const file = FILES.get(new URL(request.url).pathname);
    return new Response(file ?? "", {
      status: file ? 200 : 404,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  },
};
const app = new Hono<AppBindings>().use(securityHeaders).notFound(servePage);

async function get(path: string, method = "GET") {
  const answer = await app.request(`https://desk.example${path}`, { method }, { ASSETS });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

describe("pages", () => {
  it("are what the build made", async () => {
    expect(await get("/")).toMatchObject({ status: 200, text: "landing" });
  });

  it("of the console are one, whatever its path", async () => {
    expect(await get("/console/inbox/mine")).toMatchObject({ status: 200, text: "console" });
    expect((await get("/console/main-1a2b.js")).status).toBe(404);
    expect((await get("/consolation")).status).toBe(404);
  });

  it("never lie under an API path, nor answer to anything but reading", async () => {
    for (const path of ["/api", "/api/v1/secret.html", "/healthz/x"]) expect((await get(path)).status).toBe(404);
    for (const method of ["POST", "PUT", "DELETE"]) expect((await get("/", method)).status).toBe(404);
  });

  it("run our own scripts and no others, in nobody else's frame", async () => {
    const policy = (await get("/")).headers.get("content-security-policy");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'self'");
    expect((await get("/nowhere")).headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});
