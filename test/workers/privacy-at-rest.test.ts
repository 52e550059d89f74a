/**
 * What customers and agents say, and who customers are, rests nowhere in plain: a conversation full of marked words is
 * led, then every row of every actor and of D1 is searched for the marks, in every form that text could rest in.
 */
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { MessageStore } from "#actors/conversation/messages/store";
import { database } from "#domain/database";
import { identifierHash } from "#domain/identity/identifier-hash";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import { conversationPage, createdConversation, me } from "#protocol/http";
import { nextClientId } from "#test/workers/begin";
import { dumpActor, dumpDatabase, type Rows } from "#test/workers/dump";
import { agentLine, customerLine, feedLine, until } from "#test/workers/line";
import { beginSession, call, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { Effects } from "#worker/effects";
import { secretsOf } from "#worker/environment";

/** Each is said, written or given once, and is nothing that could rest by chance. */
const MARKS = {
  name: "Quillonia 欧阳翡翠",
  email: "quillonia.marked@mail.example",
  identifier: "customer-标记-77412",
  first: "My parcel 包裹在哪里 zebrafinch",
  second: "Sealing wax 蜡封 walrusdune",
  edited: "An edited reply 改过的回复 otterglyph",
  beforeEdit: "A reply before its edit 未改 pumicestar",
  recalled: "Card 6222-0000-1111 撤回 lanternkelp",
  note: "He sounds angry 备注 marrowfern",
  draft: "Not sent yet 草稿 thistleveil",
  reason: "Needs a chargeback 退款原因 copperlark",
} as const;

const logged: string[] = [];
let conversationId: string;
const dumps = new Map<string, Rows>();

beforeAll(async () => {
  const { logins } = await openShop();
  for (const level of ["error", "warn", "info", "log", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation((...line: unknown[]) => {
      logged.push(line.map(String).join(" "));
    });
  }
  const [first, second] = await Promise.all(
    logins
      .filter(({ role }) => role === "agent")
      .slice(0, 2)
      .map(async (login) => {
        const cookie = await signIn(login);
        const { id } = me.parse(await (await call("/api/v1/me", { headers: { cookie } })).json());
        return { id, cookie };
      }),
  );
  if (first === undefined || second === undefined) throw new Error("the demo has two agents at least");
  const act = (who: { cookie: string }, action: string, body: object) =>
    post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie: who.cookie, origin: ORIGIN });

  const { keyRing } = secretsOf(env);
  const [secret = new Uint8Array()] = await goodIdentitySecrets(database(env.DB), keyRing, "web", Date.now());
  const { name, email, identifier } = MARKS;
  const { token } = await beginSession({ name, email, identifier, identifierHash: identifierHash(secret, identifier) });
  const body = { clientId: nextClientId(), content: MARKS.first };
  const begun = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  ({ conversationId } = createdConversation.parse(await begun.json()));

  const feeds = [await feedLine(first.cookie), await feedLine(second.cookie)];
  for (const feed of feeds) feed.send({ type: "subscribe", views: ["unassigned", "all"] });
  expect((await act(first, "accept", {})).status).toBe(200);
  const customer = await customerLine(conversationId, token);
  const agent = await agentLine(conversationId, first.cookie);
  for (const line of [customer, agent]) {
    line.send({ type: "sync" });
    await line.next("sync.done");
  }
  const say = (content: string, more: object = {}) => ({
    type: "message.send",
    clientId: nextClientId(),
    contentType: "text",
    content,
    ...more,
  });
  const said = async (content: string) =>
    (await agent.next("message.created", ({ message }) => message.content === content)).message.id;

  customer.send({ type: "typing", draft: MARKS.draft });
  // The last word may be the beginning of something personal: staff see it once it is finished.
  expect(await agent.next("typing")).toMatchObject({ draft: "Not sent yet 草稿 …" });
  customer.send(say(MARKS.second));
  agent.send(say(MARKS.beforeEdit));
  agent.send({ type: "message.edit", messageId: await said(MARKS.beforeEdit), content: MARKS.edited });
  customer.send(say(MARKS.recalled));
  customer.send({ type: "message.recall", messageId: await said(MARKS.recalled) });
  agent.send(say(MARKS.note, { private: true }));
  await said(MARKS.note);
  customer.send({ type: "read", seq: 1 });
  // What is refused is not to be kept either.
  customer.send({ type: "message.send", clientId: MARKS.name, contentType: "text", content: MARKS.first });
  await customer.next("error");
  expect((await act(first, "transfer", { teamId: "after-sales", reason: MARKS.reason })).status).toBe(200);
  expect((await act(second, "accept", {})).status).toBe(200);
  await until(
    async () => ((await indexed(second.cookie))?.assigneeId === second.id ? true : undefined),
    () => "the index",
  );
  await feeds[1]?.next("conversation.updated", ({ conversation }) => conversation.assigneeId === second.id);

  const listOfSecond = env.AGENT.get(env.AGENT.idFromName(second.id));
  await until(
    async () => ((await dumpActor(listOfSecond, ["feed_rows"])).feed_rows?.length === 1 ? true : undefined),
    () => "the row of the agent's list",
  );

  const stubs: readonly (readonly [string, DurableObjectStub])[] = [
    ["ConversationActor", env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId))],
    ["AgentActor who had it", env.AGENT.get(env.AGENT.idFromName(first.id))],
    ["AgentActor who has it", listOfSecond],
    ["QueueActor it came from", env.QUEUE.get(env.QUEUE.idFromName("support"))],
    ["QueueActor it went to", env.QUEUE.get(env.QUEUE.idFromName("after-sales"))],
  ];
  for (const [actor, stub] of stubs) dumps.set(actor, await dumpActor(stub));
  dumps.set("D1", await dumpDatabase());
}, 30_000);
afterAll(() => vi.restoreAllMocks());

async function indexed(cookie: string) {
  const answer = await call("/api/v1/conversations?view=all", { headers: { cookie } });
  const { items } = conversationPage.parse(await answer.json());
  return items.find(({ conversation }) => conversation.id === conversationId)?.conversation;
}

/** Words of the marks in the forms that they could rest in. */
const needles: readonly (readonly [string, Buffer])[] = Object.entries(MARKS).flatMap(([mark, text]) =>
  text.split(" ").flatMap((word) => {
    const forms = [
      Buffer.from(word, "utf8"),
      Buffer.from(word, "utf16le"),
      Buffer.from(word, "utf16le").swap16(),
      Buffer.from(encodeURIComponent(word)),
      Buffer.from(
        JSON.stringify(word)
          .slice(1, -1)
          .replaceAll(/[^ -~]/g, escaped),
      ),
      Buffer.from(Buffer.from(word).toString("hex")),
      // Of the three ways in which Base64 can fall on a word within a text, the part that is the same whatever is around it.
      ...[0, 1, 2].map((shift) => {
        const base64 = Buffer.concat([Buffer.alloc(shift), Buffer.from(word)]).toString("base64");
        return Buffer.from(base64.slice(shift === 0 ? 0 : shift + 1, -4));
      }),
    ];
    // Shorter ones could be there by chance.
    return forms.filter((form) => form.length >= 6).map((form) => [`${mark}: ${word}`, form] as const);
  }),
);

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Where words of the marks are found, as `table.column: mark`. */
function found(rows: Rows): string[] {
  const places: string[] = [];
  for (const [table, all] of Object.entries(rows)) {
    for (const row of all) {
      for (const [column, value] of Object.entries(row)) {
        const bytes = value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value));
        for (const [mark, form] of needles) if (bytes.includes(form)) places.push(`${table}.${column}: ${mark}`);
      }
    }
  }
  return places;
}

describe("at rest", () => {
  it("the search finds a word in whatever form it rests", () => {
    const text = `..${MARKS.second}..`;
    const bytes = new TextEncoder().encode(text);
    const forms: readonly (string | Uint8Array)[] = [
      text,
      bytes,
      Buffer.from(text, "utf16le"),
      Buffer.from(bytes).toString("base64"),
      Buffer.from(bytes).toString("hex"),
      JSON.stringify({ text }),
      encodeURIComponent(text),
    ];
    for (const form of forms) expect([form, found({ t: [{ c: form }] }).length > 0]).toEqual([form, true]);
    expect(found({ t: [{ c: "nothing of the kind" }] })).toEqual([]);
  });

  it.each([
    ["ConversationActor", ["conversation", "messages", "participants"]],
    ["AgentActor who had it", ["agent"]],
    ["AgentActor who has it", ["agent", "feed_rows", "slots"]],
    ["QueueActor it came from", ["agents"]],
    ["QueueActor it went to", ["agents"]],
    ["D1", ["contacts", "conversations", "data_keys", "actor_registry", "session"]],
  ] as const)("%s keeps rows, and none of the words", (owner, tables) => {
    const rows = dumps.get(owner) ?? {};
    for (const table of tables) expect([table, (rows[table]?.length ?? 0) > 0]).toEqual([table, true]);
    expect(found(rows)).toEqual([]);
  });

  it("a recalled message leaves no bytes at all", () => {
    const messages = dumps.get("ConversationActor")?.messages ?? [];
    const recalled = messages.filter(({ recalled_at_ms: at }) => at !== null);
    expect(recalled.map(({ sealed_content: sealed }) => sealed)).toEqual([null]);
  });

  it("of an edited message only the last text is kept", () => {
    const edited = (dumps.get("ConversationActor")?.messages ?? []).filter(({ edited_at_ms: at }) => at !== null);
    expect(edited).toHaveLength(1);
    expect(edited[0]?.revision).toBe(2);
  });
});

describe("logs", () => {
  it("hold none of the words, not when what breaks quotes them either", async () => {
    const quoting = () => {
      throw new Error(`cannot store ${MARKS.first} of ${MARKS.name}`);
    };
    const { token } = await beginSession({ name: MARKS.name });
    const begin = (clientId: string) =>
      post("/api/v1/widget/conversations", { clientId, content: MARKS.first }, { authorization: `Bearer ${token}` });
    // In an actor behind HTTP, in an actor behind a socket, in an effect.
    vi.spyOn(MessageStore.prototype, "insertMessage").mockImplementationOnce(quoting);
    expect((await begin("a")).status).toBe(503);
    vi.spyOn(Effects.prototype, "projectConversation").mockImplementationOnce(async () => quoting());
    const begun = createdConversation.parse(await (await begin("b")).json());
    const line = await customerLine(begun.conversationId, token);
    vi.spyOn(MessageStore.prototype, "insertMessage").mockImplementationOnce(quoting);
    line.send({ type: "message.send", clientId: "c", contentType: "text", content: MARKS.second });
    await line.next("error", ({ code }) => code === "unavailable");
    const events = ["broken", "delivery_failed", "frame_failed"];
    await until(
      () => (events.every((event) => logged.some((text) => text.includes(`"${event}"`))) ? true : undefined),
      () => `logs of ${events.join()}, there are ${logged.join()}`,
    );
    expect(found({ logs: logged.map((text) => ({ line: text })) })).toEqual([]);
  });
});
