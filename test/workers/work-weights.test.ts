/** How much of somebody's capacity work takes: as it is set, as it is settled when somebody gets it, and as it stays. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createdConversation, problem } from "#protocol/http";
import { type WeightSettings, workWeightOperations } from "#protocol/http-work-weights";
import { type FeedLine, feedLine, until } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

const PATH = "/api/v1/admin/work-weights";
const CAPACITY = 3;

let anna: { id: string; cookie: string };
let admin: string;
let clientIds = 0;
const feeds: FeedLine[] = [];

beforeAll(async () => {
  const { logins } = await openShop();
  await env.DB.prepare("UPDATE user SET team_ids = ?, capacity = ?").bind('["support"]', CAPACITY).run();
  const login = logins.find(({ role }) => role === "agent");
  if (login === undefined) throw new Error("no agent");
  const cookie = await signIn(login);
  anna = { id: (await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>()).id, cookie };
  await agentStub().accessChanged();
  admin = await signIn(loginOf(logins, "admin"));
});

afterEach(async () => {
  for (const feed of feeds.splice(0)) feed.close();
  await runInDurableObject(agentStub(), (_, { storage: { sql } }) => sql.exec("DELETE FROM slots"));
  await set({});
});

const agentStub = () => env.AGENT.get(env.AGENT.idFromName(anna.id));
const queueStub = () => env.QUEUE.get(env.QUEUE.idFromName("support"));
const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));

function send(method: string, path: string, body?: object, cookie = admin): Promise<Response> {
  const headers = { cookie, origin: ORIGIN, "content-type": "application/json" };
  return call(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function settings(): Promise<WeightSettings> {
  return workWeightOperations.readWorkWeights.answer.parse(await (await send("GET", PATH)).json());
}

async function set(weights: object): Promise<void> {
  const { version } = await settings();
  expect((await send("PUT", PATH, { weights, version })).status).toBe(200);
  await queueStub().policyChanged();
}

async function begin(): Promise<string> {
  clientIds += 1;
  const { token } = await beginSession({});
  const body = { clientId: `w${clientIds}`, contentType: "text", content: "hello" };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  return createdConversation.parse(await answer.json()).conversationId;
}

async function online(): Promise<FeedLine> {
  const feed = await feedLine(anna.cookie);
  feeds.push(feed);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  return feed;
}

const slots = () =>
  runInDurableObject(agentStub(), (_, { storage: { sql } }) =>
    sql.exec<{ conversation_id: string; hundredths: number }>("SELECT * FROM slots").toArray(),
  );

const accept = (id: string) => send("POST", `/api/v1/conversations/${id}/accept`, {}, anna.cookie);

async function held(count: number) {
  return until(
    async () => {
      const taken = await slots();
      return taken.length === count ? taken : undefined;
    },
    () => `${count} slots`,
  );
}

describe("what work takes", () => {
  it("is set at the version that was seen, audited, and told to each team's queue", async () => {
    const { version } = await settings();
    const weights = { conversations: { chat: 0.25, email: 0.1 }, tickets: { complaint: 1.5 } };
    const changed = await send("PUT", PATH, { weights, version });
    expect(await changed.json()).toEqual({ weights, version: version + 1 });
    expect(await settings()).toEqual({ weights, version: version + 1 });
    const again = await send("PUT", PATH, { weights, version });
    expect(problem.parse(await again.json()).reason).toBe("changed_meanwhile");
    const { results } = await env.DB.prepare(
      "SELECT detail FROM audit_log WHERE action = 'routing.weightsChanged'",
    ).all();
    expect(results.at(-1)?.detail).toContain("chat:0.25");
    await until(
      () =>
        runInDurableObject(queueStub(), (_, { storage: { sql } }) => {
          const [row] = sql.exec<{ value: string }>("SELECT value FROM work_weights").toArray();
          return row?.value.includes('"chat":0.25') || undefined;
        }),
      () => "the queue to hear of it",
    );
  });

  it.each([
    [{ weights: { conversations: { chat: 0 }, tickets: {} } }, 400],
    [{ weights: { conversations: { chat: 0.333 }, tickets: {} } }, 400],
    [{ weights: { conversations: { chat: -1 }, tickets: {} } }, 400],
    [{ weights: { conversations: { chat: 1e9 }, tickets: {} } }, 400],
    [{ weights: { conversations: { chat: "1" }, tickets: {} } }, 400],
    [{ weights: { conversations: {}, tickets: { complaint: -0.01 } } }, 400],
    [{ weights: { conversations: {}, tickets: { "no such type": 1 } } }, 400],
    [{ weights: [] }, 400],
  ])("is refused where it is no weight: %j", async (body, status) => {
    const { version } = await settings();
    expect((await send("PUT", PATH, { ...body, version })).status).toBe(status);
    expect((await settings()).version).toBe(version);
  });

  it("is refused for tickets of a type that there is not", async () => {
    const { version } = await settings();
    const answer = await send("PUT", PATH, { weights: { tickets: { "no-such-type": 1 } }, version });
    expect(problem.parse(await answer.json()).reason).toBe("type_unknown");
  });

  it("is for admins alone", async () => {
    expect((await send("GET", PATH, undefined, anna.cookie)).status).toBe(403);
    expect((await send("PUT", PATH, { weights: {}, version: 0 }, anna.cookie)).status).toBe(403);
  });

  it("is settled when a conversation is given, and stays what it was whatever is set later", async () => {
    await set({ conversations: { chat: 1.5 } });
    const feed = await online();
    await begin();
    await held(1);
    await set({ conversations: { chat: 0.25 } });
    await begin();
    const taken = await held(2);
    expect(taken.map(({ hundredths }) => hundredths).toSorted((a, b) => a - b)).toEqual([25, 150]);
    await feed.next("presence", ({ load, exactLoad }) => load === 2 && exactLoad === 1.75);
    // What is told of them later, or asked again, weighs nothing anew.
    for (const { conversation_id: id } of taken) {
      const { epoch } = (await conversationStub(id).assignment()) ?? { epoch: 0 };
      const request = { conversationId: id, inboxId: "web", epoch, weight: 3, manner: "offer" } as const;
      expect((await agentStub().reserve(request)).ok).toBe(true);
      expect((await agentStub().reserve({ ...request, epoch: epoch + 1 })).ok).toBe(true);
    }
    expect((await slots()).map(({ hundredths }) => hundredths).toSorted((a, b) => a - b)).toEqual([25, 150]);
  });

  it("leaves those waiting for whom there is no room, until there is", async () => {
    await set({ conversations: { chat: 2 } });
    await online();
    await begin();
    await held(1);
    const second = await begin();
    await until(
      async () => (await queueStub().position(second)) || undefined,
      () => "it to wait",
    );
    expect(await (await accept(second)).json()).toMatchObject({ reason: "agent_full" });
    // It fits now, and nobody has to do anything for it.
    await set({ conversations: { chat: 1 } });
    await held(2);
  });

  it("is all that somebody has, of what weighs more than anybody can carry", async () => {
    await set({ conversations: { chat: 100 } });
    await online();
    await begin();
    expect((await held(1))[0]?.hundredths).toBe(CAPACITY * 100);
    await set({ conversations: { chat: 0.01 } });
    expect((await accept(await begin())).status).toBe(409);
  });
});
