/** Lines of support: of which one a team is, and which team takes what is transferred to one. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { countWaitingTickets } from "#domain/tickets/handing-out/count-waiting";
import { conversationAnswer, messagePage, teamList } from "#protocol/http";
import { managedTeam } from "#protocol/http-teams";
import { type Ticket, ticketEntryPage } from "#protocol/http-tickets";
import type { SupportTier } from "#protocol/support-tiers";
import { activity } from "#protocol/vocabulary";
import { begin, nextClientId } from "#test/workers/begin";
import { arrive, audited, type Colleague, join, refusal, send } from "#test/workers/colleagues";
import { agentLine, type FeedLine, feedLine, until } from "#test/workers/line";
import { loginOf, openShop } from "#test/workers/shop";
import { auditOf } from "#test/workers/staff";

let admin: Colleague;
let agent: Colleague;
let qa: Colleague;
let expert: Colleague;
let specialist: Colleague;
/** Teams of the second line, in the order of their ids. */
let experts: string;
let specialists: string;

const TEAMS = "/api/v1/admin/teams";
const REASON = "It needs somebody who knows kilns";

async function makeTeam(name: string): Promise<string> {
  const made = managedTeam.parse(await (await send("POST", TEAMS, admin, { name })).json());
  expect(made.supportTier).toBe(1);
  return made.id;
}

function setTier(teamId: string, supportTier: unknown, supportTierBefore: unknown = 1, as = admin) {
  return send("PUT", `${TEAMS}/${teamId}/support-tier`, as, { supportTier, supportTierBefore });
}

async function tierOf(teamId: string): Promise<SupportTier | undefined> {
  const { items } = teamList.parse(await (await send("GET", "/api/v1/teams", agent)).json());
  return items.find(({ id }) => id === teamId)?.supportTier;
}

beforeAll(async () => {
  const { logins } = await openShop();
  [admin, agent, qa] = await Promise.all([
    arrive(loginOf(logins, "admin")),
    arrive(loginOf(logins, "agent")),
    arrive(loginOf(logins, "qa")),
  ]);
  experts = await makeTeam("Experts");
  specialists = await makeTeam("Specialists");
  expert = await join(admin, { role: "agent", teamIds: [experts] });
  specialist = await join(admin, { role: "agent", teamIds: [specialists] });
}, 60_000);

describe("a team's line of support", () => {
  it("is the first until an administrator sets another, which everybody is told and the log keeps", async () => {
    const team = await makeTeam("Night shift");
    expect(await tierOf(team)).toBe(1);
    expect((await setTier(team, 3)).status).toBe(200);
    expect(await tierOf(team)).toBe(3);
    expect(await audited(team)).toEqual(["team.created", "team.supportTierChanged"]);
    expect((await auditOf("team.supportTierChanged")).at(-1)).toEqual({
      actor: admin.id,
      subject: `team:${team}`,
      detail: { supportTier: 3 },
    });
    const managed = await (await send("GET", TEAMS, admin)).json<{ items: { id: string; supportTier: number }[] }>();
    expect(managed.items.find(({ id }) => id === team)?.supportTier).toBe(3);
  });

  it("is not overwritten by somebody who saw another one, and is of no team that is none", async () => {
    const team = await makeTeam("Day shift");
    expect((await setTier(team, 2)).status).toBe(200);
    expect(await refusal(await setTier(team, 3, 1))).toBe("changed_meanwhile");
    expect(await tierOf(team)).toBe(2);
    const unknown = await setTier("nowhere", 2);
    expect([unknown.status, await refusal(unknown)]).toEqual([404, "team_unknown"]);
    expect(await audited(team)).toEqual(["team.created", "team.supportTierChanged"]);
  });

  it("is one of three, and set by those who manage teams alone", async () => {
    const team = await makeTeam("Late shift");
    for (const bad of [0, 4, -1, 1.5, "2", null, [2], undefined]) expect((await setTier(team, bad)).status).toBe(400);
    expect((await setTier(team, 2, 0)).status).toBe(400);
    for (const as of [agent, qa]) expect((await setTier(team, 2, 1, as)).status).toBe(403);
    expect(await tierOf(team)).toBe(1);
  });
});

describe("work that is transferred to the second line", () => {
  beforeAll(async () => {
    for (const team of [experts, specialists]) expect((await setTier(team, 2)).status).toBe(200);
    // The demo's own team of the second line, whose people other tests are about.
    expect((await setTier("after-sales", 1, 2)).status).toBe(200);
  });
  beforeEach(async () => {
    await env.DB.exec("UPDATE tickets SET status = 'closed'");
  });

  describe("conversations", () => {
    it("wait in a team of it, with the reason and all that was said, and its agent gets them", async () => {
      const { conversationId, message } = await begin("The glaze cracks at 1200 degrees");
      await act(agent, conversationId, "accept");
      const answer = await toTier(agent, conversationId, 2);
      expect(answer.status).toBe(200);
      const { conversation } = conversationAnswer.parse(await answer.json());
      expect(conversation).toMatchObject({ teamId: [experts, specialists].sort()[0], status: "open" });
      expect(conversation.assigneeId).toBeUndefined();

      const owner = conversation.teamId === experts ? expert : specialist;
      const feed = await online(owner);
      await until(
        async () => ((await stateOf(conversationId)).assigneeId === owner.id ? true : undefined),
        () => "the agent of the second line to have it",
      );
      const said = await messagesOf(owner, conversationId);
      expect(said.find(({ id }) => id === message.id)?.content).toBe("The glaze cracks at 1200 degrees");
      const told = said.flatMap(({ contentType, content }) =>
        contentType === "activity" ? [activity.parse(JSON.parse(content))] : [],
      );
      expect(told).toContainEqual({
        key: "conversation.transferred",
        by: agent.id,
        to: conversation.teamId,
        reason: REASON,
        supportTier: 2,
      });
      const moved = (await auditOf("conversation.transferred")).find(
        ({ subject }) => subject === `conversation:${conversationId}`,
      );
      expect(moved).toMatchObject({
        actor: agent.id,
        detail: { from: agent.id, fromTeam: "support", team: conversation.teamId, supportTier: 2 },
      });
      expect(JSON.stringify(moved)).not.toContain("kilns");
      await act(admin, conversationId, "resolve");
      await offline(feed);
    });

    it("go where somebody is in, and of two such teams where the least waits", async () => {
      const feed = await online(specialist);
      expect(await takenBy(2)).toBe(specialists);
      await offline(feed);
      const [first, second] = [experts, specialists].sort();
      // Nobody is in either: each takes what the other has more of already.
      const taken = [await takenBy(2), await takenBy(2), await takenBy(2)];
      expect(new Set(taken)).toEqual(new Set([first, second]));
      await resolveAll();
    });

    it("come by frame as well, and leave the team that has them", async () => {
      const { conversationId } = await begin();
      await act(agent, conversationId, "accept");
      const line = await agentLine(conversationId, agent.cookie);
      line.send({ type: "conversation.transfer", supportTier: 2, reason: REASON });
      const updated = await line.next("conversation.updated", ({ conversation }) => conversation.teamId !== "support");
      line.close();
      const { teamId } = updated.conversation;
      expect([experts, specialists]).toContain(teamId);
      const other = await toTier(admin, conversationId, 2);
      expect(conversationAnswer.parse(await other.json()).conversation.teamId).toBe(
        teamId === experts ? specialists : experts,
      );
      const back = await toTier(admin, conversationId, 1);
      expect([experts, specialists]).not.toContain(conversationAnswer.parse(await back.json()).conversation.teamId);
      await act(admin, conversationId, "resolve");
    });

    it("stay where they are if no other team of the line serves their inbox", async () => {
      const { conversationId } = await begin();
      await act(agent, conversationId, "accept");
      const before = await stateOf(conversationId);
      // A team without people, and one whose people do not see this inbox.
      const empty = await makeTeam("Nobody yet");
      await setTier(empty, 3);
      const elsewhere = await makeTeam("Outlet experts");
      await setTier(elsewhere, 3);
      await env.DB.prepare(
        `INSERT OR IGNORE INTO inboxes (id, name, locale, allowed_origins, default_team_id, sealed_identity_secret, created_at_ms)
         SELECT 'outlet', name, locale, '[]', default_team_id, sealed_identity_secret, created_at_ms FROM inboxes WHERE id = 'web'`,
      ).run();
      await join(admin, { role: "agent", teamIds: [elsewhere], inboxIds: ["outlet"] });
      const refused = await toTier(agent, conversationId, 3);
      expect([refused.status, await refusal(refused)]).toEqual([409, "tier_unserved"]);
      expect(await stateOf(conversationId)).toEqual(before);

      const onlyOne = await makeTeam("The one of the third line");
      await setTier(onlyOne, 3);
      await join(admin, { role: "agent", teamIds: [onlyOne] });
      expect((await toTier(agent, conversationId, 3)).status).toBe(200);
      expect(await refusal(await toTier(admin, conversationId, 3))).toBe("tier_unserved");
      await act(admin, conversationId, "resolve");
      expect(await refusal(await toTier(admin, conversationId, 2))).toBe("wrong_status");
    });

    it("are handed on by those alone who may hand them to a team", async () => {
      const { conversationId } = await begin();
      await act(agent, conversationId, "accept");
      expect((await toTier(qa, conversationId, 2)).status).toBe(403);
      expect((await toTier(expert, conversationId, 2)).status).toBe(403);
      const cookieless = await toTier({ ...agent, cookie: "" }, conversationId, 2);
      expect(cookieless.status).toBe(401);
      await act(admin, conversationId, "resolve");
    });

    it("take one receiver, which is a line that there is", async () => {
      const { conversationId } = await begin();
      await act(agent, conversationId, "accept");
      const before = await stateOf(conversationId);
      const both = { teamId: experts, agentId: expert.id, reason: REASON };
      for (const body of [both, ...badReceivers("agentId")]) {
        const answer = await act(agent, conversationId, "transfer", body);
        expect([body, answer.status]).toEqual([body, 400]);
      }
      expect(await stateOf(conversationId)).toEqual(before);
      await act(admin, conversationId, "resolve");
    });
  });

  describe("tickets", () => {
    it("wait in a team of it for whoever takes them, and their time line says why and to which line", async () => {
      const ticket = await makeTicket();
      const moved = await ticketOf(await ticketToTier(agent, ticket, 2));
      expect([experts, specialists]).toContain(moved.teamId);
      expect(moved.assigneeId).toBeUndefined();
      const page = await send("GET", `/api/v1/tickets/${ticket.id}/entries`, expert);
      const [entry] = ticketEntryPage.parse(await page.json()).items;
      expect(entry).toMatchObject({
        kind: "transferred",
        by: agent.id,
        reason: REASON,
        changes: [
          { field: "supportTier", to: "2" },
          { field: "teamId", from: "support", to: moved.teamId },
          { field: "assigneeId", from: agent.id },
        ],
      });
      const [told] = (await auditOf("ticket.transferred")).filter(({ subject }) => subject === `ticket:${ticket.id}`);
      expect(told?.detail).toEqual({
        fields: ["teamId", "assigneeId"],
        status: "open",
        team: moved.teamId,
        supportTier: 2,
      });
    });

    it("go where somebody is in, then where the fewest wait", async () => {
      const feed = await online(specialist);
      for (const _ of [1, 2]) expect((await moveTicket()).teamId).toBe(specialists);
      await offline(feed);
      // Two wait there by now.
      expect((await moveTicket()).teamId).toBe(experts);
    });

    it("stay where they are if nobody of the line can have them, or somebody changed them meanwhile", async () => {
      const ticket = await makeTicket();
      await env.DB.exec("UPDATE teams SET support_tier = 1 WHERE support_tier = 3");
      expect(await refusal(await ticketToTier(agent, ticket, 3))).toBe("tier_unserved");
      const stale = { ...ticket, version: ticket.version + 1 };
      expect(await refusal(await ticketToTier(agent, stale, 2))).toBe("changed_meanwhile");
      const unchanged = await ticketOf(await send("GET", `/api/v1/tickets/${ticket.id}`, agent));
      expect(unchanged).toMatchObject({ teamId: "support", version: ticket.version });
      expect((await ticketToTier(qa, ticket, 2)).status).toBe(403);
    });

    it("are counted in more teams than a statement takes parameters", async () => {
      const { teamId } = await moveTicket();
      const teamIds = [...Array.from({ length: 100 }, (_, index) => `team-${index}`), teamId];
      expect(await countWaitingTickets(database(env.DB), teamIds)).toEqual(new Map([[teamId, 1]]));
    });

    it("may be handed to somebody in a team, both named at once", async () => {
      const { id, version } = await makeTicket();
      const to = { teamId: experts, assigneeId: expert.id };
      const answer = await send("POST", `/api/v1/tickets/${id}/transfer`, agent, { version, ...to, reason: REASON });
      expect(await ticketOf(answer)).toMatchObject(to);
    });

    it("take a line that there is, and nobody beside it", async () => {
      const ticket = await makeTicket();
      for (const body of badReceivers("assigneeId")) {
        const answer = await send("POST", `/api/v1/tickets/${ticket.id}/transfer`, agent, {
          version: ticket.version,
          ...body,
        });
        expect([body, answer.status]).toEqual([body, 400]);
      }
    });
  });
});

/** None, a line and another one, no reason, and what is no line. */
function badReceivers(person: "agentId" | "assigneeId"): object[] {
  const reason = REASON;
  return [
    { reason },
    { supportTier: 2 },
    { supportTier: 2, reason: "  " },
    { supportTier: 2, teamId: experts, reason },
    { supportTier: 2, [person]: expert.id, reason },
    { supportTier: 2, teamId: experts, [person]: expert.id, reason },
    ...[0, 4, 1.5, "2", "second", null, true, [2]].map((supportTier) => ({ supportTier, reason })),
  ];
}

function act(as: Colleague, conversationId: string, action: string, body: object = {}) {
  return send("POST", `/api/v1/conversations/${conversationId}/${action}`, as, body);
}

function toTier(as: Colleague, conversationId: string, supportTier: number) {
  return act(as, conversationId, "transfer", { supportTier, reason: REASON });
}

const waiting: string[] = [];

/** The team to which a new conversation is transferred, and where it waits by then. */
async function takenBy(supportTier: number): Promise<string> {
  const { conversationId } = await begin();
  waiting.push(conversationId);
  const { conversation } = conversationAnswer.parse(await (await toTier(agent, conversationId, supportTier)).json());
  const queue = env.QUEUE.get(env.QUEUE.idFromName(conversation.teamId));
  await until(
    async () => {
      const { assigneeId } = await stateOf(conversationId);
      return assigneeId !== undefined || (await queue.position(conversationId)) !== undefined ? true : undefined;
    },
    () => "its queue to know of it",
  );
  return conversation.teamId;
}

async function resolveAll(): Promise<void> {
  for (const conversationId of waiting.splice(0)) await act(admin, conversationId, "resolve");
}

async function stateOf(conversationId: string) {
  const summary = await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
  if (summary === undefined) throw new Error("not begun");
  return summary.conversation;
}

async function messagesOf(as: Colleague, conversationId: string) {
  const answer = await send("GET", `/api/v1/conversations/${conversationId}/messages?limit=50`, as);
  return messagePage.parse(await answer.json()).items;
}

async function online(colleague: Colleague): Promise<FeedLine> {
  const feed = await feedLine(colleague.cookie);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  await feed.next("presence", ({ status }) => status === "online");
  await knownAs(colleague, true);
  return feed;
}

async function offline(feed: FeedLine): Promise<void> {
  const from = feed.frames.length;
  feed.send({ type: "presence.set", status: "offline" });
  await feed.next("presence", ({ status }) => status === "offline", from);
  feed.close();
  for (const colleague of [expert, specialist]) await knownAs(colleague, false);
}

/** Presence reaches the queue of their team through an outbox. */
async function knownAs(colleague: Colleague, isIn: boolean): Promise<void> {
  const queue = env.QUEUE.get(env.QUEUE.idFromName(colleague === expert ? experts : specialists));
  await until(
    async () => ((await queue.onlineAgents("web")).includes(colleague.id) === isIn ? true : undefined),
    () => "the queue to know who is in",
  );
}

async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}

/** One that the agent has, in the first line. */
async function makeTicket(): Promise<Ticket> {
  const body = { clientId: nextClientId(), subject: "The kiln fails", inboxId: "web", teamId: "support" };
  const made = await ticketOf(await send("POST", "/api/v1/tickets", agent, body));
  const mine = { version: made.version, assigneeId: agent.id };
  return ticketOf(await send("PUT", `/api/v1/tickets/${made.id}`, agent, mine));
}

function ticketToTier(as: Colleague, { id, version }: Ticket, supportTier: number) {
  return send("POST", `/api/v1/tickets/${id}/transfer`, as, { version, supportTier, reason: REASON });
}

async function moveTicket(): Promise<Ticket> {
  return ticketOf(await ticketToTier(agent, await makeTicket(), 2));
}
