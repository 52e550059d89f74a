/** Tickets over HTTP: made once, changed by one at a time, seen by those who may, at rest unreadable, and gone with their customer. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { MAX_BULK_TICKETS } from "#protocol/constants";
import { ticketTypeList } from "#protocol/http-ticket-types";
import {
  type Ticket,
  type TicketEntryPage,
  type TicketPage,
  ticketBulkAnswer,
  ticketCounts,
  ticketEntryPage,
  ticketPage,
} from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { auditOf, type Headers, idOf, verdictOf } from "#test/workers/staff";
import { secretsOf } from "#worker/environment";
import { cleanContacts } from "#worker/rights/cleaners";
import { holdingsOf } from "#worker/rights/holdings";

let agent: Headers;
let lead: Headers;
let admin: Headers;
let qa: Headers;
let agentId: string;
let leadId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor" | "admin" | "qa") => ({
    cookie: await signIn(loginOf(logins, role)),
    origin: ORIGIN,
  });
  [agent, lead, admin, qa] = await Promise.all([as("agent"), as("supervisor"), as("admin"), as("qa")]);
  [agentId, leadId] = await Promise.all([idOf(agent), idOf(lead)]);
}, 60_000);

const json = { "content-type": "application/json" };
const put = (path: string, body: unknown, headers: Headers) =>
  call(path, { method: "PUT", headers: { ...json, ...headers }, body: JSON.stringify(body) });

let lastClientId = 0;
function blank(more: object = {}) {
  lastClientId += 1;
  return { clientId: `t${lastClientId}`, subject: "The kettle leaks", inboxId: "web", ...more };
}

async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}
const make = async (more: object = {}, as = agent) => ticketOf(await post("/api/v1/tickets", blank(more), as));
const read = async (id: string, as = agent) => ticketOf(await call(`/api/v1/tickets/${id}`, { headers: as }));
const change = (ticket: Ticket, to: object, as = agent) =>
  put(`/api/v1/tickets/${ticket.id}`, { version: ticket.version, ...to }, as);
const changed = async (ticket: Ticket, to: object, as = agent) => ticketOf(await change(ticket, to, as));
async function entries(id: string, query = ""): Promise<TicketEntryPage["items"]> {
  const answer = await call(`/api/v1/tickets/${id}/entries${query}`, { headers: agent });
  return ticketEntryPage.parse(await answer.json()).items;
}
async function list(query: string, as = agent): Promise<TicketPage> {
  return ticketPage.parse(await (await call(`/api/v1/tickets?${query}`, { headers: as })).json());
}

/** A conversation that the index knows already. */
async function indexed() {
  const begun = await begin("Hello");
  const isThere = () =>
    env.DB.prepare("SELECT contact_id AS contactId FROM conversations WHERE id = ?")
      .bind(begun.conversationId)
      .first<{ contactId: string }>();
  await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
  return begun;
}

describe("a ticket", () => {
  it("is made once, however often it is asked for, with a number of its own", async () => {
    const body = blank();
    const [one, other] = await Promise.all([
      post("/api/v1/tickets", body, agent),
      post("/api/v1/tickets", body, agent),
    ]);
    expect([one.status, other.status].sort()).toEqual([200, 201]);
    const [first, again] = await Promise.all([ticketOf(one), ticketOf(other)]);
    expect(again.id).toBe(first.id);
    const made = await Promise.all(Array.from({ length: 6 }, () => make()));
    expect(new Set([first, ...made].map(({ number }) => number)).size).toBe(7);
    expect((await auditOf("ticket.created")).filter(({ subject }) => subject === `ticket:${first.id}`)).toHaveLength(1);
    expect((await entries(first.id)).map(({ kind }) => kind)).toEqual(["created"]);
  });

  it("of a conversation is about its customer, and can be found by either", async () => {
    const { conversationId, contactId } = await indexed();
    const made = await make({ conversationId, inboxId: undefined });
    expect(made).toMatchObject({ contactId, inboxId: "web", source: "conversation", channel: "chat", status: "new" });
    expect((await list(`contactId=${contactId}`)).items.map(({ id }) => id)).toEqual([made.id]);
    expect((await list(`conversationId=${conversationId}`)).items.map(({ id }) => id)).toEqual([made.id]);
    expect((await list(`number=${made.number}`)).items.map(({ id }) => id)).toEqual([made.id]);
  });

  it("is changed at the version that was seen: of two at once one wins, and the other sees what it missed", async () => {
    const made = await make();
    const answers = await Promise.all([
      change(made, { priority: "urgent" }),
      change(made, { subject: "The lid is missing", dueAtMs: 4_000_000_000_000 }, lead),
    ]);
    const verdicts = await Promise.all(answers.map((answer) => verdictOf(answer)));
    expect(verdicts.map(([status]) => status).sort()).toEqual([200, 409]);
    expect(verdicts.map(([, reason]) => reason)).toContain("changed_meanwhile");
    const [missed, ...others] = await entries(made.id, `?afterVersion=${made.version}`);
    expect(others).toEqual([]);
    const fields = missed?.changes.map(({ field }) => field).sort();
    expect([["priority"], ["dueAtMs", "subject"]]).toContainEqual(fields);
    expect((await auditOf("ticket.changed")).filter(({ subject }) => subject === `ticket:${made.id}`)).toHaveLength(1);
  });

  it("tells of each change from what to what, and of none where nothing changed", async () => {
    const made = await make({ description: "It drips." });
    const next = await changed(made, { status: "open", priority: "high", description: null });
    const [entry] = await entries(made.id);
    expect(entry).toMatchObject({ kind: "changed", by: agentId, version: 2 });
    expect(entry?.changes).toEqual([
      { field: "status", from: "new", to: "open" },
      { field: "priority", from: "normal", to: "high" },
      { field: "description", from: "It drips." },
    ]);
    expect((await changed(next, { priority: "high" })).version).toBe(next.version);
    expect(await entries(made.id)).toHaveLength(2);
  });

  it("goes no way that there is not", async () => {
    const made = await make();
    const closed = await changed(made, { status: "closed" });
    for (const status of ["new", "resolved", "waiting_customer"])
      expect(await verdictOf(await change(closed, { status }))).toEqual([409, "wrong_status"]);
    expect((await changed(closed, { status: "open" })).status).toBe("open");
    expect((await change(made, { status: "lost" })).status).toBe(400);
    expect((await put(`/api/v1/tickets/${newId(1)}`, { version: 1 }, agent)).status).toBe(404);
  });

  it("takes reasons where it is taken from somebody or handed on, and nobody who cannot have it", async () => {
    const mine = await changed(await make(), { assigneeId: agentId });
    expect(mine).toMatchObject({ assigneeId: agentId, status: "open" });
    const others = await changed(mine, { assigneeId: leadId }, lead);
    expect(await verdictOf(await change(others, { assigneeId: agentId }, admin))).toEqual([400, "reason_wanted"]);
    expect(await verdictOf(await change(others, { assigneeId: "nobody", reason: "x" }))).toEqual([404, "not_found"]);
    const path = `/api/v1/tickets/${mine.id}/transfer`;
    const { version } = others;
    expect((await post(path, { version, reason: "Theirs" }, agent)).status).toBe(400);
    expect((await post(path, { version, assigneeId: agentId }, agent)).status).toBe(400);
    const handed = await ticketOf(await post(path, { version, assigneeId: agentId, reason: "Call 13800138000" }, lead));
    expect(handed.assigneeId).toBe(agentId);
    const [entry] = await entries(mine.id);
    expect(entry).toMatchObject({ kind: "transferred", by: leadId });
    expect(entry?.reason).not.toContain("13800138000");
    const unknown = { version: handed.version, teamId: "no-such-team", reason: "x" };
    expect((await post(path, unknown, agent)).status).toBe(404);
  });
});

describe("sub-tickets", () => {
  it("come first: their parent is finished after them, unless it is forced with a reason", async () => {
    const parent = await make();
    const sub = await make({ parentId: parent.id, inboxId: undefined });
    expect((await read(parent.id)).subTickets.map(({ id }) => id)).toEqual([sub.id]);
    expect((await entries(parent.id))[0]?.changes).toEqual([{ field: "subTicket", to: sub.id }]);
    for (const status of ["resolved", "closed"])
      expect(await verdictOf(await change(parent, { status }))).toEqual([409, "subs_unfinished"]);
    expect(await verdictOf(await change(parent, { status: "closed", force: true }))).toEqual([400, "reason_wanted"]);
    const forced = await changed(parent, { status: "closed", force: true, reason: "Nobody needs it any more" });
    expect(forced.status).toBe("closed");
    expect((await post("/api/v1/tickets", blank({ parentId: parent.id }), agent)).status).toBe(409);
    const [other, done] = [await make(), await changed(sub, { status: "resolved" })];
    const moved = await changed(done, { parentId: other.id });
    expect(moved.parentId).toBe(other.id);
    expect((await changed(other, { status: "closed" })).status).toBe("closed");
  });

  it("never make a circle, also when two try at once", async () => {
    const [a, b, c] = [await make(), await make(), await make()];
    expect(await verdictOf(await change(a, { parentId: a.id }))).toEqual([409, "would_loop"]);
    const under = await changed(b, { parentId: a.id });
    await changed(c, { parentId: under.id });
    expect(await verdictOf(await change(a, { parentId: c.id }))).toEqual([409, "would_loop"]);
    const [x, y] = [await make(), await make()];
    const both = await Promise.all([change(x, { parentId: y.id }), change(y, { parentId: x.id })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("notes, followers and merging", () => {
  it("name colleagues, who follow from then on; sent twice they are there once", async () => {
    const made = await make();
    const path = `/api/v1/tickets/${made.id}/notes`;
    const note = { clientId: "n1", text: "@Lead call 13800138000", mentions: [leadId] };
    const answers = [await post(path, note, agent), await post(path, note, agent)];
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
    const notes = (await entries(made.id)).filter(({ kind }) => kind === "note");
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ by: agentId, mentions: [leadId], version: 1 });
    expect(notes[0]?.text).not.toContain("13800138000");
    expect((await read(made.id)).followerIds.sort()).toEqual([agentId, leadId].sort());
    expect((await list("view=followed", lead)).items.map(({ id }) => id)).toContain(made.id);
    expect((await post(path, { ...note, clientId: "n2", mentions: ["nobody"] }, agent)).status).toBe(404);
    await call(`/api/v1/tickets/${made.id}/follow`, { method: "DELETE", headers: lead });
    expect((await read(made.id)).followerIds).toEqual([agentId]);
    await put(`/api/v1/tickets/${made.id}/follow`, {}, qa);
    expect((await read(made.id)).followerIds).toHaveLength(2);
    // A note is no change that an editor would have to look at.
    expect((await changed(made, { priority: "low" })).version).toBe(2);
  });

  it("merge into one of the same customer, which stays to be worked on", async () => {
    const theirs = { conversationId: (await indexed()).conversationId, inboxId: undefined };
    const [one, other] = [await make(theirs), await make(theirs, lead)];
    const into = (intoId: string, version = one.version) =>
      post(`/api/v1/tickets/${one.id}/merge`, { version, intoId, reason: "Same" }, agent);
    expect((await into(one.id)).status).toBe(409);
    const merged = await ticketOf(await into(other.id));
    expect(merged).toMatchObject({ status: "closed", mergedIntoId: other.id });
    expect(await verdictOf(await change(merged, { status: "open" }))).toEqual([409, "wrong_status"]);
    expect((await entries(other.id))[0]?.changes).toEqual([{ field: "mergedFromId", to: one.id }]);
    expect((await read(other.id)).followerIds.sort()).toEqual([agentId, leadId].sort());
    const { conversationId } = await indexed();
    const foreign = await make({ conversationId, inboxId: undefined });
    expect(
      await verdictOf(
        await post(`/api/v1/tickets/${other.id}/merge`, { version: other.version, intoId: foreign.id }, agent),
      ),
    ).toEqual([409, "not_mergeable"]);
    const [nobodys, another] = [await make(), await make()];
    const body = { version: nobodys.version, intoId: another.id };
    expect(await verdictOf(await post(`/api/v1/tickets/${nobodys.id}/merge`, body, agent))).toEqual([
      409,
      "not_mergeable",
    ]);
  });
});

describe("lists", () => {
  it("go through pages without losing or repeating any, in each order", async () => {
    for (const priority of ["low", "urgent", "normal", "urgent"])
      await make({ priority, dueAtMs: 1_000 + lastClientId });
    for (const sort of ["updated", "priority", "due"]) {
      const all = (await list(`sort=${sort}&limit=100`)).items.map(({ id }) => id);
      const paged: string[] = [];
      for (let cursor = ""; ; ) {
        const page = await list(`sort=${sort}&limit=3${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`);
        paged.push(...page.items.map(({ id }) => id));
        if (page.nextCursor === undefined) break;
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(all);
      expect(all.length).toBeGreaterThan(3);
    }
    expect((await call("/api/v1/tickets?cursor=xyz", { headers: agent })).status).toBe(400);
  });

  it("hold what their view says, and are counted", async () => {
    const mine = await make({ assigneeId: agentId, dueAtMs: 1 });
    const before = ticketCounts.parse(await (await call("/api/v1/tickets/counts", { headers: agent })).json());
    expect((await list("view=mine")).items.map(({ id }) => id)).toContain(mine.id);
    expect((await list("view=overdue")).items.map(({ id }) => id)).toContain(mine.id);
    expect((await list("view=unassigned")).items.map(({ id }) => id)).not.toContain(mine.id);
    await changed(mine, { status: "resolved" });
    const after = ticketCounts.parse(await (await call("/api/v1/tickets/counts", { headers: agent })).json());
    expect([after.mine, after.overdue]).toEqual([before.mine - 1, before.overdue - 1]);
  });

  it("and tickets are not shown to whoever does not see the inbox", async () => {
    const made = await make({ description: "Secret of web" });
    await env.DB.prepare("UPDATE user SET inbox_ids = '[\"elsewhere\"]' WHERE id = ?").bind(leadId).run();
    const path = `/api/v1/tickets/${made.id}`;
    expect((await list("view=all&limit=100", lead)).items).toEqual([]);
    for (const at of [path, `${path}/entries`]) expect((await call(at, { headers: lead })).status).toBe(404);
    expect((await change(made, { priority: "low" }, lead)).status).toBe(404);
    expect((await post(`${path}/notes`, { clientId: "x", text: "x" }, lead)).status).toBe(404);
    expect((await put(`${path}/follow`, {}, lead)).status).toBe(404);
    expect((await post("/api/v1/tickets", blank(), lead)).status).toBe(404);
    const mention = { clientId: "y", text: "x", mentions: [leadId] };
    expect((await post(`${path}/notes`, mention, agent)).status).toBe(404);
    await env.DB.prepare("UPDATE user SET inbox_ids = NULL WHERE id = ?").bind(leadId).run();
  });

  it("change many at once, each by itself", async () => {
    const [a, b] = [await make(), await make()];
    await changed(b, { priority: "low" });
    const tickets = [a, b].map(({ id, version }) => ({ id, version }));
    const answer = await post("/api/v1/tickets/bulk", { tickets, change: { priority: "high" } }, agent);
    expect(ticketBulkAnswer.parse(await answer.json()).items).toEqual([
      { id: a.id, done: true },
      { id: b.id, done: false, reason: "changed_meanwhile" },
    ]);
    const many = Array.from({ length: MAX_BULK_TICKETS + 1 }, () => tickets[0]);
    expect((await post("/api/v1/tickets/bulk", { tickets: many, change: {} }, agent)).status).toBe(400);
  });
});

describe("types", () => {
  it("of the shop's own have fields; one that is used stays", async () => {
    const fields = [{ key: "pieces", name: "Pieces", kind: "number" }];
    const body = { name: "Spare parts", fields };
    expect((await post("/api/v1/ticket-types", body, agent)).status).toBe(403);
    expect((await post("/api/v1/ticket-types", body, admin)).status).toBe(201);
    expect(await verdictOf(await post("/api/v1/ticket-types", { ...body, name: "SPARE  parts" }, admin))).toEqual([
      409,
      "name_taken",
    ]);
    const { items } = ticketTypeList.parse(await (await call("/api/v1/ticket-types", { headers: agent })).json());
    const type = items[0]?.id ?? "";
    expect((await post("/api/v1/tickets", blank({ type, fields: { pieces: "two" } }), agent)).status).toBe(400);
    expect((await post("/api/v1/tickets", blank({ type: "unheard-of" }), agent)).status).toBe(404);
    const made = await make({ type, fields: { pieces: 2, gone: "x" } });
    expect(made.fields).toEqual({ pieces: 2 });
    const path = `/api/v1/ticket-types/${type}?version=1`;
    expect(await verdictOf(await call(path, { method: "DELETE", headers: admin }))).toEqual([409, "in_use"]);
    await changed(made, { type: "complaint" });
    expect((await call(path, { method: "DELETE", headers: admin })).status).toBe(200);
  });
});

describe("a customer's tickets", () => {
  it("rest unreadable, are part of what is held of them, and go with them", async () => {
    const { conversationId, contactId } = await indexed();
    const words = ["Quetzal", "Xylophone", "Zeppelin", "Obsidian"];
    const [subject, description, text, reason] = words;
    const made = await make({ conversationId, inboxId: undefined, subject, description });
    await post(`/api/v1/tickets/${made.id}/notes`, { clientId: "n", text }, agent);
    await ticketOf(
      await post(`/api/v1/tickets/${made.id}/transfer`, { version: 1, assigneeId: leadId, reason }, agent),
    );
    for (const table of ["tickets", "ticket_entries", "audit_log"]) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      const rested = JSON.stringify(results, (_, value) =>
        Array.isArray(value) && typeof value[0] === "number" ? Buffer.from(value).toString("latin1") : value,
      );
      expect(results.length).toBeGreaterThan(0);
      for (const word of words) expect(rested).not.toContain(word);
    }
    const db = database(env.DB);
    const held = (await holdingsOf(db, secretsOf(env).keyRing, contactId)).find(({ holding }) => holding === "ticket");
    expect(held?.fields).toMatchObject({ number: made.number, subject, description });
    expect(held?.fields.internal).toContain(text);
    expect(held?.fields.internal).toContain(reason);
    await cleanContacts(db, [contactId]);
    expect((await call(`/api/v1/tickets/${made.id}`, { headers: agent })).status).toBe(404);
    const keys = env.DB.prepare("SELECT count(*) AS n FROM data_keys WHERE kind = 'ticket' AND subject_id = ?");
    expect(await keys.bind(made.id).first("n")).toBe(0);
    // Its number is never given again.
    expect((await make()).number).toBeGreaterThan(made.number);
  });
});
