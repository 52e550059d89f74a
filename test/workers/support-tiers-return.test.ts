/** Who hands work on to a line of support: it does not come straight back to them, and nor does it move on when they ask again. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { conversationAnswer } from "#protocol/http";
import { managedTeam } from "#protocol/http-teams";
import type { Ticket } from "#protocol/http-tickets";
import { begin, nextClientId } from "#test/workers/begin";
import { arrive, type Colleague, join, refusal, send } from "#test/workers/colleagues";
import { type FeedLine, feedLine, until } from "#test/workers/line";
import { loginOf, openShop } from "#test/workers/shop";

const REASON = "It needs somebody who knows kilns";

let admin: Colleague;
/** In the second line too. */
let handsOn: Colleague;
let expert: Colleague;
let specialist: Colleague;
let experts: string;
let specialists: string;

async function makeTeam(name: string): Promise<string> {
  const { id } = managedTeam.parse(await (await send("POST", "/api/v1/admin/teams", admin, { name })).json());
  return id;
}

/** Of the second line, and no other. */
async function ofSecondLine(...teamIds: string[]): Promise<void> {
  await env.DB.exec("UPDATE teams SET support_tier = 1");
  for (const teamId of teamIds) {
    const body = { supportTier: 2, supportTierBefore: 1 };
    expect((await send("PUT", `/api/v1/admin/teams/${teamId}/support-tier`, admin, body)).status).toBe(200);
  }
}

beforeAll(async () => {
  const { logins } = await openShop();
  admin = await arrive(loginOf(logins, "admin"));
  experts = await makeTeam("Experts");
  specialists = await makeTeam("Specialists");
}, 60_000);

beforeEach(async () => {
  handsOn = await join(admin, { role: "agent", teamIds: ["support", experts] });
  expert = await join(admin, { role: "agent", teamIds: [experts] });
  specialist = await join(admin, { role: "agent", teamIds: [specialists] });
});

describe("work that is handed on to a line by somebody who is in it too", () => {
  it("goes to the team where somebody else is in", async () => {
    await ofSecondLine(experts, specialists);
    const feeds = [await online(handsOn, experts), await online(specialist, specialists)];
    const id = await taken();
    expect((await toSecondLine(id)).teamId).toBe(specialists);
    await heldBy(id, specialist);
    const ticket = await ticketToSecondLine();
    expect(ticket.teamId).toBe(specialists);
    await allOffline(feeds);
  });

  it("waits for somebody else in a team where nobody else is in", async () => {
    await ofSecondLine(experts);
    const feeds = [await online(handsOn, experts)];
    const id = await taken();
    expect((await toSecondLine(id)).teamId).toBe(experts);
    feeds.push(await online(expert, experts));
    await heldBy(id, expert);
    await allOffline(feeds);
  });

  it("can still be picked by them", async () => {
    await ofSecondLine(experts);
    const id = await taken();
    await toSecondLine(id);
    expect((await act(id, "accept")).status).toBe(200);
    await heldBy(id, handsOn);
  });
});

describe("a transfer to a line that is asked for again, its answer being lost", () => {
  it("is answered as it is, whether one team is of the line or two", async () => {
    for (const teams of [[experts], [experts, specialists]]) {
      await ofSecondLine(...teams);
      const id = await taken();
      const first = await toSecondLine(id);
      const again = await act(id, "transfer", { supportTier: 2, reason: REASON });
      expect(again.status).toBe(200);
      expect(conversationAnswer.parse(await again.json()).conversation).toEqual(first);
    }
  });

  it("is one again once somebody had it", async () => {
    await ofSecondLine(experts);
    const id = await taken();
    await toSecondLine(id);
    expect((await act(id, "accept")).status).toBe(200);
    const again = await act(id, "transfer", { supportTier: 2, reason: REASON });
    expect([again.status, await refusal(again)]).toEqual([409, "tier_unserved"]);
  });
});

function act(conversationId: string, action: string, body: object = {}) {
  return send("POST", `/api/v1/conversations/${conversationId}/${action}`, handsOn, body);
}

/** A conversation that they took. */
async function taken(): Promise<string> {
  const { conversationId } = await begin();
  expect((await act(conversationId, "accept")).status).toBe(200);
  return conversationId;
}

async function toSecondLine(conversationId: string) {
  const answer = await act(conversationId, "transfer", { supportTier: 2, reason: REASON });
  return conversationAnswer.parse(await answer.json()).conversation;
}

async function ticketToSecondLine(): Promise<Ticket> {
  const body = { clientId: nextClientId(), subject: "The kiln fails", inboxId: "web", teamId: "support" };
  const made = await ticketOf(await send("POST", "/api/v1/tickets", handsOn, { ...body, assigneeId: handsOn.id }));
  const to = { version: made.version, supportTier: 2, reason: REASON };
  return ticketOf(await send("POST", `/api/v1/tickets/${made.id}/transfer`, handsOn, to));
}

async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}

async function heldBy(conversationId: string, colleague: Colleague): Promise<void> {
  const conversation = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
  const assigneeId = await until(
    async () => (await conversation.assignment())?.assigneeId,
    () => "somebody to have it",
  );
  expect(assigneeId).toBe(colleague.id);
}

/** Presence reaches the queue of a team through an outbox. */
async function online(colleague: Colleague, teamId: string): Promise<FeedLine> {
  const feed = await feedLine(colleague.cookie);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  await feed.next("presence", ({ status }) => status === "online");
  const queue = env.QUEUE.get(env.QUEUE.idFromName(teamId));
  await until(
    async () => ((await queue.onlineAgents("web")).includes(colleague.id) ? true : undefined),
    () => "the queue to know who is in",
  );
  return feed;
}

/** Nobody of one test is there in the next. */
async function allOffline(feeds: readonly FeedLine[]): Promise<void> {
  for (const feed of feeds) await offline(feed);
  for (const teamId of [experts, specialists]) {
    const queue = env.QUEUE.get(env.QUEUE.idFromName(teamId));
    await until(
      async () => ((await queue.onlineAgents("web")).length === 0 ? true : undefined),
      () => "the queue to know who left",
    );
  }
}

async function offline(feed: FeedLine): Promise<void> {
  const from = feed.frames.length;
  feed.send({ type: "presence.set", status: "offline" });
  await feed.next("presence", ({ status }) => status === "offline", from);
  feed.close();
}
