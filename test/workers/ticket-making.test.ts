/** Making a ticket takes few round trips: what the answer says and what is kept for a moment must be as if everything were read. */
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, expect, it, vi } from "vitest";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { database } from "#domain/database";
import { refuse } from "#domain/failures";
import { inboxes } from "#domain/organisation/schema";
import { createTicket } from "#domain/tickets/create";
import type { Ticket } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { type Headers, verdictOf } from "#test/workers/staff";
import { beginningsNow, forgetBeginnings } from "#worker/beginnings";
import { secretsOf } from "#worker/environment";

let agent: Headers;
beforeAll(async () => {
  const { logins } = await openShop();
  agent = { cookie: await signIn(loginOf(logins, "agent")), origin: ORIGIN };
}, 60_000);

const HOUR_MS = 3_600_000;
let last = 0;
const body = (more: object = {}) => {
  last += 1;
  return { clientId: `making-${last}`, subject: "The kettle leaks", inboxId: "web", ...more };
};
async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}
const make = async (more: object = {}) => ticketOf(await post("/api/v1/tickets", body(more), agent));
const read = async (id: string) => ticketOf(await call(`/api/v1/tickets/${id}`, { headers: agent }));

it("answers what a reading says, whatever it is made of", async () => {
  const parent = await make();
  const { conversationId } = await begin("Where is my kettle?");
  const known = env.DB.prepare("SELECT id FROM conversations WHERE id = ?").bind(conversationId);
  await vi.waitFor(async () => expect(await known.first("id")).toBe(conversationId), { timeout: 30_000 });
  for (const more of [
    { description: "Since Monday", productLine: "Kitchen", priority: "high", dueAtMs: Date.now() + HOUR_MS },
    { parentId: parent.id, type: "complaint" },
    { conversationId, inboxId: undefined },
  ]) {
    const made = await make(more);
    // Its queue may have written of its service level meanwhile.
    expect({ ...made, sla: undefined }).toEqual({ ...(await read(made.id)), sla: undefined });
  }
});

it("answers the one that there is when it is asked for again", async () => {
  const asked = body({ description: "Since Monday" });
  const made = await ticketOf(await post("/api/v1/tickets", asked, agent));
  const again = await post("/api/v1/tickets", { ...asked, subject: "Another" }, agent);
  expect(again.status).toBe(200);
  expect(await ticketOf(again)).toMatchObject({ id: made.id, number: made.number, subject: "The kettle leaks" });
});

it("makes none for a team that was deleted since somebody looked, and spends no number", async () => {
  const nobody = { assigneeId: null, contactId: null, conversationId: null, parentId: null, dueAtMs: null } as const;
  const blank = { type: "enquiry", priority: "normal", source: "blank", channel: "other", orderIds: [] } as const;
  const content = { subject: "The kettle leaks", fields: {} };
  const ticket = {
    id: newId(Date.now()),
    clientId: "gone",
    inboxId: "web",
    teamId: "gone",
    ...blank,
    ...nobody,
    content,
  };
  const edit = { auditor: SYSTEM_AUDITOR, nowMs: Date.now() };
  const before = await make();
  const made = await createTicket(database(env.DB), secretsOf(env).keyRing, ticket, edit);
  expect(made).toEqual(refuse("changed_meanwhile"));
  expect((await make()).number).toBe(before.number + 1);
});

it("makes none in an inbox that was deleted elsewhere, whatever is still kept of it here", async () => {
  const db = database(env.DB);
  const [web] = await db.select().from(inboxes).where(eq(inboxes.id, "web"));
  if (web === undefined) throw new Error("the shop has no inbox");
  await db.insert(inboxes).values({ ...web, id: "outlet" });
  await make({ inboxId: "outlet" });
  await db.delete(inboxes).where(eq(inboxes.id, "outlet"));
  const answer = await post("/api/v1/tickets", body({ inboxId: "outlet" }), agent);
  expect(await verdictOf(answer)).toEqual([404, "not_found"]);
});

it("keeps nothing that was read before a change", async () => {
  const db = database(env.DB);
  forgetBeginnings(db);
  const nowMs = Date.now();
  const reading = beginningsNow(db, nowMs);
  forgetBeginnings(db);
  const stale = await reading;
  expect(await beginningsNow(db, nowMs)).not.toBe(stale);
  expect(await beginningsNow(db, nowMs)).toBe(await beginningsNow(db, nowMs + 1_999));
  const kept = await beginningsNow(db, nowMs);
  expect(await beginningsNow(db, nowMs + 2_000)).not.toBe(kept);
});

it("tells the queue of all that are made in a rush", async () => {
  const made = await Promise.all(Array.from({ length: 20 }, () => make({ dueAtMs: Date.now() + HOUR_MS })));
  expect(new Set(made.map(({ number }) => number)).size).toBe(20);
  const owed = env.DB.prepare("SELECT count(*) AS n FROM d1_outbox WHERE kind = 'ticket.changed'");
  await vi.waitFor(async () => expect(await owed.first("n")).toBe(0), { timeout: 30_000 });
});
