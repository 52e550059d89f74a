/** What lists tell of tickets beside their own rows: what the customer is called, and how much of what is under them is done. */
import { env } from "cloudflare:workers";
import { beforeAll, expect, it } from "vitest";
import { database } from "#domain/database";
import { listTickets } from "#domain/tickets/list";
import { type Ticket, ticketAnswer, ticketPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { identify } from "#test/workers/identified";
import { staff } from "#test/workers/principals";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import type { Headers } from "#test/workers/staff";
import { secretsOf } from "#worker/environment";

let lead: Headers;

beforeAll(async () => {
  const { logins } = await openShop();
  lead = { cookie: await signIn(loginOf(logins, "supervisor")), origin: ORIGIN };
}, 60_000);

async function make(more: object): Promise<Ticket> {
  const body = { clientId: newId(Date.now()), subject: "The lid is cracked", ...more };
  const answer = await post("/api/v1/tickets", body, lead);
  expect(answer.status).toBe(201);
  return ticketAnswer.parse(await answer.json()).ticket;
}

async function finish({ id, version }: Ticket, status: "resolved" | "closed"): Promise<void> {
  const answer = await call(`/api/v1/tickets/${id}`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...lead },
    body: JSON.stringify({ version, status, reason: "done" }),
  });
  expect(answer.status).toBe(200);
}

async function lineOf({ number }: Ticket) {
  const answer = await call(`/api/v1/tickets?number=${number}`, { headers: lead });
  return ticketPage.parse(await answer.json()).items[0];
}

/** A ticket of a conversation, once the index knows that. */
async function ticketOf(conversationId: string): Promise<Ticket> {
  const isThere = () => env.DB.prepare("SELECT 1 FROM conversations WHERE id = ?").bind(conversationId).first();
  await expect.poll(isThere, { timeout: 10_000 }).not.toBeNull();
  return make({ conversationId });
}

it("the customer's name, with a number that they put into it masked", async () => {
  const [plain, odd] = await Promise.all([begin("Hi", { name: "Mei Tan" }), begin("Hi", { name: "Li 13800138000" })]);
  const nameless = await begin("Hi");
  const [one, other, third] = [
    await ticketOf(plain.conversationId),
    await ticketOf(odd.conversationId),
    await ticketOf(nameless.conversationId),
  ];
  expect(await lineOf(one)).toMatchObject({ contactId: plain.contactId, contactName: "Mei Tan" });
  expect((await lineOf(other))?.contactName).toBe("Li 138••••8000");
  expect(await lineOf(third)).not.toHaveProperty("contactName");
  expect(await lineOf(await make({ inboxId: "web" }))).not.toHaveProperty("contactName");
});

it("of a guest who turned out to be a customer, the customer's", async () => {
  const guest = await begin("Hi", { name: "ann" });
  const ticket = await ticketOf(guest.conversationId);
  await identify(`of-lines-${newId(Date.now())}`, guest.token, { name: "Ann Berg" });
  expect((await lineOf(ticket))?.contactName).toBe("Ann Berg");
});

it("not for whoever may not look at customers, nor of one who is being erased or whose key is gone", async () => {
  const [{ conversationId, contactId }, lost] = await Promise.all([
    begin("Hi", { name: "Mei Tan" }),
    begin("Hi", { name: "Tom" }),
  ]);
  const ticket = await ticketOf(conversationId);
  const ofLost = await ticketOf(lost.conversationId);
  const list = async (grants: string[]) => {
    const principal = staff("x", { role: "supervisor", grants });
    const wanted = { view: "all", filters: { number: ticket.number } } as const;
    const page = await listTickets(
      database(env.DB),
      secretsOf(env).keyRing,
      principal,
      wanted,
      { limit: 1 },
      Date.now(),
    );
    return page.ok ? page.value.items : [];
  };
  expect(await list(["ticket.read"])).toMatchObject([{ number: ticket.number }]);
  expect((await list(["ticket.read"]))[0]).not.toHaveProperty("contactName");
  expect((await list(["ticket.read", "contact.read"]))[0]?.contactName).toBe("Mei Tan");

  await env.DB.prepare("UPDATE data_keys SET key_id = 'gone' WHERE kind = 'contact' AND subject_id = ?")
    .bind(lost.contactId)
    .run();
  const line = await lineOf(ofLost);
  expect(line).toMatchObject({ subject: "The lid is cracked" });
  expect(line).not.toHaveProperty("contactName");
  await env.DB.prepare("UPDATE contacts SET erasure_id = 'e' WHERE id = ?").bind(contactId).run();
  expect(await lineOf(ticket)).not.toHaveProperty("contactName");
});

it("how many sub-tickets there are and how many are done; a ticket without any says nothing", async () => {
  const parent = await make({ inboxId: "web" });
  expect(await lineOf(parent)).not.toHaveProperty("subs");
  const subs = [
    await make({ parentId: parent.id }),
    await make({ parentId: parent.id }),
    await make({ parentId: parent.id }),
  ];
  expect((await lineOf(parent))?.subs).toEqual({ done: 0, all: 3 });
  const [first, second] = subs;
  if (first !== undefined) await finish(first, "resolved");
  if (second !== undefined) await finish(second, "closed");
  expect((await lineOf(parent))?.subs).toEqual({ done: 2, all: 3 });
});
