/** Tickets and their customers: what they write moves a ticket, and what they ask for becomes one. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { customerWrote } from "#domain/tickets/customers/word";
import { type Ticket, ticketEntryPage } from "#protocol/http-tickets";
import { begin, nextClientId } from "#test/workers/begin";
import { customerLine } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import type { Headers } from "#test/workers/staff";
import { secretsOf } from "#worker/environment";

let agent: Headers;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = { cookie: await signIn(loginOf(logins, "agent")), origin: ORIGIN };
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
  await expect.poll(isThere, { timeout: 10_000 }).not.toBeNull();
  const body = { clientId: nextClientId(), subject: "The kettle leaks", conversationId: begun.conversationId };
  return { ...begun, ticket: await ticketOf(await post("/api/v1/tickets", body, agent)) };
}

describe("a ticket that waits on its customer", () => {
  it("is open again when they write, by Edgedesk itself, and once", async () => {
    const { ticket, conversationId, token } = await ofConversation();
    await changed(ticket, { status: "waiting_customer" });
    const line = await customerLine(conversationId, token);
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "Here is the number" });
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "KL-20418" });
    await expect.poll(async () => (await read(ticket.id)).status, { timeout: 15_000 }).toBe("open");
    const [last] = await entries(ticket.id);
    expect(last).toMatchObject({ by: "system", kind: "changed" });
    expect(last?.changes).toEqual([{ field: "status", from: "waiting_customer", to: "open" }]);
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
