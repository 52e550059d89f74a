/** Bodies, ids, queries and cursors of any kind at the doors of a conversation that is there: a clear no, and no change. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { conversationPage, createdConversation, messagePage, operations, problem } from "#protocol/http";
import { newId } from "#protocol/ids";
import type { Operation } from "#protocol/operation";
import { begin, nextClientId } from "#test/workers/begin";
import { dumpActor } from "#test/workers/dump";
import { until } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

type Headers = Record<string, string>;
let lead: Headers;
let owner: Headers;
let conversationId: string;
const logged: unknown[] = [];

beforeAll(async () => {
  const { logins } = await openShop();
  lead = { cookie: await signIn(loginOf(logins, "supervisor")), origin: ORIGIN };
  const begun = await begin("mine");
  ({ conversationId } = begun);
  owner = { authorization: `Bearer ${begun.token}` };
  vi.spyOn(console, "error").mockImplementation((line: unknown) => logged.push(line));
});
afterEach(() => expect(logged).toEqual([]));

function kept() {
  const stub = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
  return dumpActor(stub, ["conversation", "messages", "participants"]);
}

/** Asserts a refusal in its proper form. @returns status and code */
async function refusalOf(answer: Response): Promise<[status: number, code: string]> {
  const text = await answer.text();
  expect(text).not.toMatch(/\n\s+at |\.ts:\d|node_modules|SQLITE|D1_ERROR|ZodError/);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const { status, code } = problem.parse(JSON.parse(text));
  expect(status).toBe(answer.status);
  return [status, code];
}

const json = { "content-type": "application/json" };
const actions: readonly Operation[] = Object.values(operations).filter(({ path }) =>
  /^\/api\/v1\/conversations\/:id\/(?!socket|messages)/.test(path),
);
const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>("", " ", -1, 0.5, 1e308, null, [[]], "\u0000", "\ud800", "x".repeat(501), newId(0), {}),
);
const nearlyRight = fc.dictionary(
  fc.constantFrom(
    ...["agentId", "teamId", "reason", "untilMs", "clientId", "contentType", "content", "attachmentIds"],
    ...["__proto__", "constructor", "type", "private"],
  ),
  odd,
);

describe("an action's body", () => {
  it.each(actions.map((operation) => [operation.path, operation] as const))(
    "at %s is taken or refused as a whole, and refused changes nothing",
    async (path, operation) => {
      const before = await kept();
      const isWrong = (body: unknown) => operation.body?.safeParse(JSON.parse(JSON.stringify(body))).success === false;
      await fc.assert(
        fc.asyncProperty(fc.oneof(odd, nearlyRight).filter(isWrong), async (body) => {
          const answer = await post(path.replace(":id", conversationId), body, lead);
          expect(await refusalOf(answer)).toEqual([400, "bad_frame"]);
        }),
        { numRuns: 60 },
      );
      expect(await kept()).toEqual(before);
    },
  );

  it("may name nobody and nothing that is not there", async () => {
    const before = await kept();
    const at = async (action: string, body: object) =>
      refusalOf(await post(`/api/v1/conversations/${conversationId}/${action}`, body, lead));
    expect(await at("assign", { agentId: "nobody" })).toEqual([404, "not_found"]);
    expect(await at("transfer", { teamId: "nowhere", reason: "r" })).toEqual([404, "not_found"]);
    expect(await at("snooze", { untilMs: Date.now() + 9e6 })).toEqual([409, "conflict"]);
    expect(await at("reopen", {})).toEqual([409, "conflict"]);
    expect(await kept()).toEqual(before);
  });

  it("is no customer's", async () => {
    for (const { path } of actions) {
      const answer = await post(path.replace(":id", conversationId), {}, owner);
      expect([path, ...(await refusalOf(answer))]).toEqual([path, 403, "forbidden"]);
    }
  });
});

describe("an id", () => {
  it("of any kind is found or not found", async () => {
    const id = fc.oneof(fc.string({ maxLength: 60 }), fc.uuid(), fc.constantFrom("..", "%00", "null", "__proto__"));
    const paths = ["messages", "accept", "socket"];
    await fc.assert(
      fc.asyncProperty(id, fc.constantFrom(...paths), fc.constantFrom(lead, owner), async (some, rest, headers) => {
        const method =
          rest === "accept" ? { method: "POST", headers: { ...headers, ...json }, body: "{}" } : { headers };
        const answer = await call(`/api/v1/conversations/${encodeURIComponent(some)}/${rest}`, method);
        expect(answer.ok).toBe(false);
        expect([403, 404, 426]).toContain((await refusalOf(answer))[0]);
      }),
      { numRuns: 200 },
    );
  });

  it("that is another customer's is not found, whatever is asked of it", async () => {
    const stranger = { authorization: `Bearer ${(await beginSession()).token}` };
    const answer = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: stranger });
    expect(await refusalOf(answer)).toEqual([404, "not_found"]);
  });

  it("that nobody began leaves nothing behind when it is asked for", async () => {
    const id = newId(Date.now());
    for (const headers of [lead, owner]) await call(`/api/v1/conversations/${id}/messages`, { headers });
    await post(`/api/v1/conversations/${id}/accept`, {}, lead);
    expect(await dumpActor(env.CONVERSATION.get(env.CONVERSATION.idFromName(id)))).toEqual({});
  });
});

describe("a page of messages", () => {
  const page = (query: string, headers = owner) =>
    call(`/api/v1/conversations/${conversationId}/messages?${query}`, { headers });

  it.each(["limit=0", "limit=101", "limit=-1", "limit=1.5", "limit=x", "limit=", "beforeSeq=-1", "beforeSeq=x"])(
    "with %s is malformed",
    async (query) => {
      expect(await refusalOf(await page(query))).toEqual([400, "bad_frame"]);
    },
  );

  it.each(["beforeSeq=1e400", "beforeSeq=9007199254740993", "beforeSeq=1.5", "beforeSeq=NaN"])(
    "with %s is malformed",
    async (query) => {
      expect(await refusalOf(await page(query))).toEqual([400, "bad_frame"]);
    },
  );

  it("before the first is empty, and before the last possible is the newest", async () => {
    for (const query of ["beforeSeq=0", "beforeSeq=1"]) {
      expect(messagePage.parse(await (await page(query)).json())).toEqual({ items: [], hasMore: false });
    }
    const newest = messagePage.parse(await (await page(`beforeSeq=${Number.MAX_SAFE_INTEGER}`)).json());
    expect(newest.items.map(({ content }) => content)).toEqual(["mine"]);
  });

  it("takes any query without breaking", async () => {
    await fc.assert(
      fc.asyncProperty(fc.webQueryParameters(), async (query) => {
        const answer = await page(query);
        if (answer.ok) messagePage.parse(await answer.json());
        else expect(await refusalOf(answer)).toEqual([400, "bad_frame"]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("a cursor", () => {
  const lists = [
    ["a customer's list", "/api/v1/widget/conversations?limit=2", () => mine],
    ["an agent's list", "/api/v1/conversations?view=all&limit=2", () => lead],
  ] as const;
  let mine: Headers;
  const BEGUN = 5;

  beforeAll(async () => {
    const { token } = await beginSession();
    mine = { authorization: `Bearer ${token}` };
    for (let nth = 0; nth < BEGUN; nth += 1) {
      await post("/api/v1/widget/conversations", { clientId: nextClientId(), content: `no. ${nth}` }, mine);
    }
    const isIndexed = async () => {
      const answer = await call("/api/v1/widget/conversations", { headers: mine });
      return conversationPage.parse(await answer.json()).items.length === BEGUN ? true : undefined;
    };
    await until(isIndexed, () => "the index");
  });

  const encode = (value: unknown) => btoa(JSON.stringify(value));

  it.each(lists)("of %s leads through all of it, once", async (_name, path, headers) => {
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { items, nextCursor } = conversationPage.parse(
        await (await call(path + query, { headers: headers() })).json(),
      );
      expect(items.length).toBeLessThanOrEqual(2);
      seen.push(...items.map(({ conversation }) => conversation.id));
      cursor = nextCursor;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(BEGUN);
  });

  it.each(lists)("of %s that is not one of ours is malformed", async (_name, path, headers) => {
    const id = newId(0);
    const forged = [
      ...["x", "%", "null", "{}", "' OR 1=1 --", btoa("[1"), "\u{1f375}"],
      ...[[], [1], [1, "x"], ["1", id], [-1, id], [1.5, id], [1, id, 2], { 0: 1, 1: id }].map(encode),
    ];
    for (const cursor of forged) {
      const answer = await call(`${path}&cursor=${encodeURIComponent(cursor)}`, { headers: headers() });
      expect([cursor, ...(await refusalOf(answer))]).toEqual([cursor, 400, "bad_frame"]);
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 100 }), async (cursor) => {
        const answer = await call(`${path}&cursor=${encodeURIComponent(cursor)}`, { headers: headers() });
        expect(await refusalOf(answer)).toEqual([400, "bad_frame"]);
      }),
      { numRuns: 60 },
    );
  });

  it("made up by a customer shows them no more than their own", async () => {
    const everything = encodeURIComponent(encode([Number.MAX_SAFE_INTEGER, newId(0)]));
    const answer = await call(`/api/v1/widget/conversations?limit=100&cursor=${everything}`, { headers: mine });
    const { items } = conversationPage.parse(await answer.json());
    expect(items).toHaveLength(BEGUN);
    expect(JSON.stringify(items)).not.toContain(conversationId);
  });
});

describe("a first message", () => {
  const first = (body: unknown, headers = owner) => post("/api/v1/widget/conversations", body, headers);
  const countActors = () => env.DB.prepare("SELECT count(*) AS n FROM actor_registry").first("n");

  it("of any wrong form begins nothing", async () => {
    const before = await countActors();
    const body = operations.createConversation.body;
    const isWrong = (value: unknown) => !body.safeParse(JSON.parse(JSON.stringify(value))).success;
    await fc.assert(
      fc.asyncProperty(fc.oneof(odd, nearlyRight).filter(isWrong), async (wrong) => {
        expect(await refusalOf(await first(wrong))).toEqual([400, "bad_frame"]);
      }),
      { numRuns: 150 },
    );
    const attached = { clientId: nextClientId(), content: "x", attachmentIds: [newId(0)] };
    expect(await refusalOf(await first(attached))).toEqual([404, "not_found"]);
    expect(await refusalOf(await first({ clientId: nextClientId(), content: "好".repeat(22_000) }))).toEqual([
      413,
      "too_large",
    ]);
    expect(await countActors()).toBe(before);
  });

  it("cannot be made a note", async () => {
    const answer = await first({ clientId: nextClientId(), content: "hush", private: true, replyTo: newId(0) });
    const { message } = createdConversation.parse(await answer.json());
    expect([message.private, message.replyTo, message.sender.type]).toEqual([undefined, undefined, "contact"]);
  });

  it("sent ten times at once begins one conversation; another customer's clientId begins another", async () => {
    const body = { clientId: nextClientId(), content: "hello?" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => first(body)));
    const begun = await Promise.all(answers.map(async (answer) => createdConversation.parse(await answer.json())));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(begun.map((one) => JSON.stringify(one))).size).toBe(1);
    const other = { authorization: `Bearer ${(await beginSession()).token}` };
    const foreign = await first(body, other);
    expect(foreign.status).toBe(201);
    expect(createdConversation.parse(await foreign.json()).conversationId).not.toBe(begun[0]?.conversationId);
  });
});
