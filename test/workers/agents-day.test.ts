/** What an agent has to do today: the right work in the right section, narrowed as asked, and nothing that is not theirs. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { recordWork } from "#domain/reports/own-day/store";
import { ownNumbers } from "#protocol/http-own-day";
import { type Ticket, ticket as ticketShape } from "#protocol/http-tickets";
import { type Today, today as todayShape } from "#protocol/http-today";
import { zoneByDay } from "#test/harness/zone";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { type Headers, idOf } from "#test/workers/staff";
import { cleanConversations } from "#worker/rights/cleaners";

const HOUR_MS = 3_600_000;
let agent: Headers;
let lead: Headers;
let qa: Headers;
let agentId: string;
let leadId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor" | "qa") => ({
    cookie: await signIn(loginOf(logins, role)),
    origin: ORIGIN,
  });
  [agent, lead, qa] = await Promise.all([as("agent"), as("supervisor"), as("qa")]);
  [agentId, leadId] = await Promise.all([idOf(agent), idOf(lead)]);
}, 60_000);

async function todayOf(who: Headers, query: Record<string, string> = {}): Promise<Today> {
  const answer = await call(`/api/v1/me/today?${new URLSearchParams({ zone: "Asia/Shanghai", ...query })}`, {
    headers: who,
  });
  expect(answer.status).toBe(200);
  return todayShape.parse(await answer.json());
}

let lastClientId = 0;
async function make(more: object, as = agent): Promise<Ticket> {
  lastClientId += 1;
  const body = { clientId: `d${lastClientId}`, subject: "The lid is cracked", inboxId: "web", ...more };
  const answer = await post("/api/v1/tickets", body, as);
  expect(answer.status).toBe(201);
  return ticketShape.parse((await answer.json<{ ticket: unknown }>()).ticket);
}

/** A conversation as the index has it, with what a test is about set there. */
async function indexed(set: Readonly<Record<string, string | number | null>>): Promise<string> {
  const { conversationId } = await begin("Hello");
  const isThere = () => env.DB.prepare("SELECT id FROM conversations WHERE id = ?").bind(conversationId).first();
  await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
  // Late news of its own changes nothing of what is set here.
  const columns = Object.keys({ ...set, projected_seq: 0 });
  await env.DB.prepare(`UPDATE conversations SET ${columns.map((name) => `${name} = ?`).join()} WHERE id = ?`)
    .bind(...Object.values({ ...set, projected_seq: 1_000_000 }), conversationId)
    .run();
  return conversationId;
}
const conversationsOf = (section: Today["unread"] | undefined) =>
  section?.items.map(({ conversation }) => conversation.id) ?? [];
const numbersOf = (section: Today["newTickets"]) => section.items.map(({ number }) => number);

describe("conversations", () => {
  it("are new messages or replies waiting, never both, and only the agent's own", async () => {
    const waiting = { status: "open", waiting_since_ms: Date.now() - 60_000 };
    const unread = await indexed({ ...waiting, assignee_id: agentId, unread: 2 });
    const read = await indexed({ ...waiting, assignee_id: agentId, unread: 0 });
    const elses = await indexed({ ...waiting, assignee_id: leadId, unread: 2 });
    const done = await indexed({ ...waiting, status: "resolved", assignee_id: agentId, unread: 1 });
    const today = await todayOf(agent);
    expect(conversationsOf(today.unread)).toContain(unread);
    expect(conversationsOf(today.waiting)).toContain(read);
    expect(conversationsOf(today.waiting)).not.toContain(unread);
    const all = JSON.stringify(today);
    expect([elses, done].filter((id) => all.includes(id))).toEqual([]);
    expect(today.flagged).toBeUndefined();
  });

  it("are due within the hour: the agent's, and those of the teams for whoever leads", async () => {
    const sla = JSON.stringify({ state: "active", next: { kind: "firstResponse", dueAtMs: 1, spanMs: 1 } });
    const dueIn = (ms: number) => {
      const dueAtMs = Date.now() + ms;
      return {
        status: "open",
        unread: 0,
        sla_due_at_ms: dueAtMs,
        sla: sla.replace('"dueAtMs":1', `"dueAtMs":${dueAtMs}`),
      };
    };
    const soon = await indexed({ ...dueIn(HOUR_MS / 2), assignee_id: agentId });
    const over = await indexed({ ...dueIn(-HOUR_MS), assignee_id: agentId });
    const late = await indexed({ ...dueIn(2 * HOUR_MS), assignee_id: agentId });
    const nobodys = await indexed({ ...dueIn(HOUR_MS / 4), assignee_id: null });
    const ours = new Set([soon, over, late, nobodys]);
    const due = async (who: Headers) => conversationsOf((await todayOf(who)).due).filter((id) => ours.has(id));
    expect(await due(agent)).toEqual([over, soon]);
    expect(await due(lead)).toEqual([over, nobodys, soon]);
  });

  it("that are flagged are shown to whoever leads, as long as they are open", async () => {
    const flagged = await indexed({ status: "open", flags: 1, assignee_id: agentId });
    const done = await indexed({ status: "resolved", flags: 1, assignee_id: agentId });
    const { flagged: section } = await todayOf(lead);
    expect(conversationsOf(section)).toContain(flagged);
    expect(conversationsOf(section)).not.toContain(done);
  });
});

describe("tickets", () => {
  it("are new until the agent has done something with them, and while nobody has them", async () => {
    const given = await make({ assigneeId: agentId }, lead);
    const nobodys = await make({}, lead);
    const own = await make({ assigneeId: agentId });
    const before = numbersOf((await todayOf(agent)).newTickets);
    expect(before).toEqual(expect.arrayContaining([given.number, nobodys.number]));
    expect(before).not.toContain(own.number);
    await post(`/api/v1/tickets/${given.id}/notes`, { clientId: "seen", text: "On it", mentions: [] }, agent);
    expect(numbersOf((await todayOf(agent)).newTickets)).not.toContain(given.number);
    expect(numbersOf((await todayOf(lead)).newTickets)).not.toContain(given.number);
  });

  it("come back as new when they were handed on and are given again", async () => {
    const ticket = await make({ assigneeId: agentId });
    const hand = (version: number, to: string, as: Headers) =>
      post(`/api/v1/tickets/${ticket.id}/transfer`, { version, assigneeId: to, reason: "Please look" }, as);
    expect((await hand(ticket.version, leadId, agent)).status).toBe(200);
    expect((await hand(ticket.version + 1, agentId, lead)).status).toBe(200);
    expect(numbersOf((await todayOf(agent)).newTickets)).toContain(ticket.number);
  });

  it("are due until the end of the reader's own day", async () => {
    // Of two zones 26 hours apart the day of one is over before that of the other is.
    const overdue = await make({ assigneeId: agentId, dueAtMs: Date.now() - HOUR_MS });
    const later = await make({ assigneeId: agentId, dueAtMs: Date.now() + 50 * HOUR_MS });
    for (const zone of ["Pacific/Kiritimati", "Etc/GMT+12"]) {
      const { dueTickets } = await todayOf(agent, { zone });
      expect(numbersOf(dueTickets)).toContain(overdue.number);
      expect(numbersOf(dueTickets)).not.toContain(later.number);
    }
  });
});

describe("the filters", () => {
  it("leave what has that channel, priority and status", async () => {
    const phone = await make({ assigneeId: agentId, channel: "phone", priority: "urgent" }, lead);
    const mail = await make({ assigneeId: agentId, channel: "email" }, lead);
    const of = async (query: Record<string, string>) => numbersOf((await todayOf(agent, query)).newTickets);
    expect(await of({ channel: "phone" })).toContain(phone.number);
    expect(await of({ channel: "phone" })).not.toContain(mail.number);
    expect(await of({ priority: "urgent", status: "open" })).toContain(phone.number);
    expect(await of({ status: "snoozed" })).toEqual([]);
    const ofPhone = await todayOf(lead, { channel: "phone" });
    expect([ofPhone.unread, ofPhone.due, ofPhone.flagged].map(conversationsOf)).toEqual([[], [], []]);
  });

  it.each([
    ["no zone", ""],
    ["a zone that is none", "zone=Mars/Olympus"],
    ["a status of nothing", "zone=UTC&status=resolved"],
    ["a channel of nothing", "zone=UTC&channel=fax"],
  ])("%s is refused", async (_what, query) => {
    expect((await call(`/api/v1/me/today?${query}`, { headers: agent })).status).toBe(400);
  });
});

it("who works on nothing sees no work of others", async () => {
  const today = await todayOf(qa);
  expect(today.unread.items).toEqual([]);
  expect(today.newTickets.items).toEqual([]);
});

describe("one's own numbers", () => {
  const numbers = async (who: Headers, zone = zoneByDay()) => {
    const answer = await call(`/api/v1/me/today/numbers?zone=${encodeURIComponent(zone)}`, { headers: who });
    expect(answer.status).toBe(200);
    return ownNumbers.parse(await answer.json());
  };

  it("are of what the agent did, told once however often it is told, and of nobody else", async () => {
    const before = await numbers(lead);
    const { conversationId } = await begin("Hello, is anybody there?");
    const act = (action: string) => post(`/api/v1/conversations/${conversationId}/${action}`, {}, lead);
    expect((await act("accept")).status).toBe(200);
    const line = await agentLine(conversationId, String(lead.cookie));
    line.send({ type: "sync" });
    await line.next("sync.done");
    for (const [content, isNote] of [
      ["Yes", false],
      ["Here I am", false],
      ["A note", true],
    ] as const) {
      const clientId = nextClientId();
      line.send({ type: "message.send", clientId, contentType: "text", content, ...(isNote && { private: true }) });
      await line.next("message.created", ({ message }) => message.clientId === clientId);
    }
    line.close();
    expect((await act("resolve")).status).toBe(200);
    const told = async () => {
      const after = await numbers(lead);
      return after.resolved === before.resolved + 1 ? after : undefined;
    };
    const after = await until(told, () => "the resolved conversation in the numbers");
    expect(after).toMatchObject({
      ...{ conversations: before.conversations + 1, messages: before.messages + 2 },
      ...{ answers: before.answers + 1, quickAnswers: before.quickAnswers + 1 },
    });
    expect(after.firstResponseMedianMs).toBeLessThan(60_000);
    // The same news again, and news of less than is known, change nothing.
    const rows = () =>
      env.DB.prepare("SELECT * FROM agent_work WHERE conversation_id = ?")
        .bind(conversationId)
        .all()
        .then((all) => all.results);
    const kept = await rows();
    const [row] = kept;
    const late = {
      agentId: leadId,
      quarterMs: Number(row?.quarter_ms),
      messages: 1,
      answers: 1,
      quickAnswers: 0,
      resolved: 0,
    };
    await recordWork(database(env.DB), { conversationId, upToSeq: 1, rows: [late] });
    expect(await rows()).toEqual(kept);
    expect((await numbers(agent)).messages).toBe(0);
    // An erased conversation takes its counts along, and late news brings none of them back.
    await cleanConversations(database(env.DB), [conversationId]);
    expect(await rows()).toEqual([]);
    await env.DB.prepare("DELETE FROM data_keys WHERE kind = 'conversation' AND subject_id = ?")
      .bind(conversationId)
      .run();
    await recordWork(database(env.DB), { conversationId, upToSeq: 99, rows: [late] });
    expect(await rows()).toEqual([]);
  });

  it("count a ticket that the agent finished, once, and time online", async () => {
    const before = await numbers(agent);
    const ticket = await make({ assigneeId: agentId });
    const put = (version: number, status: string) =>
      call(`/api/v1/tickets/${ticket.id}`, {
        method: "PUT",
        headers: { "content-type": "application/json", ...agent },
        body: JSON.stringify({ version, status }),
      });
    expect((await put(ticket.version, "resolved")).status).toBe(200);
    expect((await put(ticket.version + 1, "closed")).status).toBe(200);
    const log = env.DB.prepare("INSERT INTO presence_log (id, agent_id, status, from_ms) VALUES (?, ?, ?, ?)");
    await env.DB.batch([
      log.bind("p1", agentId, "online", Date.now() - 20_000),
      log.bind("p2", agentId, "offline", Date.now() - 10_000),
    ]);
    const after = await numbers(agent);
    expect(after.ticketsFinished).toBe(before.ticketsFinished + 1);
    expect(after.onlineMs).toBeGreaterThanOrEqual(0);
  });

  it("ask for a zone", async () => {
    expect((await call("/api/v1/me/today/numbers?zone=Nowhere", { headers: agent })).status).toBe(400);
  });
});
