/** What a session or a role had opened ends with it, whatever fails in between; and what opening costs. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { database } from "#domain/database";
import { createdConversation, me } from "#protocol/http";
import type { Login } from "#scripts/seed/seed";
import { countingQueries } from "#test/workers/counting";
import { changeAccess } from "#test/workers/give-access";
import { agentLine, feedLine } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN, signIn } from "#test/workers/shop";
import { createApp } from "#worker/app";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { routes } from "#worker/routes/index";

let logins: readonly Login[];
let conversationId: string;
let token: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  ({ token } = await beginSession());
  const first = { clientId: "first", contentType: "text", content: "在吗？" };
  const answer = await post("/api/v1/widget/conversations", first, { authorization: `Bearer ${token}` });
  ({ conversationId } = createdConversation.parse(await answer.json()));
});

async function whoIs(cookie: string) {
  return me.parse(await (await call("/api/v1/me", { headers: { cookie } })).json());
}

async function dueRows() {
  const { results } = await env.DB.prepare("SELECT attempts, next_attempt_at_ms FROM d1_outbox").all();
  return results;
}

describe("signing out", () => {
  it("closes every socket of this session, and none of another", async () => {
    const login = loginOf(logins, "supervisor");
    const [leaving, staying] = await Promise.all([signIn(login), signIn(login)]);
    const ending = [await feedLine(leaving), await agentLine(conversationId, leaving)];
    const going = [await feedLine(staying), await agentLine(conversationId, staying)];
    await post("/api/auth/sign-out", {}, { cookie: leaving, origin: ORIGIN });
    expect(await Promise.all(ending.map((line) => line.closed()))).toEqual([4401, 4401]);
    expect(going.map((line) => line.closedWith)).toEqual([undefined, undefined]);
    for (const line of going) line.close();
  });
});

describe("a change of role", () => {
  it("closes the agent's sockets and holds from the next request on", async () => {
    const cookie = await signIn(loginOf(logins, "admin"));
    const before = await whoIs(cookie);
    const open = [await feedLine(cookie), await agentLine(conversationId, cookie)];
    const access = { role: "qa", teamIds: ["support"], inboxIds: ["web"] } as const;
    await changeAccess(database(env.DB), before.id, access, Date.now());
    expect(await whoIs(cookie)).toMatchObject({ id: before.id, role: "qa", teamIds: ["support"] });
    await drainD1Outbox(env, Date.now());
    expect(await Promise.all(open.map((line) => line.closed()))).toEqual([4401, 4401]);
    expect(await dueRows()).toEqual([]);
  });
});

describe("news that an actor could not take", () => {
  it("is kept, waits longer each time, and arrives", async () => {
    const cookie = await signIn(loginOf(logins, "supervisor"));
    const { id } = await whoIs(cookie);
    const line = await feedLine(cookie);
    const nowMs = Date.now();
    await changeAccess(database(env.DB), id, { role: "supervisor", teamIds: [], inboxIds: undefined }, nowMs);
    const fail = () => {
      throw new Error("unreachable");
    };
    const unreachable = { ...env, AGENT: new Proxy(env.AGENT, { get: () => fail }) };
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await drainD1Outbox(unreachable, nowMs);
    expect(await dueRows()).toEqual([{ attempts: 1, next_attempt_at_ms: nowMs + 1_000 }]);
    // Not due yet: nothing is tried.
    await drainD1Outbox(unreachable, nowMs + 999);
    await drainD1Outbox(unreachable, nowMs + 1_000);
    expect(await dueRows()).toEqual([{ attempts: 2, next_attempt_at_ms: nowMs + 3_000 }]);
    expect(log).toHaveBeenCalledTimes(2);
    log.mockRestore();
    await drainD1Outbox(env, nowMs + 3_000);
    expect(await line.closed()).toBe(4401);
    expect(await dueRows()).toEqual([]);
  });
});

describe("an effect that a later release wrote", () => {
  it("waits for it, and holds up nothing else", async () => {
    const cookie = await signIn(loginOf(logins, "supervisor"));
    const line = await feedLine(cookie);
    const nowMs = Date.now();
    await env.DB.prepare("INSERT INTO d1_outbox VALUES ('0', 'from.the.future', '{}', ?1, 0, ?1)").bind(nowMs).run();
    const access = { role: "supervisor", teamIds: ["support"], inboxIds: undefined } as const;
    await changeAccess(database(env.DB), (await whoIs(cookie)).id, access, nowMs);
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await drainD1Outbox(env, nowMs);
    log.mockRestore();
    expect(await line.closed()).toBe(4401);
    expect(await dueRows()).toEqual([{ attempts: 1, next_attempt_at_ms: nowMs + 1_000 }]);
    await env.DB.exec("DELETE FROM d1_outbox");
  });
});

describe("an upgrade", () => {
  const app = createApp(routes);

  async function queriesOf(
    headers: Record<string, string>,
    counted = countingQueries(env.DB),
  ): Promise<[status: number, queries: number]> {
    counted.queries.length = 0;
    const context = createExecutionContext();
    const request = new Request(`${ORIGIN}/api/v1/conversations/${conversationId}/socket`, {
      headers: { upgrade: "websocket", "sec-websocket-protocol": "edgedesk.v1", ...headers },
    });
    const answer = await app.fetch(request, { ...env, DB: counted.db }, context);
    await waitOnExecutionContext(context);
    answer.webSocket?.accept();
    answer.webSocket?.close();
    return [answer.status, counted.queries.length];
  }

  it("costs a customer no query but, now and then, the one for blocks; and an agent one", async () => {
    const counted = countingQueries(env.DB);
    const bearer = { "sec-websocket-protocol": `edgedesk.v1, bearer.${token}` };
    expect(await queriesOf(bearer, counted)).toEqual([101, 1]);
    expect(await queriesOf(bearer, counted)).toEqual([101, 0]);
    const cookie = await signIn(loginOf(logins, "agent"));
    expect(await queriesOf({ cookie, origin: ORIGIN })).toEqual([101, 1]);
  });

  it("costs a stranger none, and a foreign page no look at the session", async () => {
    const cookie = await signIn(loginOf(logins, "agent"));
    expect(await queriesOf({ "sec-websocket-protocol": "edgedesk.v1, bearer.x.y.z" })).toEqual([401, 0]);
    expect(await queriesOf({ cookie })).toEqual([403, 0]);
    expect(await queriesOf({ cookie, origin: "https://evil.example" })).toEqual([403, 1]);
    expect((await queriesOf({ cookie, origin: SHOP_ORIGIN }))[0]).toBe(101);
  });
});
