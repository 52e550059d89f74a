/** What people do with tickets: who follows them, a second one out of one, and types that ask for fields. */
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_TICKET_SUBJECT_CHARS } from "#protocol/constants";
import { ticketType } from "#protocol/http-ticket-types";
import { type Ticket, ticketAnswer, ticketBulkAnswer, ticketEntryPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { auditOf, type Headers, idOf, verdictOf } from "#test/workers/staff";

let agent: Headers;
let lead: Headers;
let admin: Headers;
let qa: Headers;
let leadId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor" | "admin" | "qa") => ({
    cookie: await signIn(loginOf(logins, role)),
    origin: ORIGIN,
  });
  [agent, lead, admin, qa] = await Promise.all([as("agent"), as("supervisor"), as("admin"), as("qa")]);
  leadId = await idOf(lead);
}, 60_000);

const put = (path: string, body: unknown, headers: Headers) =>
  call(path, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
const remove = (path: string, headers: Headers) => call(path, { method: "DELETE", headers });

let last = 0;
const clientId = () => {
  last += 1;
  return `desk${last}`;
};
async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return ticketAnswer.parse(await answer.json()).ticket;
}
async function make(more: object = {}): Promise<Ticket> {
  const body = { clientId: clientId(), subject: "Kettle leaks and lamp flickers", inboxId: "web", ...more };
  return ticketOf(await post("/api/v1/tickets", body, agent));
}
const read = async (id: string) => ticketOf(await call(`/api/v1/tickets/${id}`, { headers: agent }));
const change = (ticket: Ticket, to: object) =>
  put(`/api/v1/tickets/${ticket.id}`, { version: ticket.version, ...to }, agent);
async function changesOf(id: string) {
  const answer = await call(`/api/v1/tickets/${id}/entries`, { headers: agent });
  return ticketEntryPage.parse(await answer.json()).items.flatMap(({ changes }) => changes);
}
const split = (id: string, more: object = {}, as = agent) =>
  post(`/api/v1/tickets/${id}/split`, { clientId: clientId(), subject: "Lamp flickers", ...more }, as);

describe("splitting", () => {
  it("makes one more of the same customer and inbox, however often it is asked for, and both tell of it", async () => {
    const from = await make({ channel: "phone", priority: "high" });
    const body = { clientId: clientId(), type: "complaint", description: "Since Monday", priority: "urgent" };
    const answers = await Promise.all([split(from.id, body), split(from.id, body)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    const [one, again] = await Promise.all(answers.map(ticketOf));
    expect(again?.id).toBe(one?.id);
    expect(one).toMatchObject({
      ...{ subject: "Lamp flickers", description: "Since Monday", type: "complaint", priority: "urgent" },
      ...{ inboxId: "web", teamId: from.teamId, channel: "phone", source: "ticket", status: "new" },
    });
    expect(await changesOf(one?.id ?? "")).toContainEqual({ field: "splitFromId", to: from.id });
    expect((await changesOf(from.id)).filter(({ field }) => field === "splitIntoId")).toEqual([
      { field: "splitIntoId", to: one?.id },
    ]);
    // Whoever edits the first one meanwhile has nothing to look at again.
    expect((await read(from.id)).version).toBe(from.version);
    const audited = (await auditOf("ticket.created")).filter(({ subject }) => subject === `ticket:${one?.id}`);
    expect(audited.map(({ detail }) => detail)).toMatchObject([{ splitFrom: from.id }]);
  });

  it("is refused where there is nothing to work on, for what is no ticket's, and for who may not", async () => {
    const from = await make();
    await ticketOf(await change(from, { status: "closed" }));
    expect(await verdictOf(await split(from.id))).toEqual([409, "wrong_status"]);
    expect((await split(newId(1))).status).toBe(404);
    const open = await make();
    expect((await split(open.id, {}, qa)).status).toBe(403);
    for (const bad of [{ subject: " " }, { subject: "x".repeat(MAX_TICKET_SUBJECT_CHARS + 1) }, { clientId: "a b" }])
      expect((await split(open.id, bad)).status).toBe(400);
    expect(await verdictOf(await split(open.id, { type: "none" }))).toEqual([404, "type_unknown"]);
    expect(await verdictOf(await split(open.id, { teamId: "none" }))).toEqual([404, "team_unknown"]);
    expect((await changesOf(open.id)).map(({ field }) => field)).not.toContain("splitIntoId");
  });
});

describe("followers", () => {
  it("are put on and taken off by whoever may change the ticket, twice as once", async () => {
    const made = await make();
    const path = `/api/v1/tickets/${made.id}/followers/${leadId}`;
    for (let round = 0; round < 2; round += 1) expect((await put(path, {}, agent)).status).toBe(200);
    expect((await read(made.id)).followerIds).toContain(leadId);
    for (let round = 0; round < 2; round += 1) expect((await remove(path, agent)).status).toBe(200);
    expect((await read(made.id)).followerIds).not.toContain(leadId);
    expect((await put(path, {}, qa)).status).toBe(403);
  });

  it("are people who see it", async () => {
    const made = await make();
    expect((await put(`/api/v1/tickets/${made.id}/followers/nobody`, {}, agent)).status).toBe(404);
    expect((await put(`/api/v1/tickets/${newId(1)}/followers/${leadId}`, {}, agent)).status).toBe(404);
    expect((await remove(`/api/v1/tickets/${newId(1)}/followers/${leadId}`, agent)).status).toBe(404);
  });
});

describe("a type that asks for a field", () => {
  const field = { key: "serial", name: "Serial number", kind: "text", required: true };
  async function newType(name: string) {
    const answer = await post("/api/v1/ticket-types", { name, fields: [field] }, admin);
    return ticketType.parse((await answer.json<{ type: unknown }>()).type);
  }

  it("is given to no ticket without it, one by one or many at once, and cannot go while one has it", async () => {
    const type = await newType("Repair with serial");
    expect(type.fields[0]).toMatchObject({ required: true, choices: [] });
    const bare = { clientId: clientId(), subject: "Repair", inboxId: "web", type: type.id };
    expect(await verdictOf(await post("/api/v1/tickets", bare, agent))).toEqual([409, "fields_missing"]);
    const [made, other] = await Promise.all([make(), make()]);
    expect(await verdictOf(await change(made, { type: type.id }))).toEqual([409, "fields_missing"]);
    const given = await ticketOf(await change(made, { type: type.id, fields: { serial: "A1" } }));
    expect(given.fields).toEqual({ serial: "A1" });
    expect(await verdictOf(await change(given, { fields: {} }))).toEqual([409, "fields_missing"]);
    const tickets = [given, other].map(({ id, version }) => ({ id, version }));
    const bulk = await post("/api/v1/tickets/bulk", { tickets, change: { type: type.id, priority: "high" } }, agent);
    expect(ticketBulkAnswer.parse(await bulk.json()).items).toEqual([
      { id: given.id, done: true },
      { id: other.id, done: false, reason: "fields_missing" },
    ]);
    const gone = () => remove(`/api/v1/ticket-types/${type.id}?version=${type.version}`, admin);
    expect(await verdictOf(await gone())).toEqual([409, "in_use"]);
    // What else is changed of a ticket that has none of it yet does not ask for it.
    await ticketOf(await change(await read(given.id), { type: "enquiry" }));
    expect((await gone()).status).toBe(200);
  });
});

describe("many at once", () => {
  const bulk = (tickets: readonly Ticket[], wanted: object) =>
    post(
      "/api/v1/tickets/bulk",
      { tickets: tickets.map(({ id, version }) => ({ id, version })), change: wanted },
      agent,
    );

  it("go to a team with a reason, which stands in the time line of each", async () => {
    const [one, other] = await Promise.all([make({ assigneeId: leadId }), make()]);
    await ticketOf(await change(other, { status: "closed" }));
    const answer = await bulk([one, await read(other.id)], { teamId: one.teamId, reason: "Yours to do" });
    expect(ticketBulkAnswer.parse(await answer.json()).items).toEqual([
      { id: one.id, done: true },
      { id: other.id, done: false, reason: "wrong_status" },
    ]);
    expect((await read(one.id)).assigneeId).toBeUndefined();
    const entries = await call(`/api/v1/tickets/${one.id}/entries`, { headers: agent });
    const [last] = ticketEntryPage.parse(await entries.json()).items;
    expect(last).toMatchObject({ kind: "transferred", reason: "Yours to do" });
  });

  it("are taken from somebody only with a reason", async () => {
    const had = await make({ assigneeId: leadId });
    const agentId = await idOf(agent);
    const qaId = await idOf(qa);
    const to = async (wanted: object) => ticketBulkAnswer.parse(await (await bulk([had], wanted)).json()).items[0];
    expect(await to({ assigneeId: qaId })).toMatchObject({ done: false });
    expect(await to({ assigneeId: agentId, reason: "Mine after all" })).toMatchObject({ done: true });
  });

  it("do not go to a team without a reason, nor with anything else", async () => {
    const made = await make();
    for (const wanted of [{ teamId: made.teamId }, { teamId: made.teamId, reason: "x", priority: "high" }])
      expect((await bulk([made], wanted)).status).toBe(400);
    expect((await read(made.id)).version).toBe(made.version);
  });
});
