/** Tickets and their customers: what they write moves a ticket, and what they ask for becomes one. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { customerWrote } from "#domain/tickets/customers/word";
import { sameTrouble } from "#protocol/http-ticket-joining";
import { type Ticket, ticketEntryPage } from "#protocol/http-tickets";
import { type WidgetTicket, widgetTicketForm, widgetTicketPage } from "#protocol/http-widget-tickets";
import { begin, nextClientId } from "#test/workers/begin";
import { customerLine } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { auditOf, type Headers, verdictOf } from "#test/workers/staff";
import { secretsOf } from "#worker/environment";
import { cleanContacts } from "#worker/rights/cleaners";
import { holdingsOf } from "#worker/rights/holdings";

let agent: Headers;
let admin: Headers;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "admin") => ({ cookie: await signIn(loginOf(logins, role)), origin: ORIGIN });
  [agent, admin] = await Promise.all([as("agent"), as("admin")]);
}, 60_000);

const db = () => database(env.DB);
const json = { "content-type": "application/json" };

async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}
const read = async (id: string) => ticketOf(await call(`/api/v1/tickets/${id}`, { headers: agent }));
async function changed(ticket: Ticket, to: object): Promise<Ticket> {
  const body = JSON.stringify({ version: ticket.version, ...to });
  return ticketOf(await call(`/api/v1/tickets/${ticket.id}`, { method: "PUT", headers: { ...json, ...agent }, body }));
}
async function entries(id: string) {
  const answer = await call(`/api/v1/tickets/${id}/entries`, { headers: agent });
  return ticketEntryPage.parse(await answer.json()).items;
}
async function ofConversation(content = "Hello") {
  const begun = await begin(content);
  const isThere = () => env.DB.prepare("SELECT 1 FROM conversations WHERE id = ?").bind(begun.conversationId).first();
  await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
  const body = { clientId: nextClientId(), subject: "The kettle leaks", conversationId: begun.conversationId };
  return { ...begun, ticket: await ticketOf(await post("/api/v1/tickets", body, agent)) };
}
/** What neither a queue nor whoever has or follows it has heard of yet. */
const owedOf = (id: string) =>
  env.DB.prepare(
    "SELECT count(*) AS n FROM d1_outbox WHERE kind IN ('ticket.changed', 'ticket.told') AND instr(payload, ?) > 0",
  )
    .bind(id)
    .first<number>("n");

describe("a ticket that waits on its customer", () => {
  it("is open again when they write, by Edgedesk itself, and once", async () => {
    const { ticket, conversationId, token } = await ofConversation();
    await changed(ticket, { status: "waiting_customer" });
    const line = await customerLine(conversationId, token);
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "Here is the number" });
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "KL-20418" });
    await expect.poll(async () => (await read(ticket.id)).status, { timeout: 30_000 }).toBe("open");
    const [last] = await entries(ticket.id);
    expect(last).toMatchObject({ by: "system", kind: "changed" });
    expect(last?.changes).toEqual([{ field: "status", from: "waiting_customer", to: "open" }]);
    // Its clocks go on with that, and colleagues hear of it, and not with the next sweep.
    await expect.poll(() => owedOf(ticket.id), { timeout: 30_000 }).toBe(0);
    line.close();
  });

  it("goes on waiting where what they wrote came before it began to, however often that is told", async () => {
    const { ticket, conversationId } = await ofConversation();
    const waiting = await changed(ticket, { status: "waiting_customer" });
    const { keyRing } = secretsOf(env);
    const told = { conversationId, wroteAtMs: waiting.updatedAtMs - 1 };
    await customerWrote(db(), keyRing, told, Date.now());
    await customerWrote(db(), keyRing, told, Date.now());
    expect((await read(ticket.id)).status).toBe("waiting_customer");
    await customerWrote(db(), keyRing, { conversationId, wroteAtMs: waiting.updatedAtMs + 1 }, Date.now());
    await customerWrote(db(), keyRing, { conversationId, wroteAtMs: waiting.updatedAtMs + 1 }, Date.now());
    expect((await read(ticket.id)).status).toBe("open");
    expect((await entries(ticket.id)).filter(({ by }) => by === "system")).toHaveLength(1);
  });

  it("is the only one that they open: what waits for others, or is finished, stays", async () => {
    const { ticket, conversationId } = await ofConversation();
    const third = await changed(ticket, { status: "waiting_third_party" });
    const word = { conversationId, wroteAtMs: Date.now() + 1_000 };
    await customerWrote(db(), secretsOf(env).keyRing, word, Date.now());
    expect((await read(ticket.id)).status).toBe("waiting_third_party");
    await changed(third, { status: "resolved" });
    await customerWrote(db(), secretsOf(env).keyRing, word, Date.now());
    expect((await read(ticket.id)).status).toBe("resolved");
  });

  it("whose key is missing holds up nobody's messages", async () => {
    const { ticket, conversationId } = await ofConversation();
    await changed(ticket, { status: "waiting_customer" });
    await env.DB.prepare("UPDATE data_keys SET key_id = 'lost' WHERE kind = 'ticket' AND subject_id = ?")
      .bind(ticket.id)
      .run();
    const word = { conversationId, wroteAtMs: Date.now() + 1_000 };
    await customerWrote(db(), secretsOf(env).keyRing, word, Date.now());
    expect((await read(ticket.id)).status).toBe("waiting_customer");
  });
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const asked = (more: object = {}) => ({
  clientId: nextClientId(),
  type: "complaint",
  subject: "Wrong colour, call 13812345678",
  description: "I ordered a blue pot and got a red one.",
  ...more,
});
const ask = (token: string, more: object = {}) => post("/api/v1/widget/tickets", asked(more), bearer(token));
async function requestOf(answer: Response): Promise<WidgetTicket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: WidgetTicket }>()).ticket;
}
async function own(token: string, query = "") {
  const answer = await call(`/api/v1/widget/tickets${query}`, { headers: bearer(token) });
  return widgetTicketPage.parse(await answer.json());
}
const form = async (token: string) =>
  widgetTicketForm.parse(await (await call("/api/v1/widget/ticket-form", { headers: bearer(token) })).json());
const offer = (type: string, offered: boolean, as = admin) =>
  call(`/api/v1/offered-ticket-types/${type}`, {
    method: "PUT",
    headers: { ...json, ...as },
    body: JSON.stringify({ offered }),
  });

describe("a request of a customer", () => {
  it("is a ticket and a conversation that begins with it, made once", async () => {
    const { token, contactId } = await beginSession({ name: "Mei" });
    const body = asked();
    const first = await post("/api/v1/widget/tickets", body, bearer(token));
    const again = await post("/api/v1/widget/tickets", body, bearer(token));
    expect([first.status, again.status]).toEqual([201, 200]);
    const request = await requestOf(first);
    expect(await requestOf(again)).toEqual(request);
    expect(request).toMatchObject({ type: "complaint", status: "received", subject: body.subject });
    const ticket = await read(request.id);
    expect(ticket).toMatchObject({ source: "customer", channel: "chat", contactId, status: "new", priority: "normal" });
    expect(ticket.description).toBe(body.description);
    expect(ticket.followerIds).toEqual([]);
    // What staff read in lists is masked, as in notes.
    expect(ticket.subject).not.toContain("13812345678");
    expect((await entries(request.id)).map(({ kind, by }) => [kind, by])).toEqual([["created", "customer"]]);
    const page = await call(`/api/v1/conversations/${request.conversationId}/messages`, { headers: bearer(token) });
    const { items } = await page.json<{ items: { content: string }[] }>();
    expect(items.map(({ content }) => content)).toEqual([body.description]);
    const audited = (await auditOf("ticket.created")).filter(({ subject }) => subject === `ticket:${request.id}`);
    expect(audited).toHaveLength(1);
  });

  it("tells its customer nothing that staff say among themselves", async () => {
    const { token } = await beginSession();
    const request = await requestOf(await ask(token));
    await post(`/api/v1/tickets/${request.id}/notes`, { clientId: nextClientId(), text: "Looks like fraud" }, agent);
    const me = await (await call("/api/v1/me", { headers: agent })).json<{ id: string }>();
    const ticket = await changed(await read(request.id), {
      ...{ assigneeId: me.id, priority: "urgent", subject: "Suspicious buyer", status: "waiting_third_party" },
    });
    expect(ticket.subject).toBe("Suspicious buyer");
    const { items } = await own(token);
    expect(items).toEqual([{ ...request, status: "in_progress" }]);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(
      ["conversationId", "createdAtMs", "id", "number", "status", "subject", "type"].sort(),
    );
    expect(JSON.stringify(items)).not.toMatch(/urgent|Suspicious|fraud|third/);
    for (const path of [`/api/v1/tickets/${request.id}`, `/api/v1/tickets/${request.id}/entries`, "/api/v1/tickets"])
      expect((await call(path, { headers: bearer(token) })).status).toBe(403);
  });

  it("is told of to nobody else, and tickets that staff made are told of to no customer", async () => {
    const { token, conversationId, contactId, ticket } = await ofConversation();
    expect(ticket.contactId).toBe(contactId);
    expect((await own(token)).items).toEqual([]);
    const other = await beginSession();
    await ask(other.token);
    expect((await own(token)).items).toEqual([]);
    // Nor may it grow out of somebody else's conversation.
    expect(await verdictOf(await ask(other.token, { conversationId }))).toEqual([404, "not_found"]);
    expect((await own(other.token)).items).toHaveLength(1);
  });

  it("can grow out of a conversation of theirs, and begins no other one", async () => {
    const { token, conversationId } = await begin("My pot is broken");
    const request = await requestOf(await ask(token, { conversationId }));
    expect(request.conversationId).toBe(conversationId);
    const page = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: bearer(token) });
    expect((await page.json<{ items: object[] }>()).items).toHaveLength(1);
  });

  it("is listed in pages, the latest first", async () => {
    const { token } = await beginSession();
    const made: string[] = [];
    for (const subject of ["One", "Two", "Three"]) made.unshift((await requestOf(await ask(token, { subject }))).id);
    const first = await own(token, "?limit=2");
    const second = await own(token, `?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made);
    expect(second.nextCursor).toBeUndefined();
    const bad = await call("/api/v1/widget/tickets?cursor=x", { headers: bearer(token) });
    expect(bad.status).toBe(400);
  });

  it("is of a type that customers are offered, which an admin says", async () => {
    const { token } = await beginSession();
    const made = await post("/api/v1/ticket-types", { name: "Trade account", fields: [] }, admin);
    const { type } = await made.json<{ type: { id: string } }>();
    expect((await form(token)).types.map(({ id }) => id)).toEqual([
      "after_sales",
      "enquiry",
      "complaint",
      "suggestion",
    ]);
    expect((await ask(token, { type: type.id })).status).toBe(404);
    expect((await offer(type.id, true)).status).toBe(200);
    expect((await offer("suggestion", false)).status).toBe(200);
    expect((await form(token)).types).toContainEqual({ id: type.id, name: "Trade account" });
    expect((await form(token)).types.map(({ id }) => id)).not.toContain("suggestion");
    expect((await ask(token, { type: type.id })).status).toBe(201);
    expect((await ask(token, { type: "suggestion" })).status).toBe(404);
    expect((await offer("suggestion", true, agent)).status).toBe(403);
    expect((await offer("no-such-type", true)).status).toBe(404);
    expect(await auditOf("ticketType.offered")).toHaveLength(2);
    await offer("suggestion", true);
  });

  it("asks for an address only where none is known, and keeps the one that is given", async () => {
    const { token } = await beginSession();
    expect((await form(token)).asksEmail).toBe(true);
    expect((await ask(token, { email: "mei@shop.example" })).status).toBe(201);
    expect((await form(token)).asksEmail).toBe(false);
    expect((await ask(token, { email: "no address" })).status).toBe(400);
  });

  it("names no order of anybody whom the shop does not vouch for", async () => {
    const { token } = await beginSession();
    expect((await ask(token, { orderNumber: "KL-20418" })).status).toBe(404);
  });

  it("rests sealed, is exported with its customer's data and erased with them", async () => {
    const { token, contactId } = await beginSession();
    const request = await requestOf(await ask(token, { subject: "A very rare subject", description: "Rare words" }));
    const rows = await env.DB.prepare("SELECT hex(sealed_subject) AS hex FROM ticket_requests WHERE ticket_id = ?")
      .bind(request.id)
      .first<{ hex: string }>();
    expect(Buffer.from(rows?.hex ?? "", "hex").toString()).not.toContain("rare");
    const held = await holdingsOf(db(), secretsOf(env).keyRing, contactId);
    expect(JSON.stringify(held)).toContain("A very rare subject");
    await cleanContacts(db(), [contactId]);
    const left = await env.DB.prepare("SELECT count(*) AS n FROM ticket_requests WHERE ticket_id = ?")
      .bind(request.id)
      .first<{ n: number }>();
    expect(left?.n).toBe(0);
  });
});

describe("the same trouble of the same customer", () => {
  const same = async (id: string) => {
    const answer = await call(`/api/v1/tickets/${id}/same-trouble`, { headers: agent });
    return sameTrouble.parse(await answer.json()).items.map((item) => item.id);
  };

  it("is found before a ticket is made and on its page, until the other is finished, and of nobody else's", async () => {
    const { token } = await beginSession();
    const first = await requestOf(await ask(token, { subject: "The spout of my kettle is bent" }));
    const second = await requestOf(await ask(token, { subject: "My kettle's spout is bent!", type: "enquiry" }));
    const stranger = await beginSession();
    const theirs = await requestOf(await ask(stranger.token, { subject: "The spout of my kettle is bent" }));
    expect(await same(second.id)).toEqual([first.id]);
    expect(await same(theirs.id)).toEqual([]);
    const isThere = () =>
      env.DB.prepare("SELECT 1 FROM conversations WHERE id = ?")
        .bind(first.conversationId ?? "")
        .first();
    await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
    const asking = { conversationId: first.conversationId, type: "enquiry", subject: "Spout of my kettle is bent" };
    const found = await post("/api/v1/tickets/same-trouble", asking, agent);
    const { items } = sameTrouble.parse(await found.json());
    expect(items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort());
    await changed(await read(first.id), { status: "resolved" });
    expect(await same(second.id)).toEqual([]);
  });
});
