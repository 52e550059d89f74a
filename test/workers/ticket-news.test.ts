/** What colleagues hear of tickets: whoever a note names, has or follows them, once for each ticket, until they open it. */
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { deliverTicketNews } from "#actors/agent/tickets/news-delivery";
import { database } from "#domain/database";
import { dueD1Effects, insertD1Effect } from "#domain/delivery/d1-outbox";
import { newsEffect } from "#domain/tickets/news/owed";
import { type Ticket, ticketAnswer, ticketEntryPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { feedLine } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { type Headers, idOf, verdictOf } from "#test/workers/staff";
import { drainD1Outbox } from "#worker/drain-d1-outbox";

const SECRET = "Beneath the blue counter";
let agent: Headers;
let lead: Headers;
let admin: Headers;
let agentId: string;
let leadId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor" | "admin") => ({
    cookie: await signIn(loginOf(logins, role)),
    origin: ORIGIN,
  });
  [agent, lead, admin] = await Promise.all([as("agent"), as("supervisor"), as("admin")]);
  [agentId, leadId] = await Promise.all([idOf(agent), idOf(lead)]);
  // Who never came is told of nothing, as with everything else on a feed.
  for (const { cookie } of [agent, lead]) (await feedLine(cookie ?? "")).close();
}, 60_000);

const put = (path: string, body: unknown, headers: Headers) =>
  call(path, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return ticketAnswer.parse(await answer.json()).ticket;
}
const make = async (more: object = {}) =>
  ticketOf(
    await post("/api/v1/tickets", { clientId: newId(Date.now()), subject: "Lid", inboxId: "web", ...more }, agent),
  );
const note = (id: string, mentions: string[], as = agent, clientId = newId(Date.now())) =>
  post(`/api/v1/tickets/${id}/notes`, { clientId, text: SECRET, mentions }, as);
const change = async (ticket: Ticket, to: object, as = agent) =>
  ticketOf(await put(`/api/v1/tickets/${ticket.id}`, { version: ticket.version, ...to }, as));
const open = (id: string, as: Headers) => call(`/api/v1/tickets/${id}`, { headers: as });

async function newsOf(who: Headers, ticketId: string) {
  const feed = await feedLine(who.cookie ?? "");
  const snapshot = await feed.next("feed.snapshot");
  feed.close();
  return (snapshot.ticketNews ?? []).filter((each) => each.ticketId === ticketId);
}
const owed = async (ticketId: string) =>
  (
    await env.DB.prepare("SELECT payload FROM d1_outbox WHERE kind = 'ticket.told' AND payload LIKE ?")
      .bind(`%${ticketId}%`)
      .all<{ payload: string }>()
  ).results;
async function entriesOf(id: string) {
  const answer = await call(`/api/v1/tickets/${id}/entries`, { headers: agent });
  return ticketEntryPage.parse(await answer.json()).items;
}
const linesOf = async (id: string) => (await entriesOf(id)).map(({ kind }) => kind);
const settled = (ticketId: string) => expect.poll(() => owed(ticketId), { timeout: 30_000 }).toEqual([]);

describe("a note that names somebody", () => {
  it("is told to them at once and until they open the ticket, without what it says", async () => {
    const feed = await feedLine(lead.cookie ?? "");
    const { id, number } = await make();
    expect((await note(id, [leadId])).status).toBe(201);
    const told = await feed.next("ticket.news", ({ ticketId }) => ticketId === id);
    expect(told).toMatchObject({ number, kind: "mention", byId: agentId, count: 1 });
    expect(JSON.stringify(feed.frames)).not.toContain(SECRET);
    feed.close();
    expect(await newsOf(lead, id)).toMatchObject([{ kind: "mention" }]);
    await open(id, lead);
    await expect.poll(() => newsOf(lead, id)).toEqual([]);
    expect(await newsOf(agent, id)).toEqual([]);
  });

  it("is one, however often it is sent and told", async () => {
    const { id } = await make();
    const clientId = newId(Date.now());
    await Promise.all([note(id, [leadId], agent, clientId), note(id, [leadId], agent, clientId)]);
    await settled(id);
    const entryId = (await entriesOf(id)).find(({ kind }) => kind === "note")?.id ?? "";
    await deliverTicketNews(env, { ticketId: id, entryId });
    expect(await newsOf(lead, id)).toMatchObject([{ count: 1, key: entryId }]);
    await open(id, lead);
    await expect.poll(() => newsOf(lead, id)).toEqual([]);
    // Told again after they looked it is no news either.
    await deliverTicketNews(env, { ticketId: id, entryId });
    expect(await newsOf(lead, id)).toEqual([]);
  });

  it("cannot name whoever does not see the ticket, and then nothing is noted", async () => {
    const { id } = await make();
    const scope = (inboxIds: string | null) =>
      env.DB.prepare("UPDATE user SET inbox_ids = ? WHERE id = ?").bind(inboxIds, leadId).run();
    await scope('["elsewhere"]');
    expect(await verdictOf(await note(id, [leadId]))).toEqual([404, "not_found"]);
    await scope(null);
    expect(await verdictOf(await note(id, ["nobody"]))).toEqual([404, "not_found"]);
    expect(await linesOf(id)).toEqual(["created"]);
    expect(await owed(id)).toEqual([]);
  });
});

describe("whoever has or follows a ticket", () => {
  it("hears of its status, of notes and of where it goes as one line, and of nothing that they did", async () => {
    const made = await make({ assigneeId: agentId });
    await put(`/api/v1/tickets/${made.id}/followers/${leadId}`, {}, agent);
    const opened = await change(made, { status: "waiting_customer" });
    await note(made.id, []);
    await change(opened, { status: "waiting_third_party" }, agent);
    await settled(made.id);
    const [line, ...more] = await newsOf(lead, made.id);
    expect(more).toEqual([]);
    expect(line).toMatchObject({ kind: "status", byId: agentId, count: 3 });
    expect(await newsOf(agent, made.id)).toEqual([]);
    await note(made.id, [leadId]);
    await change(await ticketOf(await open(made.id, agent)), { status: "open" });
    await settled(made.id);
    expect(await newsOf(lead, made.id)).toMatchObject([{ kind: "mention", count: 5 }]);
    await note(made.id, [], lead);
    await settled(made.id);
    expect(await newsOf(agent, made.id)).toMatchObject([{ kind: "note", byId: leadId, count: 1 }]);
  });

  it("hears that it was taken from them, and whoever gets it that it is theirs", async () => {
    const { id, version } = await make({ assigneeId: agentId });
    const to = { version, assigneeId: leadId, reason: SECRET };
    expect((await post(`/api/v1/tickets/${id}/transfer`, to, admin)).status).toBe(200);
    await settled(id);
    expect(await newsOf(agent, id)).toMatchObject([{ kind: "transfer", byId: await idOf(admin) }]);
    expect(await newsOf(lead, id)).toMatchObject([{ kind: "transfer" }]);
  });

  it("does not hear of what else is changed, nor of a change that did not take place", async () => {
    const made = await make({ assigneeId: leadId });
    await settled(made.id);
    const changed = await change(made, { priority: "urgent" });
    expect((await put(`/api/v1/tickets/${made.id}`, { version: made.version, status: "open" }, agent)).status).toBe(
      409,
    );
    expect(await owed(made.id)).toEqual([]);
    expect(await newsOf(lead, made.id)).toEqual([]);
    expect(changed.priority).toBe("urgent");
  });
});

describe("much news of tickets", () => {
  const PAGE_ROWS = 50;
  const TAKEN_AT_ONCE = 500;
  const db = database(env.DB);
  // Later than whatever else drains meanwhile.
  const dueAtMs = Date.now() + 3_600_000;
  const isThere = sql`(SELECT 1)`;
  const lines = (count: number) =>
    Array.from({ length: count }, () => ({ ticketId: newId(dueAtMs), entryId: newId(dueAtMs) }));
  async function owe(count: number) {
    const [first, ...rest] = lines(count).map((line) => newsEffect(db, line, dueAtMs, isThere));
    if (first !== undefined) await db.batch([first, ...rest]);
  }
  const left = () => env.DB.prepare("SELECT count(*) AS n FROM d1_outbox WHERE kind = 'ticket.told'").first("n");

  it("delays nothing that is owed besides, and is told in one go", async () => {
    await owe(PAGE_ROWS + 1);
    // Of later than all of it.
    await insertD1Effect(db, { kind: "access.changed", payload: { agentId: "nobody" } }, dueAtMs + 1);
    await env.DB.prepare(
      "INSERT INTO d1_outbox (id, kind, payload, created_at_ms, next_attempt_at_ms) VALUES ('ticket:a:b:1', 'ticket.changed', ?1, ?2, ?2)",
    )
      .bind(JSON.stringify({ ticketId: newId(dueAtMs), teamId: "support", version: 1 }), dueAtMs)
      .run();
    const kinds = (await dueD1Effects(db, dueAtMs + 1, PAGE_ROWS)).map(({ kind }) => kind);
    const newsBegins = kinds.indexOf("ticket.told");
    expect(kinds.slice(0, newsBegins)).toEqual(expect.arrayContaining(["access.changed", "ticket.changed"]));
    expect([...new Set(kinds.slice(newsBegins))]).toEqual(["ticket.told"]);
    await drainD1Outbox(env, dueAtMs + 1);
    expect(await dueD1Effects(db, dueAtMs + 1, PAGE_ROWS)).toEqual([]);
  });

  it("is left to the next sweep where it is too much for one", async () => {
    await owe(TAKEN_AT_ONCE + 1);
    await drainD1Outbox(env, dueAtMs);
    expect(await left()).toBe(1);
    await drainD1Outbox(env, dueAtMs);
    expect(await left()).toBe(0);
  });

  it("is owed once for a line, however often that is written down", async () => {
    const [line] = lines(1);
    if (line === undefined) throw new Error("no line");
    await db.batch([newsEffect(db, line, dueAtMs, isThere), newsEffect(db, line, dueAtMs, isThere)]);
    expect(await left()).toBe(1);
    await drainD1Outbox(env, dueAtMs);
  });
});
