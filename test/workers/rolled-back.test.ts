/** A release that comes back after a later one: what that one owed is not misread, and holds nobody up. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { deliver as deliverOfAgent } from "#actors/agent/deliveries";
import { deliver } from "#actors/conversation/deliveries";
import type { Login } from "#scripts/seed/seed";
import { begin } from "#test/workers/begin";
import { agentLine, until } from "#test/workers/line";
import { call, loginOf, openShop, signIn } from "#test/workers/shop";

let logins: readonly Login[];

beforeAll(async () => {
  ({ logins } = await openShop());
});

const never = () => {
  throw new Error("asked for something that it cannot know to be wanted");
};

const parts = {
  summarise: never,
  tellSaid: never,
  settleSla: never,
  tellTickets: never,
  settleTickets: never,
  applyRules: never,
  tellWork: never,
};

describe("a delivery that a later release owed", () => {
  it.each(["index", "words", "queue/q", "agent/a", "sockets/a", "sla", "rules", "alerts", "closing", "another/x"])(
    "on the lane %s of a conversation is known to be unknown",
    async (lane) => {
      const row = { id: 1, lane, kind: "novelty", payload: JSON.stringify({ sessionId: "s" }) };
      expect(await deliver(env, never, row, "c", parts)).toBe("unknown");
    },
  );

  it("to somebody whom this release does not know is not told to an agent of that name", async () => {
    const row = { id: 1, lane: "another/x", kind: "summary", payload: undefined };
    expect(await deliver(env, never, row, "c", parts)).toBe("unknown");
  });

  it("of an agent's actor is known to be unknown", async () => {
    const row = { id: 1, lane: "conversation/c", kind: "novelty", payload: "{}" };
    expect(await deliverOfAgent(env, never, row, "a", never)).toBe("unknown");
  });
});

describe("a conversation whose later release owed an agent something", () => {
  it("still tells them of sockets, and keeps what it does not know", async () => {
    const { conversationId } = await begin();
    const cookie = await signIn(loginOf(logins, "agent"));
    const { id: agentId } = await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>();
    const conversation = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
    const agent = env.AGENT.get(env.AGENT.idFromName(agentId));
    await runInDurableObject(conversation, (_, { storage }) => {
      const payload = JSON.stringify({ sessionId: "somebody's" });
      storage.sql.exec(
        "INSERT INTO outbox (lane, kind, payload, due_at_ms) VALUES (?, 'novelty', ?, 0)",
        `sockets/${agentId}`,
        payload,
      );
    });
    await evictDurableObject(conversation);
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const noted = () =>
      runInDurableObject(agent, (_, { storage }) =>
        storage.sql.exec("SELECT 1 FROM open_sockets WHERE conversation_id = ?", conversationId).toArray(),
      );
    const line = await agentLine(conversationId, cookie);
    expect(await noted()).toHaveLength(1);
    line.close();
    await until(
      async () => ((await noted()).length === 0 ? true : undefined),
      () => "the news that the socket is gone",
    );
    const kept = await runInDurableObject(conversation, (_, { storage }) =>
      storage.sql.exec("SELECT kind, attempts FROM outbox WHERE payload IS NOT NULL").toArray(),
    );
    expect(kept).toEqual([{ kind: "novelty", attempts: 0 }]);
    expect(log).toHaveBeenCalledWith(expect.stringContaining("delivery_unknown"));
    log.mockRestore();
  });
});
