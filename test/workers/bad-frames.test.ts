/** Whatever comes in on a socket is answered with a code of the protocol, changes nothing, and leaves the socket usable. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ERROR_CODES, type ErrorCode, MAX_FRAME_BYTES } from "#protocol/constants";
import { conversationClientFrame, errorFrame, feedClientFrame } from "#protocol/frames";
import { me } from "#protocol/http";
import { newId } from "#protocol/ids";
import { begin, nextClientId } from "#test/workers/begin";
import { dumpActor, type Rows } from "#test/workers/dump";
import { agentLine, customerLine, feedLine, type Line, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

type AnyLine = Line<{ type: string }>;
const lines = new Map<string, AnyLine>();
let conversationId: string;
let agentId: string;
/** Messages by what became of them. */
let ids: Record<"own" | "recalled" | "byAgent" | "note", string>;
const logged: unknown[] = [];

const say = (content: string, more: object = {}) => {
  return { type: "message.send", clientId: nextClientId(), contentType: "text", content, ...more };
};

beforeAll(async () => {
  const { logins } = await openShop();
  const other = logins.filter(({ role }) => role === "agent")[1];
  if (other === undefined) throw new Error("the demo has one agent only");
  const cookies = {
    agent: await signIn(loginOf(logins, "agent")),
    other: await signIn(other),
    lead: await signIn(loginOf(logins, "supervisor")),
    qa: await signIn(loginOf(logins, "qa")),
  };
  agentId = me.parse(await (await call("/api/v1/me", { headers: { cookie: cookies.agent } })).json()).id;
  const begun = await begin("mine");
  conversationId = begun.conversationId;
  const accepted = await post(
    `/api/v1/conversations/${conversationId}/accept`,
    {},
    { cookie: cookies.agent, origin: ORIGIN },
  );
  expect(accepted.status).toBe(200);
  const customer = await customerLine(conversationId, begun.token);
  const agent = await agentLine(conversationId, cookies.agent);
  for (const line of [customer, agent]) {
    line.send({ type: "sync" });
    await line.next("sync.done");
  }
  const idOf = async (content: string) =>
    (await agent.next("message.created", ({ message }) => message.content === content)).message.id;
  customer.send(say("to be recalled"));
  agent.send(say("by agent"));
  agent.send(say("a note", { private: true }));
  ids = {
    own: begun.message.id,
    recalled: await idOf("to be recalled"),
    byAgent: await idOf("by agent"),
    note: await idOf("a note"),
  };
  customer.send({ type: "message.recall", messageId: ids.recalled });
  await agent.next("message.updated");
  lines.set("customer", customer);
  lines.set("agent", agent);
  for (const who of ["other", "lead", "qa"] as const) lines.set(who, await agentLine(conversationId, cookies[who]));
  lines.set("feed", await feedLine(cookies.agent));
  lines.set("qa's feed", await feedLine(cookies.qa));
  vi.spyOn(console, "error").mockImplementation((line: unknown) => logged.push(line));
});

function stubOfConversation() {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

function stubOfAgent() {
  return env.AGENT.get(env.AGENT.idFromName(agentId));
}

function lineOf(who: string): AnyLine {
  const line = lines.get(who);
  if (line === undefined) throw new Error(`no line of ${who}`);
  return line;
}

/** All that frames could change: the conversation, what was said in it and who took part; the agent and their work. */
async function kept() {
  return [
    (await stubOfConversation().summary())?.conversation,
    withoutWords(await dumpActor(stubOfConversation(), ["conversation", "messages", "participants"])),
    await dumpActor(stubOfAgent(), ["slots", "open_sockets", "ended_sessions"]),
    await stubOfAgent().presence(),
  ];
}

/** Sends all of them, and waits for as many refusals. */
async function refusals(who: string, frames: readonly unknown[]): Promise<{ code: ErrorCode; clientId?: string }[]> {
  const line = lineOf(who);
  const from = line.frames.length;
  for (const frame of frames) {
    if (frame instanceof Uint8Array) line.sendBytes(Uint8Array.from(frame).buffer);
    else line.send(frame);
  }
  const errors = () => line.frames.slice(from).filter(({ type }) => type === "error");
  await until(
    () => (errors().length >= frames.length ? true : undefined),
    () => `${frames.length} refusals, there are ${errors().length}`,
  );
  return errors().map((frame) => {
    const { type: _, message, ...rest } = errorFrame.strict().parse(frame);
    expect(message).toMatch(/^[A-Z][^\n{}]{5,80}\.$/);
    expect(message).not.toMatch(/\.ts|\bat \S+:\d|SQL|Zod|node_modules/);
    return { code: rest.code, ...(rest.clientId === undefined ? {} : { clientId: rest.clientId }) };
  });
}

/** The socket still does what it is for. */
async function isUsable(who: string): Promise<boolean> {
  const line = lineOf(who);
  const from = line.frames.length;
  const [ask, answer] = who.endsWith("feed") ? ["presence.set", "error"] : ["sync", "sync.done"];
  line.send(who === "feed" ? { type: "subscribe", views: [] } : { type: ask, status: "online" });
  if (who !== "feed") await line.next(answer, () => true, from);
  return line.closedWith === undefined;
}

/** What the index of words was told, and what was looked at for exceptions, is so when it suits, and is no frame's doing. */
function withoutWords(rows: Rows): unknown {
  return JSON.parse(
    JSON.stringify(rows, (column, cell) => (/^(words_|looked_at_seq)/.test(column) ? undefined : cell)),
  );
}

let before: unknown;
const everybody = ["customer", "agent", "qa", "feed"];
describe("a bad frame", () => {
  beforeAll(async () => {
    before = await kept();
  });
  afterEach(async () => {
    expect(await kept()).toEqual(before);
    expect(logged).toEqual([]);
    for (const who of lines.keys()) expect([who, await isUsable(who)]).toEqual([who, true]);
  });

  const FRAMES_A_RUN = 50;
  const inBatches = (frame: fc.Arbitrary<unknown>) =>
    fc.array(frame, { minLength: FRAMES_A_RUN, maxLength: FRAMES_A_RUN });
  /** Of all that it makes, only what the protocol does not know; the platform answers pings itself. */
  const notOfTheProtocol = (text: unknown): boolean => {
    if (text === "ping") return false;
    try {
      const value: unknown = JSON.parse(String(text));
      return !conversationClientFrame.safeParse(value).success && !feedClientFrame.safeParse(value).success;
    } catch {
      return true;
    }
  };
  const types = conversationClientFrame.options.flatMap(({ shape }) => [...shape.type.values]);
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom<unknown>("", -1, 0.5, 1e308, null, [[]], "\u0000", "\ud800", "x".repeat(10_001), newId(0), {}),
  );
  const nearlyRight = fc
    .tuple(
      fc.constantFrom(...types, "subscribe", "presence.set", "message.created", "__proto__", 1, null),
      fc.dictionary(
        fc.constantFrom(
          ...["clientId", "contentType", "content", "private", "attachmentIds", "replyTo", "messageId", "seq", "draft"],
          ...["afterSeq", "limit", "token", "agentId", "teamId", "reason", "untilMs", "views", "status"],
          ...["__proto__", "constructor", "toString", "hasOwnProperty"],
        ),
        odd,
      ),
    )
    .map(([type, rest]) => JSON.stringify({ ...rest, type }));
  const valid = JSON.stringify(say("half of it"));
  const arbitrary = {
    "of any text": fc.string({ unit: "binary", maxLength: 200 }),
    "of any JSON": fc.json({ maxDepth: 6 }),
    "cut short": fc.nat(valid.length - 1).map((length) => valid.slice(0, length)),
    "nearly right": nearlyRight,
    "with keys that are an object's own": fc.constantFrom(
      `{"__proto__":{"type":"sync"}}`,
      `{"constructor":{"prototype":{"type":"sync"}}}`,
      `{"type":{"__proto__":null}}`,
      `{"type":"toString"}`,
      `{"type":"message.send","__proto__":{"clientId":"a","content":"b"}}`,
      `{"type":"conversation.transfer","teamId":"after-sales","reason":"r","__proto__":{"x":1}}`,
    ),
  };

  it.each(Object.entries(arbitrary).flatMap(([name, frames]) => everybody.map((who) => [name, who, frames] as const)))(
    "%s is refused as such to %s",
    async (_name, who, frames) => {
      await fc.assert(
        fc.asyncProperty(inBatches(frames.filter(notOfTheProtocol)), async (batch) => {
          const codes = new Set((await refusals(who, batch)).map(({ code }) => code));
          expect([...codes]).toEqual(["bad_frame"]);
        }),
        { numRuns: 5 },
      );
    },
  );

  it.each(everybody)("in bytes is refused to %s, whatever they say", async (who) => {
    const bytes = [new Uint8Array(), new TextEncoder().encode(`{"type":"sync"}`), new Uint8Array(MAX_FRAME_BYTES)];
    expect(await refusals(who, bytes)).toEqual(bytes.map(() => ({ code: "bad_frame" })));
    expect(await refusals(who, [new Uint8Array(MAX_FRAME_BYTES + 1)])).toEqual([{ code: "too_large" }]);
  });

  it.each(everybody)("over 64 KiB is too large for %s, to the byte and in any script", async (who) => {
    const padded = (bytes: number) => `{"type":"nothing"}`.padEnd(bytes);
    expect(await refusals(who, [padded(MAX_FRAME_BYTES)])).toEqual([{ code: "bad_frame" }]);
    const large = [
      padded(MAX_FRAME_BYTES + 1),
      JSON.stringify(say("好".repeat(MAX_FRAME_BYTES / 3))),
      JSON.stringify(say("x".repeat(2_000_000))),
    ];
    expect(await refusals(who, large)).toEqual(large.map(() => ({ code: "too_large" })));
  });

  it.each(everybody)("however deep is refused to %s", async (who) => {
    const depth = 15_000;
    const deep = [
      "[".repeat(depth),
      "[".repeat(depth) + "]".repeat(depth),
      `{"type":"sync","afterSeq":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`,
    ];
    expect(await refusals(who, deep)).toEqual(deep.map(() => ({ code: "bad_frame" })));
  });

  it("says which message it was about, where that can be told", async () => {
    const [a, b] = [say(""), say("x".repeat(10_001))];
    const unnamed = [say("x", { clientId: "not an id" }), say("x", { clientId: "x".repeat(65) })];
    expect(await refusals("customer", [a, b, ...unnamed])).toEqual([
      { code: "bad_frame", clientId: a.clientId },
      { code: "bad_frame", clientId: b.clientId },
      { code: "bad_frame" },
      { code: "bad_frame" },
    ]);
  });

  it.each([
    { type: "conversation.accept" },
    { type: "conversation.assign", agentId: "x" },
    { type: "conversation.transfer", teamId: "after-sales", reason: "r" },
    { type: "conversation.snooze", untilMs: 9e12 },
    { type: "conversation.resolve" },
    { type: "conversation.reopen" },
  ])("of another's role is forbidden: $type to a customer and to quality assurance", async (frame) => {
    for (const who of ["customer", "qa"]) expect(await refusals(who, [frame])).toEqual([{ code: "forbidden" }]);
  });

  it("of another's role is forbidden: notes to a customer, answers to quality assurance, tokens to an agent", async () => {
    const [note, answer] = [say("hush", { private: true }), say("hello")];
    expect(await refusals("customer", [note])).toEqual([{ code: "forbidden", clientId: note.clientId }]);
    expect(await refusals("qa", [answer])).toEqual([{ code: "forbidden", clientId: answer.clientId }]);
    expect(await refusals("agent", [{ type: "auth.renew", token: "t" }])).toEqual([{ code: "forbidden" }]);
    expect(await refusals("qa's feed", [{ type: "presence.set", status: "online" }])).toEqual([{ code: "forbidden" }]);
    expect(await refusals("feed", [say("x")])).toMatchObject([{ code: "bad_frame" }]);
  });

  it("about work that is in another's hands is forbidden or lost", async () => {
    const toTeam = { type: "conversation.transfer", teamId: "after-sales", reason: "r" };
    const handling = [toTeam, { type: "conversation.snooze", untilMs: 9e12 }, { type: "conversation.resolve" }];
    expect((await refusals("other", handling)).map(({ code }) => code)).toEqual(handling.map(() => "forbidden"));
    expect(await refusals("other", [{ type: "conversation.accept" }])).toEqual([{ code: "conflict" }]);
    expect(await refusals("other", [{ type: "conversation.assign", agentId }])).toEqual([{ code: "forbidden" }]);
  });

  it("about nobody, nowhere or no time finds nothing or comes too late", async () => {
    const codes = async (...frames: object[]) => (await refusals("lead", frames)).map(({ code }) => code);
    const transfer = { type: "conversation.transfer", reason: "r" };
    expect(await codes({ type: "conversation.assign", agentId: "nobody" })).toEqual(["not_found"]);
    expect(await codes({ ...transfer, agentId: "nobody" }, { ...transfer, teamId: "nowhere" })).toEqual([
      "not_found",
      "not_found",
    ]);
    expect(await codes({ type: "conversation.snooze", untilMs: 1 }, { type: "conversation.reopen" })).toEqual([
      "conflict",
      "conflict",
    ]);
  });

  it("about a message that is not there, not theirs or recalled is refused for that", async () => {
    const change = (messageId: string) => [
      { type: "message.edit", messageId, content: "changed" },
      { type: "message.recall", messageId },
    ];
    const codes = async (who: string, messageId: string) =>
      (await refusals(who, change(messageId))).map(({ code }) => code);
    expect(await codes("customer", newId(0))).toEqual(["not_found", "not_found"]);
    expect(await codes("customer", ids.byAgent)).toEqual(["forbidden", "forbidden"]);
    expect(await codes("customer", ids.recalled)).toEqual(["conflict", "conflict"]);
    // A customer learns nothing of a note, not even that it is there.
    expect(await codes("customer", ids.note)).toEqual(["not_found", "not_found"]);
    expect(await codes("agent", ids.own)).toEqual(["forbidden", "forbidden"]);
    expect(await codes("other", ids.note)).toEqual(["forbidden", "forbidden"]);
  });

  it("that answers to, or attaches, what is not there finds nothing", async () => {
    const frames = [
      say("x", { replyTo: newId(0) }),
      say("x", { replyTo: ids.note }),
      say("x", { attachmentIds: [newId(0)] }),
      say("x", { attachmentIds: [newId(0)], replyTo: ids.own }),
    ];
    expect(await refusals("customer", frames)).toEqual(frames.map(({ clientId }) => ({ code: "not_found", clientId })));
  });

  it("that has read what was never written is refused", async () => {
    const beyond = ["read", "delivered"].flatMap((type) => [99, 2 ** 53 - 1].map((seq) => ({ type, seq })));
    for (const who of ["customer", "agent", "qa"]) {
      expect(await refusals(who, beyond)).toEqual(beyond.map(() => ({ code: "bad_frame" })));
    }
  });
});

describe("a frame that is sent again", () => {
  it("is answered with what it did the first time, and does it no more", async () => {
    const line = lineOf("customer");
    const frame = say("once");
    for (let time = 0; time < 5; time += 1) line.send({ ...frame, content: `once${"!".repeat(time)}` });
    const copies = () => line.frames.filter((heard) => JSON.stringify(heard).includes(`"${frame.clientId}"`));
    await until(
      () => (copies().length === 5 ? true : undefined),
      () => "five answers",
    );
    const [first] = copies();
    expect(copies()).toEqual(Array.from({ length: 5 }, () => first));
    const afterSends = await kept();
    expect(await refusals("customer", [{ type: "message.recall", messageId: ids.recalled }])).toEqual([
      { code: "conflict" },
    ]);
    expect(await kept()).toEqual(afterSends);
  });
});

describe("frames that are well formed, from everybody at once", () => {
  it("never break the conversation", async () => {
    const id = fc.constantFrom("own", "recalled", "byAgent", "note").map((name) => ids[name as keyof typeof ids]);
    const anyId = fc.oneof(id, fc.constant(newId(1)));
    const text = fc.string({ minLength: 1, maxLength: 20 }).map((some) => `说 ${some}`);
    const frame = fc.oneof(
      text.map((content) => say(content)),
      fc.tuple(text, anyId).map(([content, replyTo]) => say(content, { replyTo, private: true })),
      fc.tuple(anyId, text).map(([messageId, content]) => ({ type: "message.edit", messageId, content })),
      anyId.map((messageId) => ({ type: "message.recall", messageId })),
      fc.tuple(fc.constantFrom("read", "delivered"), fc.nat(60)).map(([type, seq]) => ({ type, seq })),
      fc.record({ type: fc.constant("sync"), afterSeq: fc.nat(80), limit: fc.integer({ min: 1, max: 9 }) }),
      fc.constantFrom<object>(
        { type: "typing", draft: "…" },
        { type: "auth.renew", token: "t" },
        { type: "conversation.accept" },
        { type: "conversation.assign", agentId },
        { type: "conversation.transfer", teamId: "after-sales", reason: "r" },
        { type: "conversation.transfer", agentId, reason: "r" },
        { type: "conversation.snooze", untilMs: Date.now() + 9e6 },
        { type: "conversation.resolve" },
        { type: "conversation.reopen" },
      ),
    );
    const who = fc.constantFrom("customer", "agent", "other", "lead", "qa");
    const script = fc.array(fc.tuple(who, frame), { minLength: 60, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        for (const [name, step] of steps) lineOf(name).send(step);
        for (const name of ["customer", "agent", "other", "lead", "qa"]) expect(await isUsable(name)).toBe(true);
      }),
      { numRuns: 10 },
    );
    const codes = [...lines.values()].flatMap((line) =>
      line.frames.flatMap((heard) => (heard.type === "error" ? [errorFrame.parse(heard).code] : [])),
    );
    expect(ERROR_CODES).toEqual(expect.arrayContaining([...new Set(codes)]));
    expect(codes).not.toContain("unavailable");
    expect(logged).toEqual([]);
  });
});
