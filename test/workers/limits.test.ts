/** How much one person may send: far more than people do, and no more than that. */
import { createExecutionContext, evictDurableObject, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { problem } from "#protocol/http";
import { begin, nextClientId } from "#test/workers/begin";
import { bearer } from "#test/workers/identified";
import { agentLine, type ConversationLine, customerLine, feedLine, until, upgrade } from "#test/workers/line";
import { beginSession, loginOf, ORIGIN, openShop, SHOP_ORIGIN, signIn } from "#test/workers/shop";
import { createApp } from "#worker/app";
import { routes } from "#worker/routes/index";

let cookie: string;
const { FRAME_RATE_FACTOR } = env;

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "supervisor"));
  // Actors read it when they begin their life.
  Object.assign(env, { FRAME_RATE_FACTOR: "1" });
});
afterAll(() => {
  Object.assign(env, { FRAME_RATE_FACTOR });
});

function send(line: ConversationLine, count: number): string[] {
  const clientIds = Array.from({ length: count }, nextClientId);
  for (const clientId of clientIds)
    line.send({ type: "message.send", clientId, contentType: "text", content: clientId });
  return clientIds;
}

const refusals = (line: ConversationLine) => line.frames.flatMap((frame) => (frame.type === "error" ? [frame] : []));
const sent = (line: ConversationLine) =>
  line.frames.flatMap((frame) => (frame.type === "message.created" ? [frame.message.clientId] : []));

/** With a line that has synced, in an actor that counts as it does by default. */
async function newLine() {
  const talk = await begin();
  await evictDurableObject(env.CONVERSATION.get(env.CONVERSATION.idFromName(talk.conversationId)));
  const line = await customerLine(talk.conversationId, talk.token);
  line.send({ type: "sync" });
  await line.next("sync.done");
  return { ...talk, line };
}

describe("frames", () => {
  it("of a customer pass thirty at once; then each is refused by its clientId, with when to come again", async () => {
    const { line } = await newLine();
    const clientIds = send(line, 40);
    await until(
      () => (refusals(line).length + sent(line).length > 40 ? true : undefined),
      () => "every answer",
    );
    const refused = refusals(line);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(10);
    for (const frame of refused) {
      expect(frame).toMatchObject({ code: "rate_limited", reason: "too_fast", clientId: expect.any(String) });
      expect(frame.retryAfterMs).toBeGreaterThan(0);
      expect(frame.retryAfterMs).toBeLessThanOrEqual(200);
    }
    // What was refused passes when it said so, and nothing was lost or doubled.
    const [first] = refused;
    await new Promise((resolve) => setTimeout(resolve, first?.retryAfterMs));
    const from = line.frames.length;
    line.send({ type: "message.send", clientId: first?.clientId, contentType: "text", content: "again" });
    await line.next("message.created", ({ message }) => message.clientId === first?.clientId, from);
    const passed = clientIds.filter((clientId) => !refused.some((frame) => frame.clientId === clientId));
    expect(sent(line).slice(1)).toEqual([...passed, first?.clientId]);
    line.close();
  });

  it("count for the person, not for the tab, and for nobody else", async () => {
    const { conversationId, token, line } = await newLine();
    const second = await customerLine(conversationId, token);
    second.send({ type: "sync" });
    await second.next("sync.done");
    send(line, 40);
    await line.next("error");
    // Fewer than a tab of its own might: some, since on a slow machine a moment has passed that gives a few back.
    send(second, 10);
    await second.next("error");
    const agent = await agentLine(conversationId, cookie);
    agent.send({ type: "sync" });
    await agent.next("sync.done");
    const [note] = [nextClientId()];
    agent.send({ type: "message.send", clientId: note, contentType: "text", content: "a note", private: true });
    await agent.next("message.created", ({ message }) => message.clientId === note);
    for (const one of [line, second, agent]) one.close();
  });

  it("that are no frames count too, and whoever goes on and on is put out", async () => {
    const { line } = await newLine();
    for (let times = 0; times < 400 && line.closedWith === undefined; times += 1) line.send("nonsense");
    expect(await line.closed()).toBe(1008);
  });

  it("of typing and reading do not use up what messages need", async () => {
    const { line } = await newLine();
    for (let times = 0; times < 150; times += 1) line.send({ type: "typing" });
    await line.next("error", ({ code }) => code === "rate_limited");
    const [clientId] = send(line, 1);
    await line.next("message.created", ({ message }) => message.clientId === clientId);
    line.close();
  });

  it("of a feed are counted as well", async () => {
    const feed = await feedLine(cookie);
    for (let times = 0; times < 200; times += 1) feed.send({ type: "subscribe", views: [] });
    expect(await feed.next("error")).toMatchObject({ code: "rate_limited", reason: "too_fast" });
    feed.close();
  });
});

describe("requests", () => {
  const app = createApp(routes);

  async function ask(path: string, init: RequestInit): Promise<Response> {
    const context = createExecutionContext();
    const request = new Request(ORIGIN + path, init);
    const answer = await app.fetch(request, { ...env, REQUEST_LIMITS: "on" }, context);
    await waitOnExecutionContext(context);
    return answer;
  }

  const AT_ONCE = 10;

  /** Asks until it is too much. @returns that answer and how many went well */
  async function askOn(path: string, init: () => RequestInit): Promise<{ answer: Response; passed: number }> {
    // Several at once: one after the other may be too slow to be too many.
    for (let passed = 0; passed < 700; ) {
      const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => ask(path, init())));
      const [refused] = answers.filter(({ status }) => status === 429);
      passed += answers.filter(({ status }) => status !== 429).length;
      for (const answer of answers) if (answer !== refused) await answer.body?.cancel();
      if (refused !== undefined) return { answer: refused, passed };
    }
    throw new Error("never too much");
  }

  it("without a credential count by the address, and say when to come again", async () => {
    const headers = { "content-type": "application/json", origin: SHOP_ORIGIN, "cf-connecting-ip": "192.0.2.7" };
    const body = JSON.stringify({ inboxId: "nowhere" });
    const { answer, passed } = await askOn("/api/v1/widget/sessions", () => ({ method: "POST", headers, body }));
    expect(passed).toBeGreaterThanOrEqual(100);
    expect(passed).toBeLessThanOrEqual(200);
    expect(answer.headers.get("retry-after")).toBe("10");
    expect(answer.headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(problem.parse(await answer.json())).toMatchObject({ code: "rate_limited", reason: "too_fast" });
    const elsewhere = { ...headers, "cf-connecting-ip": "192.0.2.8" };
    const other = await ask("/api/v1/widget/sessions", { method: "POST", headers: elsewhere, body });
    expect(other.status).toBe(404);
  });

  it("with a bad credential are no way around it", async () => {
    const headers = { ...bearer("x.y.z"), "cf-connecting-ip": "192.0.2.9" };
    const { passed } = await askOn("/api/v1/widget/conversations", () => ({ headers }));
    expect(passed).toBeGreaterThanOrEqual(300);
  });

  it("with a good one count for the person, wherever they are, and reading keeps nobody from writing", async () => {
    const { token } = await beginSession();
    let requests = 0;
    const init = () => {
      requests += 1;
      return { headers: { ...bearer(token), "cf-connecting-ip": `198.51.100.${requests % 200}` } };
    };
    const { passed } = await askOn("/api/v1/widget/conversations", init);
    expect(passed).toBeGreaterThanOrEqual(300);
    const body = JSON.stringify({ clientId: nextClientId(), contentType: "text", content: "still heard" });
    const headers = { ...bearer(token), "content-type": "application/json" };
    expect((await ask("/api/v1/widget/conversations", { method: "POST", headers, body })).status).toBe(201);
    const other = await beginSession();
    expect((await ask("/api/v1/widget/conversations", { headers: bearer(other.token) })).status).toBe(200);
  }, 30_000);

  it("that make a guest are few from one address, and whoever comes back is none of them", async () => {
    const headers = { "content-type": "application/json", "cf-connecting-ip": "192.0.2.77" };
    const body = JSON.stringify({ inboxId: "web" });
    const { answer, passed } = await askOn("/api/v1/widget/sessions", () => ({ method: "POST", headers, body }));
    expect(passed).toBeGreaterThanOrEqual(20);
    expect(passed).toBeLessThanOrEqual(40);
    expect(problem.parse(await answer.json())).toMatchObject({ code: "rate_limited", reason: "too_fast" });
    const { token } = await beginSession();
    const back = { ...headers, ...bearer(token) };
    expect((await ask("/api/v1/widget/sessions", { method: "POST", headers: back, body })).status).toBe(201);
    const other = { ...headers, "cf-connecting-ip": "192.0.2.78" };
    expect((await ask("/api/v1/widget/sessions", { method: "POST", headers: other, body })).status).toBe(201);
  });
});

describe("sockets", () => {
  it("of one person in one conversation are twenty at most, and one that closes makes room", async () => {
    const { conversationId, token } = await begin();
    const lines: ConversationLine[] = [];
    for (let nth = 0; nth < 20; nth += 1) lines.push(await customerLine(conversationId, token));
    const one = () =>
      upgrade(`/api/v1/conversations/${conversationId}/socket`, {
        "sec-websocket-protocol": `edgedesk.v1, bearer.${token}`,
      });
    const refused = await one();
    expect([refused.status, problem.parse(await refused.json()).reason]).toEqual([429, "too_fast"]);
    // The agent's are theirs.
    (await agentLine(conversationId, cookie)).close();
    lines.pop()?.close();
    await vi.waitFor(async () => expect((await one()).status).toBe(101), { timeout: 30_000, interval: 100 });
    for (const line of lines) line.close();
  });
});
