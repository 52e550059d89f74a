/** Conversations that begin with their past: taken once, sealed, listed and found, with nobody over their capacity. */

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { createContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { registerConversation } from "#domain/delivery/registry";
import { type ConversationHistory, conversationHistory } from "#domain/imports/history";
import { conversationImports } from "#domain/imports/schema";
import { historyPlace, isImportAwaited } from "#domain/imports/store";
import { DATA_KEY_BYTES, NONCE_BYTES, sealText } from "#domain/privacy/envelope";
import { wrapDataKey } from "#domain/privacy/key-ring";
import { conversationPage } from "#protocol/http";
import { newId } from "#protocol/ids";
import type { Login } from "#scripts/seed/seed";
import { until } from "#test/workers/line";
import { conversationStub } from "#test/workers/matrix";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";
import { importHistories } from "#worker/jobs/import-histories";

const DAY_MS = 24 * 60 * 60 * 1_000;
const db = database(env.DB);
let logins: readonly Login[];
let agent: { id: string; cookie: string };

beforeAll(async () => {
  ({ logins } = await openShop());
  const login = loginOf(logins, "agent");
  const cookie = await signIn(login);
  const me: { id: string } = await (await call("/api/v1/me", { headers: { cookie } })).json();
  agent = { id: me.id, cookie };
}, 60_000);

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

async function history(change: Partial<ConversationHistory> = {}): Promise<ConversationHistory> {
  const contactId = await createContact(db, secretsOf(env), { inboxId: "web" }, [], Date.now());
  const beganMs = Date.now() - DAY_MS;
  return conversationHistory.parse({
    inboxId: "web",
    teamId: "support",
    contactId,
    contactVerified: false,
    contactName: "Ines",
    status: "resolved",
    assigneeId: agent.id,
    agents: [{ id: agent.id, name: "Lin Yue" }],
    messages: [
      { by: "contact", atMs: beganMs, content: "Is the zirconium kettle still there?" },
      { by: "system", atMs: beganMs + 1_000, activity: { key: "conversation.assigned", to: agent.id } },
      { by: "agent", atMs: beganMs + 2_000, agentId: agent.id, content: "Call 13800138000 first", private: true },
      { by: "agent", atMs: beganMs + 3_000, agentId: agent.id, content: "It is, six of them.", private: false },
      { by: "contact", atMs: beganMs + 4_000, content: "Lovely." },
    ],
    read: { contact: 4, agents: { [agent.id]: 4 } },
    ...change,
  });
}

/** As an import writes it. */
async function bring(told: ConversationHistory): Promise<string> {
  const id = newId(Date.now());
  const dataKey = random(DATA_KEY_BYTES);
  const key = wrapDataKey(secretsOf(env).keyRing, { kind: "conversation", id }, dataKey, random(NONCE_BYTES));
  await registerConversation(db, { id, creationKey: id, contactId: told.contactId, key }, Date.now());
  const sealedHistory = Buffer.from(sealText(dataKey, historyPlace(id), JSON.stringify(told), random(NONCE_BYTES)));
  await db
    .insert(conversationImports)
    .values({ conversationId: id, contactId: told.contactId, sealedHistory, isAwaited: true, nextAttemptAtMs: 0 });
  return id;
}

async function importAll(): Promise<void> {
  await until(
    async () => {
      await importHistories(env, Date.now() + DAY_MS);
      return (await isImportAwaited(db)) ? undefined : true;
    },
    () => "everything to be imported",
  );
}

const textsOf = async (id: string): Promise<{ content: string; createdAt: string }[]> => {
  const answer = await call(`/api/v1/conversations/${id}/messages`, { headers: { cookie: agent.cookie } });
  const { items }: { items: { content: string; createdAt: string }[] } = await answer.json();
  return items;
};

describe("a conversation with a past", () => {
  it("is taken whole, at the times it had, and listed as it stands", async () => {
    const told = await history();
    const id = await bring(told);
    expect((await call("/healthz")).status).toBe(503);
    await importAll();
    expect((await call("/healthz")).status).toBe(200);
    const shown = await textsOf(id);
    expect(shown.map(({ createdAt }) => Date.parse(createdAt))).toEqual(told.messages.map(({ atMs }) => atMs));
    expect(shown.at(0)?.content).toBe("Is the zirconium kettle still there?");
    const summary = await conversationStub(id).summary();
    expect(summary?.conversation).toMatchObject({ status: "resolved", assigneeId: agent.id });
    expect(summary).toMatchObject({ unread: 1, contactUnread: 0, lastActivityAtMs: told.messages.at(-1)?.atMs });
    const answer = await call("/api/v1/conversations?view=all", { headers: { cookie: agent.cookie } });
    const page = conversationPage.parse(await answer.json());
    expect(page.items.find(({ conversation }) => conversation.id === id)?.preview?.text).toBe("Lovely.");
  });

  it("is found by its words", async () => {
    const id = await bring(await history());
    await importAll();
    await until(
      async () => {
        const answer = await post("/api/v1/search", { q: "zirconium" }, { cookie: agent.cookie, origin: ORIGIN });
        return JSON.stringify(await answer.json()).includes(id) || undefined;
      },
      () => "its words in the index",
    );
  });

  it("keeps no personal data of a note, and nothing in plain", async () => {
    const id = await bring(await history());
    await importAll();
    expect((await textsOf(id)).some(({ content }) => content.includes("13800138000"))).toBe(false);
    const rows = await runInDurableObject(conversationStub(id), (_, state) =>
      JSON.stringify(
        [...state.storage.sql.exec("SELECT * FROM messages"), ...state.storage.sql.exec("SELECT * FROM participants")],
        (_key, value) => (value instanceof ArrayBuffer ? Buffer.from(value).toString("latin1") : value),
      ),
    );
    for (const plain of ["zirconium", "Lovely", "Ines"]) expect(rows).not.toContain(plain);
  });

  it("taken again, changes nothing", async () => {
    const told = await history();
    const id = await bring(told);
    await importAll();
    const before = (await conversationStub(id).summary())?.conversation;
    const key = { keyId: "k", wrapped: random(60) };
    expect(await conversationStub(id).importHistory({ conversationId: id, key, history: told })).toEqual({
      ok: true,
      value: true,
    });
    expect((await conversationStub(id).summary())?.conversation).toEqual(before);
    expect(await textsOf(id)).toHaveLength(told.messages.length);
  });

  it("that somebody has takes a slot of theirs; what is more than their hands hold waits in the team", async () => {
    const capacity = Number(env.DEFAULT_AGENT_CAPACITY);
    const ids = [];
    for (let n = 0; n < capacity + 2; n += 1) ids.push(await bring(await history({ status: "open" })));
    await importAll();
    const summaries = await Promise.all(ids.map((id) => conversationStub(id).summary()));
    const given = summaries.filter((summary) => summary?.conversation.assigneeId === agent.id);
    const waiting = summaries.filter((summary) => summary?.conversation.assigneeId === undefined);
    expect([given.length, waiting.length]).toEqual([capacity, 2]);
    for (const summary of waiting) expect(summary?.waitingSinceMs).toBeLessThanOrEqual(Date.now());
    const mine = await call("/api/v1/conversations?view=mine", { headers: { cookie: agent.cookie } });
    expect(conversationPage.parse(await mine.json()).items).toHaveLength(capacity);
  });

  it("of one who is erased before it is taken never begins", async () => {
    const told = await history();
    const id = await bring(told);
    await conversationStub(id).erase(id);
    const key = { keyId: "k", wrapped: random(60) };
    expect(await conversationStub(id).importHistory({ conversationId: id, key, history: told })).toMatchObject({
      ok: false,
      failure: "erased",
    });
    await db.delete(conversationImports);
  });
});
