/** Agents find what was said, in either language, where they may look, and nothing that was taken back. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { projectConversation } from "#domain/conversations/store";
import { database } from "#domain/database";
import { permissionsOf } from "#domain/identity/permissions";
import { deleteSearchTokens, saveTokens } from "#domain/search/store";
import { type SearchPage, searchPage } from "#protocol/http-search";
import type { Login } from "#scripts/seed/seed";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, type ConversationLine, customerLine } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { Effects } from "#worker/effects";

const db = database(env.DB);
let logins: readonly Login[];
let agent: string;
let admin: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  agent = await signIn(loginOf(logins, "agent"));
  admin = await signIn(loginOf(logins, "admin"));
});
afterEach(() => vi.restoreAllMocks());

function stubOf(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

async function search(q: string, cookie = admin, more: object = {}): Promise<SearchPage> {
  const answer = await post("/api/v1/search", { q, ...more }, { cookie, origin: ORIGIN });
  return searchPage.parse(await answer.json());
}

async function found(q: string, cookie = admin): Promise<string[]> {
  return (await search(q, cookie)).items.map(({ conversation }) => conversation.id);
}

const WITHIN = { timeout: 30_000, interval: 100 };

/** It is listed and its words are told within some seconds; in a test at once. */
async function told(conversationId: string): Promise<void> {
  await stubOf(conversationId).reindexWords("test1");
  const summary = await stubOf(conversationId).summary();
  if (summary !== undefined) await projectConversation(db, summary);
}

async function wordsOf(conversationId: string): Promise<number> {
  const query = "SELECT count(*) AS n FROM search_tokens WHERE conversation_id = ?";
  return (await env.DB.prepare(query).bind(conversationId).first<{ n: number }>())?.n ?? -1;
}

async function begun(content: string, details: Record<string, unknown> = {}) {
  const conversation = await begin(content, details);
  await told(conversation.conversationId);
  return conversation;
}

async function say(line: ConversationLine, content: string, more: object = {}) {
  const clientId = nextClientId();
  line.send({ type: "message.send", clientId, contentType: "text", content, ...more });
  const { message } = await line.next("message.created", ({ message: each }) => each.clientId === clientId);
  return message;
}

describe("a search", () => {
  it("finds what was said by its words, in English and Chinese, with where they stand", async () => {
    const { conversationId, message } = await begun("Where is the Celadon teapot? 青瓷茶壶还有货吗？");
    for (const [q, marked] of [
      ["celadon", ["Celadon"]],
      ["TEAPOT celadon", ["Celadon", "teapot"]],
      ["茶壶", ["茶壶"]],
      ["青瓷茶壶", ["青瓷茶壶"]],
    ] as const) {
      const { items } = await search(q);
      expect(items.map(({ conversation }) => conversation.id)).toEqual([conversationId]);
      const [hit] = items[0]?.hits ?? [];
      expect(hit).toMatchObject({ messageId: message.id, seq: 1, sender: { type: "contact" } });
      expect(hit?.marks.map(({ start, end }) => hit.snippet.slice(start, end))).toEqual(marked);
    }
    expect(await found("celadon porcelain")).toEqual([]);
    expect(await found("瓷茶杯")).toEqual([]);
  });

  it("finds what a conversation says in several messages, the best of them first", async () => {
    const { conversationId, token } = await begun("The oolong arrived.");
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await say(line, "But the gaiwan is broken");
    await told(conversationId);
    const { items } = await search("oolong gaiwan");
    expect(items[0]?.hits.map(({ seq }) => seq)).toEqual([2, 1]);
    const both = await say(line, "Oolong and gaiwan again");
    await told(conversationId);
    expect((await search("oolong gaiwan")).items[0]?.hits[0]?.messageId).toBe(both.id);
  });

  it("finds private notes, which only agents search", async () => {
    const { conversationId } = await begun("你好");
    const line = await agentLine(conversationId, admin);
    line.send({ type: "sync" });
    await say(line, "the customer is a quagmire", { private: true });
    await told(conversationId);
    expect((await search("quagmire")).items[0]?.hits).toMatchObject([{ private: true, sender: { type: "agent" } }]);
  });

  it("does not find what was recalled, or how a text was before it was edited", async () => {
    const { conversationId, token } = await begun("hello there");
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    const regretted = await say(line, "my secret is flibbertigibbet");
    const changed = await say(line, "I want the yunnan one");
    await told(conversationId);
    expect(await found("flibbertigibbet")).toEqual([conversationId]);
    line.send({ type: "message.recall", messageId: regretted.id });
    line.send({ type: "message.edit", messageId: changed.id, content: "I want the longjing one" });
    await line.next("message.updated", ({ message }) => message.id === changed.id);
    await stubOf(conversationId).reindexWords("test1");
    expect(await found("flibbertigibbet")).toEqual([]);
    expect(await found("yunnan")).toEqual([]);
    expect(await found("longjing")).toEqual([conversationId]);
    expect(await found("hello")).toContain(conversationId);
  });

  it("needs nobody to index a message: the conversation tells of its words by itself, and anew after a recall", async () => {
    const { conversationId, token } = await begin("zephyr and borealis");
    const isFound = async (q: string) => ((await found(q)).includes(conversationId) ? "found" : "not found");
    await vi.waitFor(async () => expect(await isFound("zephyr borealis")).toBe("found"), WITHIN);
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    const { message } = await line.next("message.created");
    // A life that begins now owes nothing of before, and does not wait for the rest of a pace.
    await evictDurableObject(stubOf(conversationId));
    line.send({ type: "message.recall", messageId: message.id });
    await vi.waitFor(async () => expect(await wordsOf(conversationId)).toBe(0), WITHIN);
  });

  it("leads to the conversations of a customer by exactly their email or the shop's id, whatever they said", async () => {
    const { conversationId } = await begun("你好呀", { name: "王小明", email: "Ming.Wang@Shop.example" });
    for (const q of ["ming.wang@shop.example", " MING.WANG@SHOP.EXAMPLE "]) {
      expect((await search(q)).items).toMatchObject([
        { conversation: { id: conversationId }, contactName: "王小明", contact: true, hits: [] },
      ]);
    }
    expect(await found("ming.wang")).toEqual([]);
  });

  it("goes on where a page ended, the latest first, and shows each once", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.unshift((await begun(`paginated tea ${n}`)).conversationId);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await search("paginated", admin, { limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ conversation }) => conversation.id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids);
  });

  it.each([["?"], [" "], [""], ["x".repeat(201)]])(
    "for %j finds nothing or is refused, and breaks nothing",
    async (q) => {
      const answer = await post("/api/v1/search", { q }, { cookie: admin, origin: ORIGIN });
      expect([200, 400]).toContain(answer.status);
      if (answer.status === 200) expect(await answer.json()).toEqual({ items: [] });
    },
  );

  it("is asked in a body alone: there is no address that holds what was searched for", async () => {
    expect((await call("/api/v1/search?q=tea", { headers: { cookie: admin } })).status).toBe(404);
  });

  it("refuses a cursor that is not one of ours, customers and strangers", async () => {
    const at = (body: object, headers: Record<string, string>) =>
      post("/api/v1/search", body, { origin: ORIGIN, ...headers });
    expect((await at({ q: "tea", cursor: "abc" }, { cookie: admin })).status).toBe(400);
    expect((await at({ q: "tea" }, {})).status).toBe(401);
    const { token } = await begin("hello");
    expect((await at({ q: "tea" }, { authorization: `Bearer ${token}` })).status).toBe(403);
  });
});

describe("whoever searches", () => {
  it("finds what their lists show: an agent the conversations of their teams", async () => {
    const { conversationId } = await begun("a parallelogram of tea");
    const everybody = () => Promise.all([found("parallelogram", admin), found("parallelogram", agent)]);
    const own = (await everybody())[1]?.length ?? 0;
    await env.DB.prepare("UPDATE conversations SET team_id = 'another' WHERE id = ?").bind(conversationId).run();
    expect(await everybody()).toEqual([[conversationId], []]);
    expect(own).toBeLessThanOrEqual(1);
  });

  it("finds nothing of an inbox out of their scope, in the actor neither", async () => {
    const { conversationId } = await begun("a rhombus of tea");
    const login = logins.find(({ role }) => role === "supervisor");
    if (login === undefined) throw new Error("the demo has no supervisor");
    const cookie = await signIn(login);
    expect(await found("rhombus", cookie)).toEqual([conversationId]);
    await env.DB.prepare("UPDATE user SET inbox_ids = '[\"other\"]' WHERE email = ?").bind(login.email).run();
    expect(await found("rhombus", cookie)).toEqual([]);
    await env.DB.prepare("UPDATE user SET inbox_ids = NULL WHERE email = ?").bind(login.email).run();
  });
});

describe("a search for what is masked", () => {
  const NUMBER = "13700137000";

  it("shows it to nobody who may not see it, and marks nothing within; who may sees it marked", async () => {
    const { conversationId } = await begun(`请打电话 ${NUMBER} 谢谢`);
    const hitFor = async (cookie: string) => {
      const { items } = await search(NUMBER, cookie);
      const [hit] = items.find(({ conversation }) => conversation.id === conversationId)?.hits ?? [];
      if (hit === undefined) throw new Error("not found");
      return hit;
    };
    const masked = await hitFor(admin);
    expect(masked.snippet).toContain("请打电话");
    expect(masked.snippet).not.toMatch(/0013|13700137/);
    expect(masked.marks).toEqual([]);
    const { email } = loginOf(logins, "admin");
    const grants = JSON.stringify([...permissionsOf({ role: "admin" }), "personal.see"]);
    await env.DB.prepare("UPDATE user SET grants = ? WHERE email = ?").bind(grants, email).run();
    const plain = await hitFor(admin);
    await env.DB.prepare("UPDATE user SET grants = NULL WHERE email = ?").bind(email).run();
    expect(plain.marks.map(({ start, end }) => plain.snippet.slice(start, end))).toEqual([NUMBER]);
  });
});

describe("the index of words", () => {
  it("holds keyed hashes of a conversation's set of words, and nothing of their order or number", async () => {
    const { conversationId } = await begun("one fish two fish");
    const { results } = await env.DB.prepare("SELECT * FROM search_tokens WHERE conversation_id = ?")
      .bind(conversationId)
      .all<{ key_id: string; token: number[] }>();
    expect(results).toHaveLength(3);
    for (const { token } of results) expect(token).toHaveLength(8);
  });

  it("takes words that come late, or twice, for what they are", async () => {
    const tell = (generation: number, replaces: boolean, ...hashes: string[]) =>
      saveTokens(db, { conversationId: "late", keyId: "test1", generation, replaces, hashes });
    const kept = async () => {
      const query = "SELECT lower(hex(token)) AS token FROM search_tokens WHERE conversation_id = 'late' ORDER BY 1";
      return (await env.DB.prepare(query).all<{ token: string }>()).results.map(({ token }) => token);
    };
    const [a, b, c] = ["aa".repeat(8), "bb".repeat(8), "cc".repeat(8)];
    await tell(1, false, c);
    expect(await kept()).toEqual([]);
    await tell(1, true, a, b);
    await tell(1, false, c);
    await tell(1, false, c);
    expect(await kept()).toEqual([a, b, c]);
    await tell(2, true, a);
    expect(await kept()).toEqual([a]);
    for (const late of [tell(1, true, b), tell(1, false, c)]) await late;
    expect(await kept()).toEqual([a]);
    await deleteSearchTokens(db, "late");
    for (const late of [tell(2, false, b), tell(3, true, c)]) await late;
    expect(await kept()).toEqual([]);
  });

  it("that says more than is there leads to nothing", async () => {
    const { conversationId } = await begun("just tea");
    const other = await begun("a dodecahedron");
    const query = `INSERT INTO search_tokens SELECT key_id, token, ? FROM search_tokens WHERE conversation_id = ?
      ON CONFLICT DO NOTHING`;
    await env.DB.prepare(query).bind(conversationId, other.conversationId).run();
    expect(await found("dodecahedron")).toEqual([other.conversationId]);
  });

  it("that does not take what it is told is told again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { conversationId, token } = await begun("first things");
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await say(line, "then came the icosahedron");
    const tell = vi.spyOn(Effects.prototype, "indexMessages").mockRejectedValueOnce(new Error("away"));
    expect(
      await stubOf(conversationId)
        .reindexWords("test1")
        .catch(() => "not taken"),
    ).toBe("not taken");
    tell.mockRestore();
    await told(conversationId);
    expect(await found("icosahedron first")).toEqual([conversationId]);
  });
});
