/** Help pages that a ticket is linked with: addresses alone that may be opened, told of in its time line, at rest unreadable, gone with it. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { openedTicket } from "#domain/tickets/record";
import { sealTicket } from "#domain/tickets/sealed";
import { type Ticket, ticketAnswer, ticketEntryPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { type Headers, verdictOf } from "#test/workers/staff";
import { secretsOf } from "#worker/environment";
import { cleanContacts } from "#worker/rights/cleaners";
import { holdingsOf } from "#worker/rights/holdings";

let agent: Headers;
let qa: Headers;
beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "qa") => ({ cookie: await signIn(loginOf(logins, role)), origin: ORIGIN });
  [agent, qa] = await Promise.all([as("agent"), as("qa")]);
}, 60_000);

const CLEAN = { url: "https://shop.example/help/clean-a-kettle", title: "Clean a kettle" };
const STORE = { url: "https://shop.example/help/store-tea", title: "Store tea" };

const ask = (more: object) =>
  post("/api/v1/tickets", { clientId: newId(Date.now()), subject: "The kettle leaks", inboxId: "web", ...more }, agent);
async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return ticketAnswer.parse(await answer.json()).ticket;
}
const make = async (more: object = {}) => ticketOf(await ask(more));
const read = async (id: string) => ticketOf(await call(`/api/v1/tickets/${id}`, { headers: agent }));
const change = ({ id, version }: Ticket, to: object, as = agent) =>
  call(`/api/v1/tickets/${id}`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...as },
    body: JSON.stringify({ version, ...to }),
  });
async function changesOf(id: string) {
  const answer = await call(`/api/v1/tickets/${id}/entries`, { headers: agent });
  return ticketEntryPage.parse(await answer.json()).items.map(({ changes }) => changes);
}

describe("articles of a ticket", () => {
  it("come with it, are none where nobody named any, and stay when something else changes", async () => {
    const made = await make({ articles: [CLEAN] });
    expect(made.articles).toEqual([CLEAN]);
    await ticketOf(await change(made, { priority: "high", description: "By the lid" }));
    expect((await read(made.id)).articles).toEqual([CLEAN]);
    for (const none of [await make(), await make({ articles: [] })]) expect(none).not.toHaveProperty("articles");
  });

  it("are changed as a whole, and the time line tells titles before and after", async () => {
    const made = await make();
    const one = await ticketOf(await change(made, { articles: [CLEAN] }));
    const two = await ticketOf(await change(one, { articles: [CLEAN, STORE] }));
    expect(two.articles).toEqual([CLEAN, STORE]);
    const moved = await ticketOf(await change(two, { articles: [CLEAN, { ...STORE, url: `${STORE.url}-dry` }] }));
    expect((await ticketOf(await change(moved, { articles: moved.articles }))).version).toBe(moved.version);
    expect(await ticketOf(await change(moved, { articles: [] }))).not.toHaveProperty("articles");
    const both = "Clean a kettle · Store tea";
    const clean = "Clean a kettle (https://shop.example/help/clean-a-kettle)";
    expect(await changesOf(made.id)).toEqual([
      [{ field: "articles", from: both }],
      [
        {
          field: "articles",
          from: `${clean} · Store tea (https://shop.example/help/store-tea)`,
          to: `${clean} · Store tea (https://shop.example/help/store-tea-dry)`,
        },
      ],
      [{ field: "articles", from: "Clean a kettle", to: both }],
      [{ field: "articles", to: "Clean a kettle" }],
      [],
    ]);
  });

  it("are changed at the version that was seen, by who may change the ticket", async () => {
    const made = await make();
    await ticketOf(await change(made, { articles: [CLEAN] }));
    expect(await verdictOf(await change(made, { articles: [STORE] }))).toEqual([409, "changed_meanwhile"]);
    expect((await change(await read(made.id), { articles: [] }, qa)).status).toBe(403);
    expect((await read(made.id)).articles).toEqual([CLEAN]);
  });

  it.each([
    ["no page", [{ url: "javascript:alert(1)", title: "Help" }]],
    ["in itself", [{ url: "data:text/html,hello", title: "Help" }]],
    ["with a password", [{ url: "https://ada:secret@shop.example/help", title: "Help" }]],
    ["too long", [{ url: `https://shop.example/${"a".repeat(500)}`, title: "Help" }]],
    ["without a title", [{ url: CLEAN.url, title: " " }]],
    ["with too long a title", [{ url: CLEAN.url, title: "t".repeat(121) }]],
    ["there twice", [CLEAN, { ...CLEAN, title: "Again" }]],
    ["too many", Array.from({ length: 11 }, (_, index) => ({ url: `https://shop.example/${index}`, title: "Help" }))],
    ["no list", CLEAN],
  ])("are refused: %s", async (_name, articles) => {
    expect((await ask({ articles })).status).toBe(400);
    const made = await make();
    expect((await change(made, { articles })).status).toBe(400);
    expect((await read(made.id)).version).toBe(made.version);
  });

  it("have titles without what is personal, which can be sent again", async () => {
    const title = `Call 13812345678 or write to ada.lovelace@shop.example ${"x".repeat(65)}`.slice(0, 120);
    const made = await make({ articles: [{ url: CLEAN.url, title }] });
    const [article] = made.articles ?? [];
    expect(article?.title).not.toContain("13812345678");
    expect(article?.title).not.toContain("ada.lovelace");
    const again = await ticketOf(await change(made, { articles: [...(made.articles ?? []), STORE] }));
    expect(again.articles).toEqual([article, STORE]);
  });

  it("are none of a ticket that was sealed before there were any", async () => {
    const { id, version } = await make();
    const opened = await openedTicket(database(env.DB), secretsOf(env).keyRing, id);
    if (!opened.ok) throw new Error(opened.failure);
    const sealed = sealTicket(opened.value.key, id, version, { subject: "From before", fields: {} });
    await env.DB.prepare("UPDATE tickets SET sealed_content = ? WHERE id = ?").bind(sealed, id).run();
    const old = await read(id);
    expect(old).toMatchObject({ subject: "From before" });
    expect(old).not.toHaveProperty("articles");
    expect((await ticketOf(await change(old, { articles: [STORE] }))).articles).toEqual([STORE]);
  });

  it("rest unreadable, are part of what is held of the customer, and go with them", async () => {
    const { conversationId, contactId } = await begin("Hello");
    const isThere = () => env.DB.prepare("SELECT id FROM conversations WHERE id = ?").bind(conversationId).first();
    await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
    const before = { url: "https://shop.example/zeppelin", title: "Quetzal" };
    const after = { url: "https://shop.example/obsidian", title: "Xylophone" };
    const made = await make({ conversationId, inboxId: undefined, articles: [before] });
    await ticketOf(await change(made, { articles: [after] }));
    for (const table of ["tickets", "ticket_entries", "audit_log"]) {
      const { results } = await env.DB.prepare(`SELECT * FROM ${table}`).all();
      const rested = JSON.stringify(results, (_, value) =>
        Array.isArray(value) && typeof value[0] === "number" ? Buffer.from(value).toString("latin1") : value,
      );
      expect(results.length).toBeGreaterThan(0);
      for (const word of ["Quetzal", "Xylophone", "zeppelin", "obsidian"]) expect(rested).not.toContain(word);
    }
    const db = database(env.DB);
    const held = (await holdingsOf(db, secretsOf(env).keyRing, contactId)).find(({ holding }) => holding === "ticket");
    expect(held?.fields.articles).toBe(`${after.title} ${after.url}`);
    expect(held?.fields.internal).toContain("Quetzal");
    await cleanContacts(db, [contactId]);
    expect((await call(`/api/v1/tickets/${made.id}`, { headers: agent })).status).toBe(404);
    const keys = env.DB.prepare("SELECT count(*) AS n FROM data_keys WHERE kind = 'ticket' AND subject_id = ?");
    expect(await keys.bind(made.id).first("n")).toBe(0);
  });
});
