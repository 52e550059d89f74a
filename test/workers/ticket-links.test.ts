/** Conversations that join a ticket of the same customer: linked with the note or the merge, and no longer than both are there. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { type Ticket, ticketAnswer, ticketEntryPage, ticketPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { type Headers, verdictOf } from "#test/workers/staff";
import { cleanContacts, cleanConversations } from "#worker/rights/cleaners";

let agent: Headers;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = { cookie: await signIn(loginOf(logins, "agent")), origin: ORIGIN };
}, 60_000);

/** A conversation that the index knows already. @param ofContact whose it is made to be */
async function indexed(ofContact?: string) {
  const { conversationId, contactId } = await begin("Hello");
  const isThere = () => env.DB.prepare("SELECT id FROM conversations WHERE id = ?").bind(conversationId).first();
  await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
  if (ofContact !== undefined)
    await env.DB.prepare("UPDATE conversations SET contact_id = ?, projected_seq = 1000000 WHERE id = ?")
      .bind(ofContact, conversationId)
      .run();
  return { conversationId, contactId: ofContact ?? contactId };
}
async function make(conversationId: string): Promise<Ticket> {
  const body = { clientId: newId(Date.now()), subject: "The lid is cracked", conversationId };
  const answer = await post("/api/v1/tickets", body, agent);
  expect(answer.status).toBe(201);
  return ticketAnswer.parse(await answer.json()).ticket;
}
async function read(id: string): Promise<Ticket> {
  return ticketAnswer.parse(await (await call(`/api/v1/tickets/${id}`, { headers: agent })).json()).ticket;
}
async function ticketsOf(conversationId: string): Promise<string[]> {
  const answer = await call(`/api/v1/tickets?conversationId=${conversationId}`, { headers: agent });
  return ticketPage.parse(await answer.json()).items.map(({ id }) => id);
}
const join = (id: string, conversationId: string, clientId = newId(Date.now())) =>
  post(`/api/v1/tickets/${id}/notes`, { clientId, text: "The same again", conversationId }, agent);
const takeOff = (id: string, conversationId: string, version: number) =>
  call(`/api/v1/tickets/${id}/conversations/${conversationId}?version=${version}`, {
    method: "DELETE",
    headers: agent,
  });

describe("a conversation that joins a ticket", () => {
  it("is linked with it once, and finds it", async () => {
    const first = await indexed();
    const second = await indexed(first.contactId);
    const { id } = await make(first.conversationId);
    const clientId = newId(Date.now());
    const answers = await Promise.all([
      join(id, second.conversationId, clientId),
      join(id, second.conversationId, clientId),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect((await read(id)).linkedConversationIds).toEqual([second.conversationId]);
    expect(await ticketsOf(second.conversationId)).toEqual([id]);
    // Its own is no other one.
    await join(id, first.conversationId);
    expect((await read(id)).linkedConversationIds).toEqual([second.conversationId]);
  });

  it("is of the same customer, and there; or nothing is noted", async () => {
    const [first, strangers] = [await indexed(), await indexed()];
    const { id } = await make(first.conversationId);
    expect((await verdictOf(await join(id, strangers.conversationId)))[1]).toBe("not_mergeable");
    expect((await verdictOf(await join(id, newId(Date.now()))))[1]).toBe("not_found");
    expect((await read(id)).linkedConversationIds).toEqual([]);
  });

  it("comes along when its ticket is merged into another one", async () => {
    const first = await indexed();
    const second = await indexed(first.contactId);
    const [into, double] = [await make(first.conversationId), await make(second.conversationId)];
    const body = { version: double.version, intoId: into.id };
    expect((await post(`/api/v1/tickets/${double.id}/merge`, body, agent)).status).toBe(200);
    expect((await read(into.id)).linkedConversationIds).toEqual([second.conversationId]);
  });

  it("goes on with the ticket that it joined, unless it is the other ticket's own", async () => {
    const first = await indexed();
    const [second, third] = [await indexed(first.contactId), await indexed(first.contactId)];
    const [into, double] = [await make(first.conversationId), await make(second.conversationId)];
    for (const { conversationId } of [first, third]) expect((await join(double.id, conversationId)).status).toBe(201);
    const merge = async (version: number) =>
      (await post(`/api/v1/tickets/${double.id}/merge`, { version, intoId: into.id }, agent)).status;
    const { version } = await read(double.id);
    // At a version that is over nothing is carried.
    expect(await merge(version + 1)).toBe(409);
    expect((await read(into.id)).linkedConversationIds).toEqual([]);
    expect(await merge(version)).toBe(200);
    const linked = (await read(into.id)).linkedConversationIds ?? [];
    expect(linked.toSorted()).toEqual([second.conversationId, third.conversationId].toSorted());
    expect(await ticketsOf(third.conversationId)).toContain(into.id);
  });

  it("is forgotten with the conversation, and with the customer", async () => {
    const first = await indexed();
    const [second, third] = [await indexed(first.contactId), await indexed(first.contactId)];
    const { id } = await make(first.conversationId);
    await join(id, second.conversationId);
    await join(id, third.conversationId);
    await cleanConversations(database(env.DB), [second.conversationId]);
    expect((await read(id)).linkedConversationIds).toEqual([third.conversationId]);
    await cleanContacts(database(env.DB), [first.contactId]);
    const left = await env.DB.prepare("SELECT count(*) AS count FROM ticket_conversations WHERE ticket_id = ?")
      .bind(id)
      .first<{ count: number }>();
    expect(left?.count).toBe(0);
  });

  it("is taken off again at the version that was seen, once, and the time line and the audit log say so", async () => {
    const first = await indexed();
    const second = await indexed(first.contactId);
    const { id } = await make(first.conversationId);
    await join(id, second.conversationId);
    const { version } = await read(id);
    expect(await verdictOf(await takeOff(id, second.conversationId, version + 1))).toEqual([409, "changed_meanwhile"]);
    const both = [await takeOff(id, second.conversationId, version), await takeOff(id, second.conversationId, version)];
    expect(both.map(({ status }) => status)).toEqual([200, 409]);
    const { ticket } = ticketAnswer.parse(await both[0]?.json());
    expect(ticket).toMatchObject({ linkedConversationIds: [], version: version + 1 });
    expect(await ticketsOf(second.conversationId)).toEqual([]);
    const lines = await call(`/api/v1/tickets/${id}/entries`, { headers: agent });
    const [line] = ticketEntryPage.parse(await lines.json()).items;
    const change = { field: "linkedConversationId", from: second.conversationId };
    expect(line).toMatchObject({ kind: "unlinked", version: version + 1, changes: [change] });
    const audited = await env.DB.prepare("SELECT detail FROM audit_log WHERE action = ? AND subject_id = ?")
      .bind("ticket.unlinked", id)
      .all<{ detail: string }>();
    expect(audited.results.map(({ detail }) => JSON.parse(detail))).toEqual([
      expect.objectContaining({ conversationId: second.conversationId }),
    ]);
    // It may join once more.
    expect((await join(id, second.conversationId)).status).toBe(201);
    expect((await read(id)).linkedConversationIds).toEqual([second.conversationId]);
  });

  it("of two who take one off at once the second is told that it was changed meanwhile", async () => {
    const first = await indexed();
    const [second, third] = [await indexed(first.contactId), await indexed(first.contactId)];
    const { id } = await make(first.conversationId);
    for (const { conversationId } of [second, third]) await join(id, conversationId);
    const { version } = await read(id);
    const answers = await Promise.all(
      [second, third].map(({ conversationId }) => takeOff(id, conversationId, version)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await read(id)).linkedConversationIds).toHaveLength(1);
  });

  it("is not taken off where it is the ticket's own, did not join it, or there is no such ticket", async () => {
    const [first, other] = [await indexed(), await indexed()];
    const { id, version } = await make(first.conversationId);
    expect(await verdictOf(await takeOff(id, first.conversationId, version))).toEqual([409, "own_conversation"]);
    expect((await verdictOf(await takeOff(id, other.conversationId, version)))[1]).toBe("not_found");
    expect((await verdictOf(await takeOff(newId(Date.now()), first.conversationId, 1)))[1]).toBe("not_found");
    expect(
      (await call(`/api/v1/tickets/${id}/conversations/${other.conversationId}`, { method: "DELETE", headers: agent }))
        .status,
    ).toBe(400);
    expect((await read(id)).version).toBe(version);
  });
});
