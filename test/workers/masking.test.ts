/**
 * Whoever may not see personal data sees none, whichever door they look through: generated over roles and doors. The one who may
 * see it proves that each door leads to it.
 */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { GRANTED_PERMISSIONS, isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { ROLES, type Role } from "#protocol/constants";
import { conversationPage, messagePage } from "#protocol/http";
import { contactProfile } from "#protocol/http-contacts";
import type { Message } from "#protocol/vocabulary";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, type ConversationLine, customerLine, type FeedLine, feedLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

const NAME = "Sofia 13911112222";
const FIRST = "我的电话是13800138000";
const SECOND = "and write to sofia.marked@mail.example";
const EDITED = "my card is 4111 1111 1111 1111";
const DRAFT = "送到上海市静安区延平路98号，谢谢";
const ANSWER = "Is it 415-555-2671?";
const SECRETS = ["0013", "1111222", "1391", "sofia.marked", "1111 1111", "延平路", "555-2671"];

/** The four roles, and a custom one that ticks `personal.see`. */
const READERS = [...ROLES, "trusted"] as const;
type Reader = (typeof READERS)[number];
const DOORS = [
  "live messages",
  "live edits",
  "live drafts",
  "live receipts and presence",
  "sync",
  "first sync",
  "history",
  "list",
  "feed",
  "contact",
] as const;
type Door = (typeof DOORS)[number];

const seen = new Map<string, string>();
const cookies = new Map<Reader, string>();
const customerSaw: string[] = [];
let handlerSaw: Message | undefined;
let conversationId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const trusted = logins.find(({ email }) => email.startsWith("tom.baker"));
  if (trusted === undefined) throw new Error("no Tom");
  const everything = GRANTED_PERMISSIONS.filter((permission) => permission !== "personal.reveal");
  await env.DB.prepare("UPDATE user SET grants = ? WHERE email = ?")
    .bind(JSON.stringify(everything), trusted.email)
    .run();
  for (const role of ROLES) cookies.set(role, await signIn(loginOf(logins, role)));
  cookies.set("trusted", await signIn(trusted));
  const cookieOf = (reader: Reader) => cookies.get(reader) ?? "";
  const note = (reader: Reader, door: Door, what: unknown) => seen.set(`${reader} ${door}`, JSON.stringify(what));

  const customer = await begin(FIRST, { name: NAME, email: "sofia.marked@mail.example" });
  ({ conversationId } = customer);
  const headers = (reader: Reader) => ({ cookie: cookieOf(reader), origin: ORIGIN });
  expect((await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers("agent"))).status).toBe(200);

  const feeds = new Map<Reader, FeedLine>();
  const lines = new Map<Reader, ConversationLine>();
  for (const reader of READERS) {
    const feed = await feedLine(cookieOf(reader));
    feed.send({ type: "subscribe", views: ["unassigned", "all"] });
    feeds.set(reader, feed);
    lines.set(reader, await synced(cookieOf(reader), { afterSeq: 0 }));
    note(reader, "sync", lines.get(reader)?.frames);
    const first = await synced(cookieOf(reader), {});
    note(reader, "first sync", first.frames);
    first.close();
  }
  const line = await customerLine(conversationId, customer.token);
  line.send({ type: "sync" });
  await line.next("sync.done");
  line.send({ type: "typing", draft: DRAFT });
  line.send({ type: "read", seq: 1 });
  line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: SECOND });
  const { message } = await line.next("message.created", ({ message: { content } }) => content === SECOND);
  line.send({ type: "message.edit", messageId: message.id, content: EDITED });
  await line.next("message.updated");
  const handler = lines.get("agent");
  handler?.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: ANSWER });
  handlerSaw = (await handler?.next("message.created", ({ message: { sender } }) => sender.type === "agent"))?.message;
  await line.next("message.created", ({ message: { content } }) => content === ANSWER);
  customerSaw.push(...line.frames.map((frame) => JSON.stringify(frame)));

  for (const reader of READERS) {
    const frames = lines.get(reader);
    const live = async <Type extends Parameters<ConversationLine["next"]>[0]>(type: Type) => frames?.next(type);
    await frames?.next("message.created", ({ message: { sender } }) => sender.type === "agent");
    note(
      reader,
      "live messages",
      frames?.frames.filter(({ type }) => type === "message.created"),
    );
    note(reader, "live edits", await live("message.updated"));
    note(reader, "live drafts", await live("typing"));
    note(reader, "live receipts and presence", [await live("read"), await live("presence")]);
    const history = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: headers(reader) });
    note(reader, "history", messagePage.parse(await history.json()).items);
    note(reader, "list", await listed(cookieOf(reader)));
    note(
      reader,
      "feed",
      await feeds.get(reader)?.next("conversation.updated", ({ preview }) => preview?.sender.type === "agent"),
    );
    const contact = await call(`/api/v1/contacts/${customer.contactId}`, { headers: headers(reader) });
    note(reader, "contact", contactProfile.parse(await contact.json()));
  }
  for (const open of [line, ...lines.values(), ...feeds.values()]) open.close();
}, 60_000);

async function synced(cookie: string, from: { afterSeq?: number }): Promise<ConversationLine> {
  const line = await agentLine(conversationId, cookie);
  line.send({ type: "sync", ...from });
  await line.next("sync.done");
  return line;
}

async function listed(cookie: string) {
  return until(
    async () => {
      const answer = await call("/api/v1/conversations?view=all", { headers: { cookie } });
      const { items } = conversationPage.parse(await answer.json());
      return items.find(({ preview }) => preview?.sender.type === "agent");
    },
    () => "the last message in the list",
  );
}

const secretsIn = (text: string | undefined) => SECRETS.filter((secret) => text?.includes(secret));

describe.each(READERS)("%s", (reader) => {
  const holder = reader === "trusted" ? undefined : staff(reader);
  const mayShow = holder === undefined || isPermitted(holder, "personal.see");

  it.each(DOORS)(`sees ${mayShow ? "all" : "only hints"} through: %s`, (door) => {
    const text = seen.get(`${reader} ${door}`);
    if (mayShow) {
      expect(secretsIn(text)).not.toEqual([]);
      expect(text).not.toContain("••••");
    } else {
      // What they wrote themselves they know.
      const own = reader === "agent" ? ["555-2671"] : [];
      expect(secretsIn(text).filter((secret) => !own.includes(secret))).toEqual([]);
      expect(text).toContain("••••");
    }
  });
});

describe("besides", () => {
  it("the customer sees their own conversation as it is", () => {
    expect(customerSaw.join()).not.toContain("••••");
    expect(customerSaw.join()).toContain("4111 1111 1111 1111");
  });

  it("an agent sees what they wrote as they wrote it, and others a hint", () => {
    expect(handlerSaw).toMatchObject({ content: ANSWER });
    expect(handlerSaw?.masked).toBeUndefined();
    expect(seen.get("supervisor history")).toContain("Is it 415••••71?");
    expect(seen.get("agent history")).toContain(ANSWER);
    expect(seen.get("agent list")).toContain(ANSWER);
  });

  it("the list that an agent's feed begins with is masked too, though it rests with both", async () => {
    const row = await until(
      async () => {
        const feed = await feedLine(cookies.get("agent") ?? "");
        const { rows } = await feed.next("feed.snapshot");
        feed.close();
        return rows.find(({ conversation }) => conversation.id === conversationId);
      },
      () => "the row of the agent's list",
    );
    expect(row.contactName).toBe("Sofia 139••••2222");
    expect(row.preview?.text).toBe(ANSWER);
  });

  it("a masked message says so, and one with nothing in it does not", async () => {
    const history: unknown = JSON.parse(seen.get("qa history") ?? "");
    const { items } = messagePage.parse({ items: history, hasMore: false });
    const texts = items.filter(({ contentType }) => contentType === "text");
    expect(texts.map(({ content, masked }) => [content, masked])).toEqual([
      ["我的电话是138••••8000", true],
      ["my card is ••••1111", true],
      ["Is it 415••••71?", true],
    ]);
    expect(items.filter(({ contentType }) => contentType === "activity").some(({ masked }) => masked)).toBe(false);
  });
});

function staff(role: Role): AgentPrincipal {
  return { type: "agent", id: "x", name: "x", role, teamIds: [], sessionId: "x", expiresAtMs: 0 };
}
