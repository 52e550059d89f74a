/** What becomes of an agent's slots when news is late, answers are lost, or the agent is gone without a word. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { AgentActor } from "#actors/agent/actor";
import { type AgentPrincipal, encodePrincipal, PRINCIPAL_HEADER } from "#domain/identity/principal";
import { feedServerFrame } from "#protocol/frames";
import { createdConversation } from "#protocol/http";
import { type FeedLine, feedLine, Line, until } from "#test/workers/line";
import { beginSession, call, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

interface Agent {
  readonly id: string;
  readonly cookie: string;
}

let anna: Agent;
let ben: Agent;
let lead: Agent;
let clientIds = 0;

beforeAll(async () => {
  const { logins } = await openShop();
  const arrive = async (role: string, nth = 0): Promise<Agent> => {
    const login = logins.filter((candidate) => candidate.role === role)[nth];
    if (login === undefined) throw new Error(`no ${role}`);
    const cookie = await signIn(login);
    const me = await call("/api/v1/me", { headers: { cookie } });
    return { id: (await me.json<{ id: string }>()).id, cookie };
  };
  [anna, ben, lead] = await Promise.all([arrive("agent", 0), arrive("agent", 1), arrive("supervisor")]);
});

const agentStub = (agent: Agent) => env.AGENT.get(env.AGENT.idFromName(agent.id));
const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));

async function begin(): Promise<string> {
  clientIds += 1;
  const { token } = await beginSession();
  const body = { clientId: `r${clientIds}`, contentType: "text", content: "hello" };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  return createdConversation.parse(await answer.json()).conversationId;
}

function act(agent: Agent, conversationId: string, action: string, body: object = {}) {
  return post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie: agent.cookie, origin: ORIGIN });
}

async function opened(agent: Agent): Promise<FeedLine> {
  const feed = await feedLine(agent.cookie);
  await feed.next("feed.snapshot");
  return feed;
}

function slots(agent: Agent): Promise<{ conversation_id: string; epoch: number; isHeld: number }[]> {
  return runInDurableObject(agentStub(agent), (_, { storage }) =>
    storage.sql
      .exec<{ conversation_id: string; epoch: number; isHeld: number }>(
        "SELECT conversation_id, epoch, lease_until_ms IS NULL AS isHeld FROM slots",
      )
      .toArray(),
  );
}

async function holds(agent: Agent, conversationId: string): Promise<void> {
  await until(
    async () => (await slots(agent)).find((slot) => slot.conversation_id === conversationId && slot.isHeld === 1),
    () => "the slot to be held",
  );
}

async function released(conversationId: string): Promise<void> {
  await until(
    async () => ((await conversationStub(conversationId).assignment())?.assigneeId === undefined ? true : undefined),
    () => "its release",
  );
}

describe("a slot granted again", () => {
  it("is not freed by the late news that the agent had lost the conversation before", async () => {
    const id = await begin();
    expect((await act(anna, id, "accept")).status).toBe(200);
    await holds(anna, id);
    const { epoch } = (await slots(anna)).find((slot) => slot.conversation_id === id) ?? { epoch: 0 };
    const summary = await conversationStub(id).summary();
    if (summary === undefined) throw new Error("not begun");
    // The queue of the team that it was handed to is faster than the news of that.
    const request = { conversationId: id, epoch: epoch + 1, weight: 1, manner: "pick" } as const;
    expect(await agentStub(anna).reserve(request)).toMatchObject({ ok: true });
    const { assigneeId: _, ...unassigned } = summary.conversation;
    await agentStub(anna).conversationChanged({ ...summary, conversation: { ...unassigned, epoch: epoch + 1 } });
    expect((await slots(anna)).filter((slot) => slot.conversation_id === id)).toMatchObject([{ epoch: epoch + 1 }]);
    await agentStub(anna).cancelReservation(id, epoch + 1);
    expect((await slots(anna)).filter((slot) => slot.conversation_id === id)).toEqual([]);
    await act(lead, id, "resolve");
  });

  it("is one slot and one success for whoever asks twice at a time", async () => {
    const id = await begin();
    const answers = await Promise.all([1, 2, 3].map(() => act(ben, id, "accept")));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await holds(ben, id);
    expect((await slots(ben)).filter((slot) => slot.conversation_id === id)).toHaveLength(1);
    await act(lead, id, "resolve");
  });
});

describe("a lapsed lease", () => {
  it("of a conversation that cannot be asked holds up no other, and is asked again later", async () => {
    const [broken, other] = [await begin(), await begin()].sort();
    if (broken === undefined || other === undefined) throw new Error("not begun");
    for (const conversationId of [broken, other]) {
      await agentStub(ben).reserve({ conversationId, epoch: 1, weight: 1, manner: "pick" });
    }
    await runInDurableObject(conversationStub(broken), (_, { storage }) => {
      storage.sql.exec("UPDATE _migrations SET digest = 'another'");
    });
    await evictDurableObject(conversationStub(broken));
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await runInDurableObject(agentStub(ben), async (actor: AgentActor, { storage }) => {
      storage.sql.exec("UPDATE slots SET lease_until_ms = 1 WHERE conversation_id IN (?, ?)", broken, other);
      storage.sql.exec("UPDATE timers SET due_at_ms = 1 WHERE name = 'lease'");
      await actor.alarm();
    });
    expect(log).toHaveBeenCalledWith(expect.stringContaining("lease_unsettled"));
    log.mockRestore();
    expect((await slots(ben)).map((slot) => slot.conversation_id)).toEqual([broken]);
    const dueAtMs = await runInDurableObject(
      agentStub(ben),
      (_, { storage }) =>
        storage.sql.exec<{ at: number }>("SELECT due_at_ms AS at FROM timers WHERE name = 'lease'").one().at,
    );
    expect(dueAtMs).toBeGreaterThan(Date.now());
    await agentStub(ben).cancelReservation(broken, 1);
  });
});

describe("an agent who is offline and picked something", () => {
  it("keeps it while their page is open or loaded anew, and no longer", async () => {
    const id = await begin();
    const feed = await opened(anna);
    expect((await act(anna, id, "accept")).status).toBe(200);
    await holds(anna, id);
    feed.close();
    const again = await opened(anna);
    await new Promise((resolve) => setTimeout(resolve, 2 * Number(env.AGENT_DROP_GRACE_MS)));
    expect(await conversationStub(id).assignment()).toMatchObject({ assigneeId: anna.id });
    again.close();
    await released(id);
    await act(lead, id, "resolve");
  });
});

describe("an agent who says that they are offline", () => {
  it("loses what they have, though they load their page anew", async () => {
    const id = await begin();
    const feed = await opened(anna);
    expect((await act(anna, id, "accept")).status).toBe(200);
    await holds(anna, id);
    feed.send({ type: "presence.set", status: "online" });
    feed.send({ type: "presence.set", status: "offline" });
    await feed.next("presence", ({ status }) => status === "online");
    feed.close();
    const again = await opened(anna);
    await released(id);
    again.close();
    await act(lead, id, "resolve");
  });
});

describe("a feed whose session has expired", () => {
  it("is closed without a frame having to come", async () => {
    const principal: AgentPrincipal = {
      ...{ type: "agent", id: ben.id, name: "Tom Baker 汤明", role: "agent", teamIds: ["support"], sessionId: "short" },
      expiresAtMs: Date.now() + 200,
    };
    const headers = { upgrade: "websocket", [PRINCIPAL_HEADER]: encodePrincipal(principal) };
    const { webSocket } = await agentStub(ben).fetch(new Request(ORIGIN, { headers }));
    if (webSocket === null) throw new Error("no socket");
    expect(await new Line(webSocket, feedServerFrame).closed()).toBe(4401);
  });
});
