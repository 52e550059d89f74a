/** Attempts at what is not allowed are told to whoever watches the log: what, by whom and from where, and nothing of what was asked. */
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { begin } from "#test/workers/begin";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

let agent: string;
let agentId: string;
const logged: string[] = [];
let minutes = 0;

beforeAll(async () => {
  agent = await signIn(loginOf((await openShop()).logins, "agent"));
  agentId = ((await (await call("/api/v1/me", { headers: { cookie: agent } })).json()) as { id: string }).id;
});
beforeEach(() => {
  logged.length = 0;
  // A minute of its own: what other files' refusals were told this minute counts in the same isolate.
  minutes += 1;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
  vi.spyOn(console, "warn").mockImplementation((line) => logged.push(String(line)));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const lines = () => logged.map((line): unknown => JSON.parse(line));

describe("a line in the log", () => {
  it("tells of a permission that somebody lacks", async () => {
    const path = "/api/v1/admin/conversation-index/rebuild?name=Ottoline";
    const answer = await post(path, {}, { cookie: agent, origin: ORIGIN, "cf-connecting-ip": "203.0.113.7" });
    expect(answer.status).toBe(403);
    expect(lines()).toEqual([
      {
        level: "warn",
        event: "refused",
        status: 403,
        method: "POST",
        route: "/api/v1/admin/conversation-index/rebuild",
        who: `agent:${agentId}`,
        origin: expect.stringMatching(/^fd[0-9a-f]{2}:/),
        requestId: answer.headers.get("x-request-id"),
      },
    ]);
  });

  it("tells of a foreign page, and of a request that is too large", async () => {
    const inbox = JSON.stringify({ inboxId: "web" });
    const type = { "content-type": "application/json" };
    await call("/api/v1/widget/sessions", {
      method: "POST",
      body: inbox,
      headers: { ...type, origin: "https://evil.example" },
    });
    await call("/api/v1/widget/sessions", { method: "POST", body: "x".repeat(70_000), headers: type });
    expect(lines()).toMatchObject([{ status: 403 }, { status: 413 }]);
  });

  it("tells of a customer at somebody else's conversation, who is told that there is none", async () => {
    const { conversationId } = await begin("mine alone");
    const { token, contactId } = await beginSession();
    const answer = await call(`/api/v1/conversations/${conversationId}/messages`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(404);
    expect(lines()).toEqual([
      { level: "warn", event: "out of scope", at: "conversation", who: `contact:${contactId}` },
    ]);
  });

  it("is not written for what is allowed, nor for what is not there", async () => {
    await call("/api/v1/me", { headers: { cookie: agent } });
    await call("/nothing/here");
    expect(logged).toEqual([]);
  });
});

it("a flood of refusals is told of sixty times a minute, and that there are more", async () => {
  const asked = Array.from({ length: 80 }, () =>
    post("/api/v1/widget/sessions", { inboxId: "web" }, { origin: "https://evil.example" }),
  );
  await Promise.all(asked);
  expect(logged.length).toBeLessThanOrEqual(61);
  expect(logged.filter((line) => line.includes("more this minute"))).toHaveLength(1);
});
