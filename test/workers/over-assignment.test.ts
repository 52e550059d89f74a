/**
 * A thousand customers at once, agents in two teams, picks that race the queues and each other, a queue that died after it
 * reserved, and a shop that keeps changing how much of a place each takes: nobody ever has more than they can carry, nothing is anybody's twice, and no place is lost.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { type AgentPrincipal, agentPrincipal, type ContactPrincipal } from "#domain/identity/principal";
import { DATA_KEY_BYTES, NONCE_BYTES } from "#domain/privacy/envelope";
import { wrapDataKey } from "#domain/privacy/key-ring";
import { newId } from "#protocol/ids";
import { type FeedLine, feedLine, until } from "#test/workers/line";
import { call, openShop, signIn } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";

const ARRIVALS = 1_000;
const CAPACITY = 20;
const TEAMS = ["support", "after-sales"] as const;
const PICKS = 60;
const DAY_MS = 86_400_000;
/** In places; the last one stays. */
const WEIGHTS = [1, 0.25, 1.75, 3, 0.1, 100, 0.5];
const LAST_WEIGHT = 0.5;

interface Agent {
  readonly principal: AgentPrincipal;
  readonly feed: FeedLine;
}

const agents: Agent[] = [];

const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));
const agentStub = ({ principal }: Agent) => env.AGENT.get(env.AGENT.idFromName(principal.id));
const queueStub = (teamId: string) => env.QUEUE.get(env.QUEUE.idFromName(teamId));

beforeAll(async () => {
  const { logins } = await openShop();
  await env.DB.prepare("UPDATE user SET team_ids = ?, capacity = ?").bind(JSON.stringify(TEAMS), CAPACITY).run();
  const staff = logins.filter(({ role }) => role === "agent" || role === "supervisor");
  for (const login of staff) {
    const cookie = await signIn(login);
    const me = await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string; name: string }>();
    // Their actor reads what they may carry.
    await env.AGENT.get(env.AGENT.idFromName(me.id)).accessChanged();
    const feed = await feedLine(cookie);
    await feed.next("feed.snapshot");
    const session = { sessionId: "picks", expiresAtMs: Date.now() + DAY_MS };
    const who = { type: "agent", id: me.id, name: me.name, role: login.role, teamIds: [...TEAMS] } as const;
    agents.push({ principal: agentPrincipal.parse({ ...who, ...session }), feed });
  }
}, 60_000);

/** As the worker hands a first message over; straight to the actor, as a thousand sign-ins are not what is looked at. */
async function arrive(nth: number): Promise<string> {
  const id = newId(Date.now());
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const subject = { kind: "conversation", id } as const;
  const key = wrapDataKey(secretsOf(env).keyRing, subject, random(DATA_KEY_BYTES), random(NONCE_BYTES));
  const contactId = newId(Date.now());
  const session = { sessionId: "s", expiresAtMs: Date.now() + DAY_MS };
  const contact: ContactPrincipal = { type: "contact", id: contactId, inboxId: "web", ...session };
  const first = { contactName: undefined, clientId: "first", content: "hello", attachmentIds: [] };
  const teamId = TEAMS[nth % TEAMS.length] ?? "support";
  const started = await conversationStub(id).start(contact, {
    conversationId: id,
    inboxId: "web",
    teamId,
    key,
    ...first,
  });
  expect(started.ok).toBe(true);
  return id;
}

type SlotRow = { conversation_id: string; epoch: number; hundredths: number; lease_until_ms: number | null };

function slotsOf(agent: Agent): Promise<SlotRow[]> {
  return runInDurableObject(agentStub(agent), (_, { storage: { sql } }) =>
    sql.exec<SlotRow>("SELECT * FROM slots").toArray(),
  );
}

const loadOf = (slots: readonly SlotRow[]) => slots.reduce((sum, { hundredths }) => sum + hundredths, 0) / 100;

async function expectWithinCapacity(): Promise<void> {
  for (const agent of agents) expect(loadOf(await slotsOf(agent))).toBeLessThanOrEqual(CAPACITY);
}

/** From now on; queues hear of it at different times. */
async function weigh(chat: number): Promise<void> {
  await env.DB.prepare("INSERT OR REPLACE INTO work_weights (id, version, weights) VALUES (1, 1, ?)")
    .bind(JSON.stringify({ conversations: { chat }, tickets: {} }))
    .run();
  for (const teamId of TEAMS)
    await queueStub(teamId)
      .policyChanged()
      .catch(() => undefined);
}

/** A queue that reserved and died, long ago: nobody commits, and the agent has to ask by themselves. */
async function orphanLease(agent: Agent, conversationId: string): Promise<void> {
  const { epoch } = (await conversationStub(conversationId).assignment()) ?? {};
  if (epoch === undefined) throw new Error("not begun");
  await agentStub(agent).reserve({ conversationId, inboxId: "web", epoch, weight: 1.25, manner: "offer" });
  await runInDurableObject(agentStub(agent), (_, { storage: { sql } }) => {
    sql.exec(
      "UPDATE slots SET lease_until_ms = 1 WHERE lease_until_ms IS NOT NULL AND conversation_id = ?",
      conversationId,
    );
    sql.exec("UPDATE timers SET due_at_ms = 1 WHERE name = 'lease'");
  });
}

it("gives each place once, however many come at once", { timeout: 120_000 }, async () => {
  expect(agents.length).toBeGreaterThan(2);
  for (const { feed } of agents) feed.send({ type: "presence.set", status: "online" });
  const ids: string[] = [];
  const arriving = Promise.all(Array.from({ length: ARRIVALS }, async (_, nth) => ids.push(await arrive(nth))));
  // While they come: two at a time want the same one, and queues die in between.
  for (let pick = 0; pick < PICKS; pick++) {
    const id = await until(
      () => ids.at(-1 - (pick % 3)),
      () => "somebody to come",
    );
    const [one, other] = [agents[pick % agents.length], agents[(pick + 1) % agents.length]];
    if (one === undefined || other === undefined) throw new Error("nobody there");
    const picks = [one, other].map(({ principal }) =>
      conversationStub(id).perform(principal, { type: "conversation.accept" }),
    );
    if (pick % 10 === 0) picks.push(conversationStub(id).perform(other.principal, { type: "conversation.accept" }));
    if (pick % 5 === 0) void weigh(WEIGHTS[(pick / 5) % WEIGHTS.length] ?? 1);
    if (pick % 7 === 0) await orphanLease(other, id);
    if (pick % 15 === 0) await evictDurableObject(queueStub("support")).catch(() => undefined);
    await Promise.all(picks);
    await expectWithinCapacity();
  }
  await arriving;
  expect(new Set(ids).size).toBe(ARRIVALS);
  await weigh(LAST_WEIGHT);

  const isSettled = async () => {
    for (const agent of agents) await runDurableObjectAlarm(agentStub(agent));
    for (const teamId of TEAMS) await runDurableObjectAlarm(queueStub(teamId));
    await expectWithinCapacity();
    const slots = await Promise.all(agents.map(slotsOf));
    const areHeld = slots.flat().every(({ lease_until_ms: leaseUntilMs }) => leaseUntilMs === null);
    return areHeld && slots.every((theirs) => CAPACITY - loadOf(theirs) < LAST_WEIGHT) ? true : undefined;
  };
  await until(isSettled, () => "every place to be taken for good", 20_000);

  const holders = new Map<string, string>();
  for (const agent of agents) {
    for (const { conversation_id: id } of await slotsOf(agent)) {
      expect(holders.has(id), "held by one").toBe(false);
      holders.set(id, agent.principal.id);
    }
  }
  const states = await Promise.all(ids.map(async (id) => [id, await conversationStub(id).assignment()] as const));
  for (const [id, state] of states) expect(state?.assigneeId).toBe(holders.get(id));
  for (const { feed } of agents) feed.close();
});
