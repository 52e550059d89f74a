/**
 * The real server is killed while a queue hands out, the moment that a place is seen to be reserved: before its conversation
 * was told, or just after. Each crash comes at a later place, and after every other one an agent with reserved places stays
 * away, so that nobody asks for these again. `npm run test:crash`: ten crashes.
 */
import { setImmediate as soon } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RoutingAtRest, routingAtRest, watchSlots } from "#test/harness/actors-at-rest";
import { openCustomerSession, signIn, startConversation } from "#test/harness/people";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";
import { connectFeed } from "#test/harness/wire-client";

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 2);
/** `DEFAULT_AGENT_CAPACITY`. */
const CAPACITY = 6;
const AGENTS = 2;
/** All agents together carry all of them but four. */
const CONVERSATIONS = CAPACITY * AGENTS + 4;
/** A lease's 15 s, and 5 s until it is asked about; the rest is a slow machine's. */
const FREED_WITHIN_MS = 90_000;
const READY_WITHIN_MS = 60_000;

let instance: Awaited<ReturnType<typeof newInstance>>;
let server: RunningServer;
let cookies: { cookie: string }[];
let feeds: Awaited<ReturnType<typeof connectFeed>>[] = [];

beforeAll(async () => {
  instance = await newInstance();
  server = await startServer(instance);
  const agents = server.demo.logins.filter(({ role }) => role === "agent").slice(0, AGENTS);
  const signInAs = (login: (typeof agents)[number]) =>
    signIn({ url: server.url, demo: { ...server.demo, logins: [login] } }, "agent");
  cookies = await Promise.all(agents.map(signInAs));
});
afterAll(async () => {
  await server?.killGroup();
  instance?.remove();
});

async function connect(): Promise<void> {
  feeds = await Promise.all(cookies.map((cookie) => connectFeed(server, cookie)));
  for (const feed of feeds) await feed.hear("feed.snapshot");
}

function agentsAre(status: "online" | "busy", some = feeds): void {
  for (const feed of some) feed.send({ type: "presence.set", status });
}

async function customersWait(): Promise<void> {
  const come = async (number: number) => {
    const session = await openCustomerSession(server);
    await startConversation(server, session, `first-${number}`, `问题 ${number}`);
  };
  await Promise.all(Array.from({ length: CONVERSATIONS }, (_, number) => come(number)));
  const inLine = () => routingAtRest(instance.stateDir).inLine.size;
  await expect.poll(inLine, { timeout: READY_WITHIN_MS }).toBe(CONVERSATIONS);
}

/** @param nth the place at whose reservation the machine stops. @returns how many were reserved and nobody's by then */
async function crashAt(nth: number): Promise<number> {
  const watched = watchSlots(instance.stateDir);
  for (const untilMs = Date.now() + READY_WITHIN_MS; watched.count() < nth && Date.now() < untilMs; ) await soon();
  const killed = server.killGroup();
  watched.close();
  await killed;
  const left = routingAtRest(instance.stateDir);
  expect(left.slots.length, "the queue was handing out").toBeGreaterThanOrEqual(nth);
  expectWithinCapacity(left);
  const assignees = new Map(left.conversations.map((one) => [one.conversationId, one.assigneeId]));
  return left.slots.filter((slot) => assignees.get(slot.conversationId) === null).length;
}

function expectWithinCapacity({ slots }: RoutingAtRest): void {
  for (const agentId of new Set(slots.map((slot) => slot.agentId))) {
    const weights = slots.filter((slot) => slot.agentId === agentId).map(({ weight }) => weight);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeLessThanOrEqual(CAPACITY);
  }
}

/** @returns what is not as it should be once nothing more happens: everybody is in line, or theirs whose place they take */
function faults({ slots, conversations, inLine }: RoutingAtRest): string[] {
  const leased = slots.filter((slot) => slot.leaseUntilMs !== null).map((slot) => `${slot.conversationId} is leased`);
  const open = new Set(conversations.map((one) => one.conversationId));
  const lost = slots.filter((slot) => !open.has(slot.conversationId)).map((slot) => `${slot.conversationId} is over`);
  const wrong = conversations.flatMap(({ conversationId, assigneeId }) => {
    const holders = slots.filter((slot) => slot.conversationId === conversationId).map((slot) => slot.agentId);
    const isRight = assigneeId === null ? holders.length === 0 : holders.join() === assigneeId;
    if (isRight && inLine.has(conversationId) === (assigneeId === null)) return [];
    return [`${conversationId} of ${assigneeId} has places with ${holders.join(" and ")}, or a wrong one in line`];
  });
  return [...leased, ...lost, ...wrong];
}

async function comesRight(places: number): Promise<void> {
  const look = () => {
    const now = routingAtRest(instance.stateDir);
    expectWithinCapacity(now);
    return { faults: faults(now), taken: now.slots.length };
  };
  await expect.poll(look, { timeout: FREED_WITHIN_MS, interval: 250 }).toEqual({ faults: [], taken: places });
}

async function everythingIsResolved(admin: { cookie: string }): Promise<void> {
  agentsAre("busy");
  const headers = { ...admin, origin: server.url, "content-type": "application/json" };
  for (const { conversationId } of routingAtRest(instance.stateDir).conversations) {
    const path = `${server.url}/api/v1/conversations/${conversationId}/resolve`;
    expect((await fetch(path, { method: "POST", headers, body: "{}" })).status).toBe(200);
  }
  const left = () => {
    const { slots, conversations, inLine } = routingAtRest(instance.stateDir);
    return slots.length + conversations.length + inLine.size;
  };
  await expect.poll(left, { timeout: READY_WITHIN_MS }).toBe(0);
}

test(`gives back what was reserved, through ${ROUNDS} crashes`, { timeout: 200_000 + ROUNDS * 300_000 }, async () => {
  const admin = await signIn(server, "admin");
  let orphaned = 0;
  await connect();
  for (let round = 0; round < ROUNDS; round += 1) {
    agentsAre("busy");
    await customersWait();
    agentsAre("online");
    orphaned += await crashAt(1 + ((round * 3) % (CAPACITY * AGENTS - 1)));
    server = await startServer(instance);
    await connect();
    const [first, ...others] = feeds;
    const isAway = round % 2 === 1 && first !== undefined;
    if (isAway) {
      agentsAre("busy", [first]);
      agentsAre("online", others);
      const kept = () => routingAtRest(instance.stateDir);
      await expect.poll(() => faults(kept()), { timeout: FREED_WITHIN_MS, interval: 250 }).toEqual([]);
    }
    agentsAre("online");
    await comesRight(CAPACITY * AGENTS);
    await everythingIsResolved(admin);
  }
  // Of many crashes one at least left a place that was reserved and nobody's; that of two is up to chance.
  expect(orphaned).toBeGreaterThanOrEqual(ROUNDS < 10 ? 0 : 1);
});
