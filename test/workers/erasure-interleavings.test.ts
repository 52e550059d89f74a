/**
 * An erasure in the midst of everything: sends, repeats, picks, transfers, snoozes, evictions, alarms. Whatever the order, of
 * the erased customer nothing is left anywhere, nothing breaks, and the conversations of others lose nothing.
 */
import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { privacyRequest } from "#protocol/http-privacy";
import type { Login } from "#scripts/seed/seed";
import { begin } from "#test/workers/begin";
import { dumpActor, dumpDatabase } from "#test/workers/dump";
import { customerLine, feedLine, until } from "#test/workers/line";
import { Person } from "#test/workers/person";
import { askErasure, settled } from "#test/workers/privacy-requests";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

const RUNS = 5;
const STEPS = 25;

let logins: readonly Login[];
let admin: string;
let agents: { id: string; cookie: string }[];
let said = 0;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
  const staff = logins.filter(({ role }) => role === "agent" || role === "supervisor").slice(0, 3);
  agents = await Promise.all(
    staff.map(async (login) => {
      const cookie = await signIn(login);
      const { id } = await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>();
      const feed = await feedLine(cookie);
      await feed.next("feed.snapshot");
      feed.send({ type: "subscribe", views: ["unassigned", "all"] });
      feed.send({ type: "presence.set", status: "online" });
      return { id, cookie };
    }),
  );
});

const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));
const agentStub = (id: string) => env.AGENT.get(env.AGENT.idFromName(id));
const queueStub = (id: string) => env.QUEUE.get(env.QUEUE.idFromName(id));

const step = fc.record({
  what: fc.constantFrom(
    ...(["say", "say", "repeat", "receipt", "drop", "connect"] as const),
    ...(["accept", "transfer", "transferTeam", "resolve", "reopen", "snooze"] as const),
    ...(["evictConversation", "evictAgent", "evictQueue", "alarm"] as const),
  ),
  /** The one that is erased, or another customer's. */
  talk: fc.nat({ max: 1 }),
  agent: fc.nat({ max: 2 }),
  other: fc.nat({ max: 2 }),
  waits: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function talkOf() {
  const begun = await begin();
  const person = new Person(() => customerLine(begun.conversationId, begun.token));
  await person.connect();
  return { ...begun, person };
}
type Talk = Awaited<ReturnType<typeof talkOf>>;

async function evict(stub: Parameters<typeof evictDurableObject>[0]): Promise<void> {
  await evictDurableObject(stub).catch((error: Error) => {
    if (!error.message.includes("not currently running")) throw error;
  });
}

async function take({ what, talk: nth, agent: agentNth, other: otherNth }: Step, talks: readonly Talk[]) {
  const talk = talks[nth];
  const agent = agents[agentNth % agents.length];
  const other = agents[otherNth % agents.length];
  if (talk === undefined || agent === undefined || other === undefined) throw new Error("nobody");
  const { conversationId, person } = talk;
  const act = async (action: string, body: object = {}) => {
    const headers = { cookie: agent.cookie, origin: ORIGIN };
    const answer = await post(`/api/v1/conversations/${conversationId}/${action}`, body, headers);
    const text = await answer.text();
    // What is refused is refused, also when it was erased in the midst of it; nothing breaks.
    expect([action, answer.status < 500, text.slice(0, 200)]).toEqual([action, true, expect.anything()]);
  };
  switch (what) {
    case "say":
      said += 1;
      return person.say(`say${said}`, `text ${said} 你好`);
    case "repeat":
      return person.repeat(said);
    case "receipt":
      return person.receipt("read");
    case "drop":
      return person.drop();
    case "connect":
      // The erased one's line is refused.
      return person.connect().catch(() => undefined);
    case "accept":
    case "resolve":
    case "reopen":
      return act(what);
    case "transfer":
      return act("transfer", { agentId: other.id, reason: "r" });
    case "transferTeam":
      return act("transfer", { teamId: otherNth % 2 === 0 ? "support" : "after-sales", reason: "r" });
    case "snooze":
      return act("snooze", { untilMs: Date.now() + 200 });
    case "evictConversation":
      return evict(conversationStub(conversationId));
    case "evictAgent":
      return evict(agentStub(agent.id));
    case "evictQueue":
      return evict(queueStub("support"));
    case "alarm":
      await runDurableObjectAlarm(queueStub("support"));
      await runDurableObjectAlarm(agentStub(agent.id));
      await runDurableObjectAlarm(conversationStub(conversationId));
      return;
  }
}

/** Every table of every actor and of D1 that still holds this id, as a value or within one. */
async function mentionsOf(conversationId: string): Promise<string[]> {
  const dumps = [
    ["D1", await dumpDatabase()],
    ...(await Promise.all(agents.map(async ({ id }) => ["agent", await dumpActor(agentStub(id))] as const))),
    ...(await Promise.all(
      ["support", "after-sales"].map(async (team) => ["queue", await dumpActor(queueStub(team))] as const),
    )),
  ] as const;
  return dumps.flatMap(([owner, tables]) =>
    Object.entries(tables)
      .filter(([, rows]) => rows.some((row) => JSON.stringify(row).includes(conversationId)))
      .map(([table]) => `${owner} ${table}`),
  );
}

describe("an erasure in the midst of everything", () => {
  it("leaves nothing of the one, and all of the others", { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: STEPS }),
        fc.nat({ max: STEPS }),
        async (script, at) => {
          const talks = [await talkOf(), await talkOf()] as const;
          const [erased, kept] = talks;
          const underWay: Promise<unknown>[] = [];
          let asked: Promise<Response> | undefined;
          for (const [index, next] of script.entries()) {
            if (index === at % script.length) asked = askErasure(admin, erased.contactId);
            const taken = take(next, talks);
            if (next.waits) await taken;
            else underWay.push(taken);
          }
          await Promise.all(underWay);
          const { id } = privacyRequest.parse(await (await asked)?.json());
          await settled(admin, id);

          await kept.person.connect();
          await kept.person.everythingAcknowledged();
          expect((await conversationStub(kept.conversationId).summary())?.conversation.id).toBe(kept.conversationId);
          expect(await conversationStub(erased.conversationId).summary()).toBeUndefined();
          const {
            messages,
            participants,
            conversation,
            client_ids: clientIds,
          } = await dumpActor(conversationStub(erased.conversationId));
          expect({ messages, participants, conversation, clientIds }).toEqual({
            messages: [],
            participants: [],
            conversation: [],
            clientIds: [],
          });
          // The registry, the audit log and the notes that it is erased: ids, and nothing that lists it.
          const allowed = /^(D1 actor_registry|D1 audit_log|D1 search_generations|agent erased|queue erased)$/;
          await until(
            async () =>
              (await mentionsOf(erased.conversationId)).every((place) => allowed.test(place)) ? true : undefined,
            () => "nothing to be left",
            40_000,
          ).catch(async () => expect(await mentionsOf(erased.conversationId)).toEqual([]));
          const headers = { cookie: admin, origin: ORIGIN };
          await post(`/api/v1/conversations/${kept.conversationId}/resolve`, {}, headers);
          for (const { person } of talks) person.drop();
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  });
});
