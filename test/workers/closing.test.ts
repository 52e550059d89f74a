/** Closing: the customer is asked whether it is settled, answers or is silent, and tickets and supervisors follow. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { conversationAddress } from "#actors/addresses";
import { conversations } from "#domain/conversations/schema";
import { database } from "#domain/database";
import { messagePage } from "#protocol/http";
import { type ClosingSettings, closingSettings } from "#protocol/http-closing";
import { type Ticket, ticketEntryPage } from "#protocol/http-tickets";
import { type Activity, activity, type Conversation } from "#protocol/vocabulary";
import { begin, nextClientId } from "#test/workers/begin";
import { arrive, type Colleague, send } from "#test/workers/colleagues";
import { agentLine, customerLine, feedLine, until } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import { auditOf, verdictOf } from "#test/workers/staff";

const HOUR_MS = 3_600_000;
let agent: Colleague;
let supervisor: Colleague;
let admin: Colleague;
const headers = ({ cookie }: Colleague) => ({ cookie, origin: ORIGIN });

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  supervisor = await arrive(loginOf(logins, "supervisor"));
  admin = await arrive(loginOf(logins, "admin"));
}, 60_000);

const nowMs = Date.now.bind(Date);
let aheadMs = 0;
beforeEach(() => {
  aheadMs = 0;
  vi.spyOn(Date, "now").mockImplementation(() => nowMs() + aheadMs);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const stub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));

/** So much later: actors look at the same clock as this test. */
async function later(id: string, byMs: number): Promise<void> {
  aheadMs += byMs;
  await runDurableObjectAlarm(stub(id));
}

async function conversationOf(id: string): Promise<Conversation> {
  const summary = await conversationAddress(env, id).summary();
  if (summary === undefined) throw new Error("there is no such conversation");
  return summary.conversation;
}
const closingOf = async (id: string) => (await conversationOf(id)).closing;

async function linesOf(id: string): Promise<Activity[]> {
  const answer = await call(`/api/v1/conversations/${id}/messages?limit=100`, { headers: headers(admin) });
  return messagePage
    .parse(await answer.json())
    .items.filter(({ contentType }) => contentType === "activity")
    .map(({ content }) => activity.parse(JSON.parse(content)));
}

const resolve = (id: string, body: object = {}, by = agent) =>
  post(`/api/v1/conversations/${id}/resolve`, body, headers(by));

/** A conversation that its agent has resolved. */
async function resolved(body: object = {}) {
  const { conversationId, token } = await begin();
  await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers(agent));
  const answer = await resolve(conversationId, body);
  expect(answer.status).toBe(200);
  return { id: conversationId, token };
}

async function asked(body: object = {}) {
  const made = await resolved(body);
  await later(made.id, 4_000);
  expect(await closingOf(made.id)).toMatchObject({ state: "asked" });
  return made;
}

const confirm = (id: string, token: string, answer: object) =>
  post(
    `/api/v1/widget/conversations/${id}/confirm`,
    { clientId: nextClientId(), ...answer },
    { authorization: `Bearer ${token}` },
  );

let tickets = 0;
async function ticketOf(conversationId: string, more: object = {}): Promise<Ticket> {
  tickets += 1;
  const body = { clientId: `closing-${tickets}`, subject: "A torn sleeve", conversationId, ...more };
  await until(
    async () => (await indexRow(conversationId)) && true,
    () => "it in the index",
  );
  const answer = await post("/api/v1/tickets", body, headers(agent));
  expect(answer.status).toBe(201);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}
async function readTicket(id: string): Promise<Ticket> {
  return (await (await call(`/api/v1/tickets/${id}`, { headers: headers(admin) })).json<{ ticket: Ticket }>()).ticket;
}
async function changeTicket(id: string, change: object): Promise<Response> {
  const { version } = await readTicket(id);
  return send("PUT", `/api/v1/tickets/${id}`, agent, { version, ...change });
}
async function entriesOf(id: string) {
  const answer = await call(`/api/v1/tickets/${id}/entries`, { headers: headers(admin) });
  return ticketEntryPage.parse(await answer.json()).items;
}
const whenTicket = (id: string, fits: (ticket: Ticket) => boolean) =>
  until(
    async () => {
      const ticket = await readTicket(id);
      return fits(ticket) ? ticket : undefined;
    },
    () => "the ticket as it should be",
  );
async function indexRow(id: string) {
  const [row] = await database(env.DB).select().from(conversations).where(eq(conversations.id, id));
  return row;
}

async function settings(): Promise<ClosingSettings> {
  return closingSettings.parse(await (await call("/api/v1/closing-settings", { headers: headers(agent) })).json());
}
async function set(change: Partial<ClosingSettings>, by = admin): Promise<Response> {
  return send("PUT", "/api/v1/closing-settings", by, { ...(await settings()), ...change });
}

describe("asking", () => {
  it("comes a moment after it was resolved, once, to the customer and to staff", async () => {
    const { id, token } = await resolved();
    const customer = await customerLine(id, token);
    customer.send({ type: "sync" });
    await customer.next("sync.done");
    expect(await closingOf(id)).toBeUndefined();
    await later(id, 4_000);
    const told = await customer.next("conversation.updated", ({ conversation }) => conversation.closing !== undefined);
    expect(told.conversation.closing).toMatchObject({ state: "asked" });
    const { closesAtMs = 0, askedAtMs = 0 } = told.conversation.closing ?? {};
    expect(closesAtMs - askedAtMs).toBe(48 * HOUR_MS);
    const before = await conversationOf(id);
    for (let time = 0; time < 3; time += 1) await runDurableObjectAlarm(stub(id));
    expect(await conversationOf(id)).toEqual(before);
    const again = await customerLine(id, token);
    again.send({ type: "sync" });
    await again.next("conversation.updated", ({ conversation }) => conversation.closing?.state === "asked");
  });

  it("does not come where it was opened again at once, and a timer of before finds nothing to do", async () => {
    const { id } = await resolved();
    await post(`/api/v1/conversations/${id}/reopen`, {}, headers(agent));
    await later(id, 4_000);
    expect(await closingOf(id)).toEqual({ reopenings: 1 });
    await resolve(id);
    await later(id, 4_000);
    expect(await closingOf(id)).toMatchObject({ state: "asked", reopenings: 1 });
  });

  it("ends when the customer writes on instead", async () => {
    const { id, token } = await asked();
    const line = await customerLine(id, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "One more thing" });
    await line.next("conversation.updated", ({ conversation }) => conversation.status === "open");
    expect(await closingOf(id)).toEqual({ reopenings: 1 });
    expect(JSON.stringify(line.frames)).not.toContain("reopenings");
    expect(await verdictOf(await confirm(id, token, { satisfied: true }))).toEqual([409, "not_asked"]);
    await later(id, 49 * HOUR_MS);
    expect((await conversationOf(id)).status).toBe("open");
  });

  it("is done in the time that the shop has set", async () => {
    expect((await set({ silenceHours: 24 })).status).toBe(200);
    const { id } = await asked();
    const { closesAtMs = 0, askedAtMs = 0 } = (await closingOf(id)) ?? {};
    expect(closesAtMs - askedAtMs).toBe(24 * HOUR_MS);
    expect((await set({ silenceHours: 48 })).status).toBe(200);
  });
});

describe("a satisfied customer", () => {
  it("closes the tickets that were resolved, rates, and may rate otherwise", async () => {
    const { conversationId: id, token } = await begin();
    await post(`/api/v1/conversations/${id}/accept`, {}, headers(agent));
    const ticket = await ticketOf(id);
    const unfinished = await ticketOf(id);
    expect((await changeTicket(ticket.id, { status: "resolved" })).status).toBe(200);
    await resolve(id, { category: "refund", note: "Refunded, her number is 13800138000" });
    await later(id, 4_000);
    const comment = "谢谢，很快！";
    expect((await confirm(id, token, { satisfied: true, rating: 5, comment })).status).toBe(200);
    expect(await closingOf(id)).toMatchObject({ state: "satisfied", rating: 5, category: "refund" });
    const closed = await whenTicket(ticket.id, ({ status }) => status === "closed");
    expect(closed.rating).toBe(5);
    expect((await entriesOf(ticket.id))[0]).toMatchObject({ by: "system", reason: comment });
    expect((await readTicket(unfinished.id)).status).not.toBe("closed");
    expect(
      (await auditOf("ticket.changed")).some(
        ({ actor, subject }) => actor === "system" && subject === `ticket:${ticket.id}`,
      ),
    ).toBe(true);
    const lines = await linesOf(id);
    expect(lines).toContainEqual(
      expect.objectContaining({ key: "closing.answered", satisfied: true, rating: 5, reason: comment }),
    );
    const note = lines.find(({ key }) => key === "conversation.resolved");
    expect(note).toMatchObject({ category: "refund" });
    expect(note?.reason).not.toContain("13800138000");
    expect((await confirm(id, token, { satisfied: true, rating: 4 })).status).toBe(200);
    await whenTicket(ticket.id, ({ rating }) => rating === 4);
    await until(
      async () => ((await indexRow(id))?.rating === 4 ? true : undefined),
      () => "the rating in the index",
    );
    expect(await indexRow(id)).toMatchObject({ closingCategory: "refund", reopenings: 0 });
    expect(await verdictOf(await confirm(id, token, { satisfied: false }))).toEqual([409, "not_asked"]);
  });

  it("is heard once, by whichever way the same answer comes again", async () => {
    const { id, token } = await asked();
    const line = await customerLine(id, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    const frame = { type: "conversation.confirm", clientId: "once", satisfied: true, rating: 3 };
    line.send(frame);
    await line.next("conversation.updated", ({ conversation }) => conversation.closing?.state === "satisfied");
    const from = line.frames.length;
    line.send(frame);
    await line.next("conversation.updated", undefined, from);
    expect((await confirm(id, token, { ...frame, type: undefined })).status).toBe(200);
    expect((await linesOf(id)).filter(({ key }) => key === "closing.answered")).toHaveLength(1);
  });
});

describe("a customer for whom it is not settled", () => {
  it("has it opened again at the head of the queue, its tickets too, and supervisors are told", async () => {
    const { conversationId: id, token } = await begin();
    await post(`/api/v1/conversations/${id}/accept`, {}, headers(agent));
    const ticket = await ticketOf(id);
    await changeTicket(ticket.id, { status: "resolved" });
    await resolve(id);
    await later(id, 4_000);
    const feed = await feedLine(supervisor.cookie);
    await feed.next("feed.snapshot");
    feed.send({ type: "presence.set", status: "offline" });
    await feed.next("presence", ({ status }) => status === "offline");
    const comment = "Still torn, call 13800138000";
    expect((await confirm(id, token, { satisfied: false, rating: 1, comment })).status).toBe(200);
    const told = await feed.next("alert", ({ conversationId }) => conversationId === id);
    expect(told).toMatchObject({ cause: "unsatisfied", to: "supervisor" });
    const conversation = await conversationOf(id);
    expect(conversation).toMatchObject({ status: "open", priority: "high" });
    expect(conversation.closing).toMatchObject({ state: "unsatisfied", rating: 1, reopenings: 1 });
    const reopened = await whenTicket(ticket.id, ({ status }) => status === "open");
    expect(reopened).toMatchObject({ priority: "high", reopenings: 1, rating: 1 });
    const [entry] = await entriesOf(ticket.id);
    expect(entry).toMatchObject({ by: "system" });
    expect(entry?.reason).toContain("Still torn");
    expect(entry?.reason).not.toContain("13800138000");
    expect((await linesOf(id)).map(({ key }) => key)).toEqual(
      expect.arrayContaining(["closing.answered", "closing.reopened"]),
    );
    feed.close();
  });

  it("goes to a supervisor of the team who is there and has room", async () => {
    const { id, token } = await asked();
    const feed = await feedLine(supervisor.cookie);
    await feed.next("feed.snapshot");
    feed.send({ type: "presence.set", status: "online" });
    await feed.next("presence", ({ status }) => status === "online");
    expect((await confirm(id, token, { satisfied: false })).status).toBe(200);
    expect(await conversationOf(id)).toMatchObject({ status: "open", assigneeId: supervisor.id });
    await confirm(id, token, { satisfied: false, rating: 2, comment: "Slow" });
    expect(await closingOf(id)).toMatchObject({ rating: 2, reopenings: 1 });
    feed.send({ type: "presence.set", status: "offline" });
    feed.close();
  });

  it("is asked once more when it is resolved once more", async () => {
    const { id, token } = await asked();
    await confirm(id, token, { satisfied: false, rating: 1 });
    await post(`/api/v1/conversations/${id}/accept`, {}, headers(agent));
    expect((await resolve(id, {}, supervisor)).status).toBe(200);
    await later(id, 4_000);
    expect(await closingOf(id)).toMatchObject({ state: "asked", reopenings: 1 });
    expect((await closingOf(id))?.rating).toBeUndefined();
    expect((await confirm(id, token, { satisfied: true, rating: 5 })).status).toBe(200);
    expect(await closingOf(id)).toMatchObject({ state: "satisfied", rating: 5, reopenings: 1 });
  });
});

describe("silence", () => {
  it("closes tickets after the set time and not before", async () => {
    const { conversationId: id, token } = await begin();
    const ticket = await ticketOf(id);
    await changeTicket(ticket.id, { status: "resolved" });
    await resolve(id);
    await later(id, 4_000);
    await later(id, 47 * HOUR_MS);
    expect(await closingOf(id)).toMatchObject({ state: "asked" });
    await later(id, HOUR_MS);
    expect(await closingOf(id)).toMatchObject({ state: "silent" });
    await whenTicket(ticket.id, ({ status }) => status === "closed");
    expect(await verdictOf(await confirm(id, token, { satisfied: true }))).not.toEqual([200, ""]);
    expect((await linesOf(id)).filter(({ key }) => key.startsWith("closing."))).toEqual([]);
  });

  it("is none where the customer wrote on in an open conversation whose ticket was resolved", async () => {
    const { conversationId: id, token } = await begin();
    await post(`/api/v1/conversations/${id}/accept`, {}, headers(agent));
    const ticket = await ticketOf(id);
    await changeTicket(ticket.id, { status: "resolved" });
    await until(
      async () => ((await timersOf(id)).includes("closing.ask") ? true : undefined),
      () => "the timer to ask",
    );
    await later(id, 4_000);
    expect(await closingOf(id)).toMatchObject({ state: "asked" });
    const line = await customerLine(id, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.send", clientId: "on", contentType: "text", content: "The seam opened again" });
    await line.next("message.created", ({ message }) => message.clientId === "on");
    await later(id, 49 * HOUR_MS);
    expect(await closingOf(id)).toMatchObject({ state: "lapsed" });
    expect((await readTicket(ticket.id)).status).toBe("resolved");
  });
});

async function timersOf(id: string): Promise<string[]> {
  const rows = await runInDurableObject(stub(id), (_, { storage }) =>
    storage.sql.exec<{ name: string }>("SELECT name FROM timers").toArray(),
  );
  return rows.map(({ name }) => name);
}

describe("whoever is not asked", () => {
  it("cannot answer: another customer, staff, and nobody", async () => {
    const { id, token } = await asked();
    const other = await beginSession();
    expect((await confirm(id, other.token, { satisfied: true })).status).toBe(404);
    const nobody = await post(`/api/v1/widget/conversations/${id}/confirm`, { clientId: "n", satisfied: true });
    expect(nobody.status).toBe(401);
    const line = await agentLine(id, agent.cookie);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "conversation.confirm", clientId: "staff", satisfied: true });
    expect(await line.next("error")).toMatchObject({ code: "forbidden" });
    expect(await closingOf(id)).toMatchObject({ state: "asked" });
    expect((await confirm(id, token, { satisfied: true })).status).toBe(200);
  });

  it.each([
    { satisfied: "yes" },
    { satisfied: true, rating: 0 },
    { satisfied: true, rating: 6 },
    { satisfied: true, rating: 2.5 },
    { satisfied: true, comment: "   " },
    { satisfied: true, comment: "x".repeat(501) },
    { satisfied: true, clientId: "with space" },
  ])("nor say what makes no sense: %j", async (answer) => {
    const { id, token } = await asked();
    expect((await confirm(id, token, answer)).status).toBe(400);
    expect(await closingOf(id)).toMatchObject({ state: "asked" });
  });

  it("hears nothing of what was erased", async () => {
    const { id, token } = await asked();
    await conversationAddress(env, id).erase(id);
    expect((await confirm(id, token, { satisfied: true })).status).toBe(404);
    await later(id, 49 * HOUR_MS);
    await conversationAddress(env, id).ticketResolved();
    expect(await conversationAddress(env, id).summary()).toBeUndefined();
  });
});

describe("closing notes", () => {
  it("need a category where the shop says so, and take none that is not offered", async () => {
    const { conversationId: id } = await begin();
    expect(await verdictOf(await resolve(id, { category: "weather" }))).toEqual([409, "category_unknown"]);
    const { categories } = await settings();
    const without = categories.filter((category) => category.id !== "exchange");
    expect((await set({ categories: without, categoryRequired: true })).status).toBe(200);
    expect((await settings()).categories).toContainEqual({ id: "exchange", retired: true });
    expect(await verdictOf(await resolve(id))).toEqual([400, "category_wanted"]);
    expect(await verdictOf(await resolve(id, { category: "exchange" }))).toEqual([409, "category_unknown"]);
    expect((await resolve(id, { category: "other" })).status).toBe(200);
    expect((await set({ categories, categoryRequired: false })).status).toBe(200);
  });

  it("of a ticket are kept with it, masked", async () => {
    const { conversationId: id } = await begin();
    const ticket = await ticketOf(id);
    const closing = { category: "complaint", note: "Called 13800138000" };
    expect((await changeTicket(ticket.id, { priority: "low", closing })).status).toBe(400);
    expect((await changeTicket(ticket.id, { status: "resolved", closing })).status).toBe(200);
    expect(await readTicket(ticket.id)).toMatchObject({ closingCategory: "complaint" });
    const [entry] = await entriesOf(ticket.id);
    expect(entry?.reason).toMatch(/^Called /u);
    expect(entry?.reason).not.toContain("13800138000");
  });

  it("have categories that leads change at the version they saw, with a way back", async () => {
    const seen = await settings();
    expect((await set({}, agent)).status).toBe(403);
    const named = [...seen.categories, { id: "vip", name: "VIP call" }];
    expect((await set({ categories: named }, supervisor)).status).toBe(200);
    const stale = await send("PUT", "/api/v1/closing-settings", admin, { ...seen, silenceHours: 72 });
    expect(await verdictOf(stale)).toEqual([409, "changed_meanwhile"]);
    const twice = [...named, { id: "vip2", name: "vip  CALL" }];
    expect(await verdictOf(await set({ categories: twice }))).toEqual([409, "name_taken"]);
    expect((await set({ categories: [{ id: "nameless" }] })).status).toBe(400);
    expect((await set({ categories: [{ id: "other", retired: true }] })).status).toBe(400);
    expect((await set({ silenceHours: 23 })).status).toBe(400);
    expect(await auditOf("closing.changed")).not.toHaveLength(0);
  });
});
