/**
 * Random interleavings of everything that happens at once: sends, repeats, drops, evictions, alarms, picks, transfers,
 * lapsed leases, agents who come and go. Whatever the order, both sides end with the same messages in the same order,
 * no agent ever has more than their capacity, and a conversation has one assignee, whose slot it is.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { createdConversation } from "#protocol/http";
import type { Login } from "#scripts/seed/seed";
import { agentLine, customerLine, type FeedLine, feedLine, until } from "#test/workers/line";
import { Person } from "#test/workers/person";
import { beginSession, call, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

const RUNS = 8;
const STEPS = 40;
const CONVERSATIONS = 4;
/** Fewer than there are conversations, so that it is in the way. */
const CAPACITY = 2;

interface Agent {
  readonly id: string;
  readonly cookie: string;
  feed: FeedLine | undefined;
}

interface Talk {
  readonly id: string;
  readonly sides: readonly [customer: Person, agent: Person];
}

const agents: Agent[] = [];
let started = 0;
let said = 0;

beforeAll(async () => {
  const { logins } = await openShop();
  const staff = logins.filter(({ role }) => role === "agent" || role === "supervisor");
  agents.push(...(await Promise.all(staff.map(arrive))));
}, 30_000);

async function arrive(login: Login): Promise<Agent> {
  const cookie = await signIn(login);
  const { id } = await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>();
  const feed = await feedLine(cookie);
  await feed.next("feed.snapshot");
  await runInDurableObject(agentStub(id), (_, { storage: { sql } }) => {
    sql.exec("UPDATE agent SET capacity = ?", CAPACITY);
  });
  // It reads its own anew when it wakes.
  await evict(agentStub(id));
  feed.close();
  return { id, cookie, feed: undefined };
}

async function begin(): Promise<Talk> {
  started += 1;
  const { token } = await beginSession();
  const body = { clientId: `start${started}`, contentType: "text", content: "hello" };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  const { conversationId: id } = createdConversation.parse(await answer.json());
  const supervisor = agents.at(-1);
  if (supervisor === undefined) throw new Error("nobody there");
  const sides = [
    new Person(() => customerLine(id, token)),
    new Person(() => agentLine(id, supervisor.cookie)),
  ] as const;
  for (const side of sides) await side.connect();
  return { id, sides };
}

const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));
const agentStub = (id: string) => env.AGENT.get(env.AGENT.idFromName(id));
const queueStub = (id: string) => env.QUEUE.get(env.QUEUE.idFromName(id));

/** The slots of an agent, read from its own storage. */
function slotsOf(agent: Agent): Promise<{ conversation_id: string; lease_until_ms: number | null }[]> {
  return runInDurableObject(agentStub(agent.id), (_, { storage: { sql } }) =>
    sql.exec("SELECT name FROM sqlite_master WHERE name = 'slots'").toArray().length === 0
      ? []
      : sql
          .exec<{ conversation_id: string; lease_until_ms: number | null }>(
            "SELECT conversation_id, lease_until_ms FROM slots",
          )
          .toArray(),
  );
}

const step = fc.record({
  what: fc.constantFrom(
    ...(["say", "say", "say", "repeat", "receipt", "drop", "drop", "connect", "connect"] as const),
    ...(["evictConversation", "evictAgent", "evictQueue", "alarm"] as const),
    ...(["accept", "accept", "transfer", "transferTeam", "assign", "resolve", "reopen", "snooze"] as const),
    ...(["online", "online", "offline", "gone", "orphanLease"] as const),
  ),
  talk: fc.nat({ max: CONVERSATIONS - 1 }),
  side: fc.nat({ max: 1 }),
  agent: fc.nat({ max: 3 }),
  other: fc.nat({ max: 3 }),
  /** Whether the next step waits for this one. */
  waits: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take(
  { what, talk: nth, side: sideNth, agent: agentNth, other: otherNth }: Step,
  talks: Talk[],
): Promise<void> {
  const talk = talks[nth % talks.length];
  const agent = agents[agentNth % agents.length];
  const other = agents[otherNth % agents.length];
  const side = talk?.sides[sideNth];
  if (talk === undefined || agent === undefined || other === undefined || side === undefined) throw new Error("nobody");
  const act = async (action: string, body: object = {}) => {
    const answer = await post(`/api/v1/conversations/${talk.id}/${action}`, body, {
      cookie: agent.cookie,
      origin: ORIGIN,
    });
    await answer.body?.cancel();
    // Refusals are part of the game; breaking is not.
    expect(answer.status).toBeLessThan(500);
  };
  switch (what) {
    case "say":
      said += 1;
      return side.say(`say${said}`, `text ${said} 你好`);
    case "repeat":
      return side.repeat(said);
    case "receipt":
      return side.receipt(said % 2 === 0 ? "read" : "delivered");
    case "drop":
      return side.drop();
    case "connect":
      return side.connect();
    case "evictConversation":
      return evict(conversationStub(talk.id));
    case "evictAgent":
      return evict(agentStub(agent.id));
    case "evictQueue":
      return evict(queueStub("support"));
    case "alarm":
      await runDurableObjectAlarm(queueStub("support"));
      await runDurableObjectAlarm(agentStub(agent.id));
      await runDurableObjectAlarm(conversationStub(talk.id));
      return;
    case "accept":
    case "resolve":
    case "reopen":
      return act(what);
    case "transfer":
      return act("transfer", { agentId: other.id, reason: "r" });
    case "transferTeam":
      return act("transfer", { teamId: otherNth % 2 === 0 ? "support" : "after-sales", reason: "r" });
    case "assign":
      return act("assign", { agentId: other.id });
    case "snooze":
      return act("snooze", { untilMs: Date.now() + 300 });
    case "online":
    case "offline":
      agent.feed ??= await feedLine(agent.cookie);
      return agent.feed.send({ type: "presence.set", status: what });
    case "gone":
      agent.feed?.close();
      agent.feed = undefined;
      return;
    case "orphanLease":
      return orphanLease(talk, agent);
  }
}

/** One that is not in memory is evicted already. */
async function evict(stub: Parameters<typeof evictDurableObject>[0]): Promise<void> {
  await evictDurableObject(stub).catch((error: Error) => {
    if (!error.message.includes("not currently running")) throw error;
  });
}

/** A queue that died between reserving and committing, long ago: the lease lapses, and the agent has to ask. */
async function orphanLease(talk: Talk, agent: Agent): Promise<void> {
  const { conversation } = (await conversationStub(talk.id).summary()) ?? {};
  if (conversation === undefined) return;
  const request = { conversationId: talk.id, epoch: conversation.epoch, weight: 1, manner: "pick" } as const;
  await agentStub(agent.id).reserve(request);
  await runInDurableObject(agentStub(agent.id), (_, { storage: { sql } }) => {
    if (sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'slots'").toArray().length === 0) return;
    sql.exec("UPDATE slots SET lease_until_ms = 1 WHERE lease_until_ms IS NOT NULL AND conversation_id = ?", talk.id);
    sql.exec("UPDATE timers SET due_at_ms = 1 WHERE name = 'lease'");
  });
  await runDurableObjectAlarm(agentStub(agent.id));
}

/** By what the agents keep of it, and by what the conversations say. */
async function checkCapacity(talks: readonly Talk[]): Promise<void> {
  for (const agent of agents) {
    expect((await slotsOf(agent)).length, "load within capacity").toBeLessThanOrEqual(CAPACITY);
  }
  const states = await Promise.all(talks.map((talk) => conversationStub(talk.id).assignment()));
  for (const agent of agents) {
    const had = states.filter((state) => state?.takesSlot && state.assigneeId === agent.id);
    expect(had.length, "conversations within capacity").toBeLessThanOrEqual(CAPACITY);
  }
}

/** Undefined as long as news is still under way. */
async function assignmentIsSettled(talk: Talk): Promise<true | undefined> {
  const state = await conversationStub(talk.id).assignment();
  const holders = [];
  for (const agent of agents) {
    const slots = await slotsOf(agent);
    if (slots.some((slot) => slot.conversation_id === talk.id && slot.lease_until_ms === null)) holders.push(agent.id);
  }
  const expected = state?.takesSlot === true ? [state.assigneeId] : [];
  return JSON.stringify(holders) === JSON.stringify(expected) ? true : undefined;
}

describe("whatever happens in whatever order", () => {
  it("both sides agree, capacity holds, and there is one assignee", { timeout: 120_000 }, async () => {
    const steps = fc.array(step, { minLength: 10, maxLength: STEPS });
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const talks = await Promise.all(Array.from({ length: CONVERSATIONS }, begin));
        const underWay: Promise<void>[] = [];
        for (const next of script) {
          const taken = take(next, talks);
          if (next.waits) await taken;
          else underWay.push(taken);
          if (script.indexOf(next) % 8 === 0) await checkCapacity(talks);
        }
        await Promise.all(underWay);
        await checkCapacity(talks);
        for (const talk of talks) {
          for (const side of talk.sides) {
            await side.connect();
            await side.everythingAcknowledged();
          }
          const [customer, agent] = talk.sides;
          await until(
            () => (customer.shown().length === agent.shown().length ? true : undefined),
            () => "both sides to have as many messages",
          );
          expect(customer.shown()).toEqual(agent.shown());
          const clientIds = customer.shown().map((line) => line.split(" ")[1]);
          expect(new Set(clientIds).size, "nothing twice").toBe(clientIds.length);
          const sent = talk.sides.flatMap((side) => side.acknowledged);
          expect(clientIds, "nothing lost").toEqual(expect.arrayContaining(sent));
          await until(
            () => assignmentIsSettled(talk),
            () => "one assignee, whose slot it is",
          );
        }
        await checkCapacity(talks);
        for (const talk of talks) {
          await post(
            `/api/v1/conversations/${talk.id}/resolve`,
            {},
            { cookie: agents.at(-1)?.cookie ?? "", origin: ORIGIN },
          );
          for (const side of talk.sides) side.drop();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
