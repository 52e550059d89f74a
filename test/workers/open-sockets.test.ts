/** What an agent's actor notes of open sockets: for as long as they may be open, though nobody tells that one is gone. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { agentMigrations } from "#actors/agent/migrations";
import { migrate } from "#actors/runtime/migrations";
import type { AgentPrincipal } from "#domain/identity/principal";
import { begin } from "#test/workers/begin";
import { agentLine, until } from "#test/workers/line";
import { call, loginOf, openShop, signIn } from "#test/workers/shop";

const DAY_MS = 24 * 60 * 60_000;
const T0_MS = Date.now() + DAY_MS;
let made = 0;
let agent: ReturnType<typeof stubOf>;

beforeEach(() => {
  vi.useFakeTimers({ now: T0_MS, toFake: ["Date"] });
  made += 1;
  agent = stubOf(`agent-${made}`);
});
afterEach(() => vi.useRealTimers());

function stubOf(agentId: string) {
  return env.AGENT.get(env.AGENT.idFromName(agentId));
}

function principal(sessionId: string, lastsMs: number): AgentPrincipal {
  const expiresAtMs = Date.now() + lastsMs;
  return { type: "agent", id: `agent-${made}`, name: "Li", role: "agent", teamIds: [], sessionId, expiresAtMs };
}

function noted(stub = agent): Promise<{ of: string; expiresAtMs: number | null }[]> {
  return runInDurableObject(stub, (_, { storage }) =>
    storage.sql
      .exec<{ of: string; expiresAtMs: number | null }>(
        "SELECT conversation_id AS 'of', expires_at_ms AS expiresAtMs FROM open_sockets ORDER BY conversation_id",
      )
      .toArray(),
  );
}

async function conversations(): Promise<string[]> {
  return (await noted()).map((row) => row.of);
}

describe("the note of an open socket", () => {
  it("is forgotten when the socket's time is up, with the next one that opens", async () => {
    await agent.openSocket(principal("s1", 1_000), "a");
    await agent.openSocket(principal("s2", 60_000), "b");
    await evictDurableObject(agent);
    vi.setSystemTime(T0_MS + 1_000);
    await agent.openSocket(principal("s2", 60_000), "c");
    expect(await conversations()).toEqual(["b", "c"]);
  });

  it("lasts as long as the last socket of its session there", async () => {
    await agent.openSocket(principal("s1", 1_000), "a");
    await agent.openSocket(principal("s1", 60_000), "a");
    await agent.socketOpened("a", "s1", T0_MS + 1_000);
    vi.setSystemTime(T0_MS + 1_000);
    await agent.openSocket(principal("s1", 60_000), "b");
    expect(await conversations()).toEqual(["a", "b"]);
  });

  it("by an earlier release, which names no end, lasts as long as a session may", async () => {
    await agent.openSocket(principal("s1", 1_000), "a");
    await agent.socketOpened("old", "s2");
    await agent.openSocket(principal("s1", 1_000), "b");
    vi.setSystemTime(T0_MS + 7 * DAY_MS);
    await agent.openSocket(principal("s3", 7 * DAY_MS), "c");
    expect(await conversations()).toEqual(["c", "old"]);
    vi.setSystemTime(T0_MS + 8 * DAY_MS);
    await agent.openSocket(principal("s3", 7 * DAY_MS), "d");
    expect(await conversations()).toEqual(["c", "d"]);
  });

  it("that was made before there was an end to note is kept by the migration", async () => {
    const before = agentMigrations.slice(0, 3);
    await runInDurableObject(agent, (_, { storage }) => {
      migrate(storage, before);
      storage.sql.exec("INSERT INTO open_sockets (conversation_id, session_id) VALUES ('old', 's1')");
      migrate(storage, agentMigrations);
    });
    expect(await noted()).toEqual([{ of: "old", expiresAtMs: null }]);
    await agent.openSocket(principal("s1", 60_000), "a");
    expect(await conversations()).toEqual(["a", "old"]);
  });

  it("says when its socket, as it came in, is closed at the latest", async () => {
    vi.useRealTimers();
    const { logins } = await openShop();
    const { conversationId } = await begin();
    const cookie = await signIn(loginOf(logins, "agent"));
    const { id } = await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>();
    const line = await agentLine(conversationId, cookie);
    const { expires_at: expiresAtMs } =
      (await env.DB.prepare("SELECT expires_at FROM session WHERE user_id = ?").bind(id).first()) ?? {};
    expect(await noted(stubOf(id))).toEqual([{ of: conversationId, expiresAtMs }]);
    line.close();
    await until(
      async () => ((await noted(stubOf(id))).length === 0 ? true : undefined),
      () => "the note to be struck out",
    );
  });
});
