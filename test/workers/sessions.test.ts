/** A socket is its session's: it ends with it, by whatever way the session ends, and never outlives it. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { CUSTOMER_TOKEN_TTL_MS, mintCustomerToken } from "#domain/identity/customer-token";
import { type AgentPrincipal, encodePrincipal, PRINCIPAL_HEADER } from "#domain/identity/principal";
import { newId } from "#protocol/ids";
import type { Login } from "#scripts/seed/seed";
import { begin } from "#test/workers/begin";
import { agentLine, type ConversationLine, customerLine, feedLine, until, upgrade } from "#test/workers/line";
import { beginSession, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN, signIn } from "#test/workers/shop";

let logins: readonly Login[];

beforeAll(async () => {
  ({ logins } = await openShop());
});
afterEach(() => vi.useRealTimers());

function actorOf(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

/** Waits until the conversation owes nothing, and nothing of it is under way. */
async function settled(conversationId: string): Promise<void> {
  const owed = () =>
    runInDurableObject(actorOf(conversationId), (_actor, { storage }) => {
      const { n } = storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM outbox WHERE payload IS NOT NULL").one();
      return n === 0 ? true : undefined;
    });
  await until(owed, () => "the conversation to owe nothing");
}

async function signOut(cookie: string): Promise<void> {
  expect((await post("/api/auth/sign-out", {}, { cookie, origin: ORIGIN })).status).toBe(200);
}

/** What happens then happens with the clock a minute on. */
async function inAMinute(then: () => Promise<unknown>): Promise<void> {
  vi.useFakeTimers({ now: Date.now() + 61_000, toFake: ["Date"] });
  await then();
  vi.useRealTimers();
}

/** It is open, and answers. */
async function isAlive(line: ConversationLine): Promise<boolean> {
  const from = line.frames.length;
  line.send({ type: "sync" });
  await Promise.race([line.next("sync.done", () => true, from), line.closed()]);
  return line.closedWith === undefined;
}

describe("signing out", () => {
  it("closes feed and conversations of this session within five seconds, and leaves another session's open", async () => {
    const { conversationId } = await begin();
    const login = loginOf(logins, "agent");
    const [leaving, staying] = [await signIn(login), await signIn(login)];
    const ending = [await feedLine(leaving), await agentLine(conversationId, leaving)];
    const going = await agentLine(conversationId, staying);
    const beganAtMs = Date.now();
    await signOut(leaving);
    expect(await Promise.all(ending.map((line) => line.closed()))).toEqual([4401, 4401]);
    expect(Date.now() - beganAtMs).toBeLessThan(5_000);
    expect(await isAlive(going)).toBe(true);
  });

  it("closes what a page opened anew after a reload, too", async () => {
    const { conversationId } = await begin();
    const cookie = await signIn(loginOf(logins, "agent"));
    const before = await agentLine(conversationId, cookie);
    expect(await isAlive(before)).toBe(true);
    before.close();
    const after = await agentLine(conversationId, cookie);
    expect(await isAlive(after)).toBe(true);
    await settled(conversationId);
    await signOut(cookie);
    expect(await after.closed()).toBe(4401);
  });

  it("closes what was on its way in meanwhile", async () => {
    const { conversationId } = await begin();
    const cookie = await signIn(loginOf(logins, "agent"));
    const known = await agentLine(conversationId, cookie);
    const opening = Array.from({ length: 5 }, () => agentLine(conversationId, cookie));
    await signOut(cookie);
    const opened = await Promise.allSettled(opening);
    for (const line of [known, ...opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))]) {
      expect(await line.closed()).toBe(4401);
    }
  });
});

describe("a customer's socket", () => {
  const OWN_INBOX = "web";
  const tokenFor = (contactId: string, nowMs: number, inboxId = OWN_INBOX) =>
    mintCustomerToken(env.CUSTOMER_TOKEN_SECRET, { contactId, inboxId, sessionId: newId(nowMs) }, nowMs);
  /** One that ends in so many milliseconds, to the second. */
  const endingIn = (contactId: string, ms: number) => tokenFor(contactId, Date.now() - CUSTOMER_TOKEN_TTL_MS + ms);
  const expiresAtMs = (conversationId: string) =>
    runInDurableObject(actorOf(conversationId), (_actor, state) =>
      state.getWebSockets().map((socket) => socket.deserializeAttachment().principal.expiresAtMs as number),
    );

  it("is closed by its next frame after the token expired, and the frame does nothing", async () => {
    const { conversationId, contactId } = await begin();
    const { token } = await endingIn(contactId, 60_000);
    const line = await customerLine(conversationId, token);
    expect(await isAlive(line)).toBe(true);
    await inAMinute(async () => {
      line.send({ type: "message.send", clientId: "late", contentType: "text", content: "too late" });
      await vi.waitUntil(() => line.closedWith);
    });
    expect(line.closedWith).toBe(4401);
    const summary = await actorOf(conversationId).summary();
    expect(summary?.conversation.lastSeq).toBe(1);
  });

  it("is closed by the clock if no frame comes", async () => {
    const { conversationId, contactId, token } = await begin();
    const brief = await customerLine(conversationId, (await endingIn(contactId, 60_000)).token);
    const long = await customerLine(conversationId, token);
    await inAMinute(() => runDurableObjectAlarm(actorOf(conversationId)));
    expect(await brief.closed()).toBe(4401);
    expect(await isAlive(long)).toBe(true);
  });

  it("goes on with a renewed token of the same contact", async () => {
    const { conversationId, contactId } = await begin();
    const line = await customerLine(conversationId, (await endingIn(contactId, 60_000)).token);
    const renewed = await tokenFor(contactId, Date.now());
    line.send({ type: "auth.renew", token: renewed.token });
    await until(
      async () => ((await expiresAtMs(conversationId))[0] === renewed.expiresAtMs ? true : undefined),
      () => "the renewal",
    );
    await inAMinute(() => runDurableObjectAlarm(actorOf(conversationId)));
    expect(await isAlive(line)).toBe(true);
  });

  it("ends when the token ends that it was given last, even if that is sooner", async () => {
    const { conversationId, contactId, token } = await begin();
    const line = await customerLine(conversationId, token);
    const sooner = await endingIn(contactId, 60_000);
    line.send({ type: "auth.renew", token: sooner.token });
    await until(
      async () => ((await expiresAtMs(conversationId))[0] === sooner.expiresAtMs ? true : undefined),
      () => "the renewal",
    );
    await inAMinute(() => runDurableObjectAlarm(actorOf(conversationId)));
    expect(await line.closed()).toBe(4401);
  });

  it("keeps its own end when it is offered a token that is foreign, expired or none", async () => {
    const { conversationId, contactId, token } = await begin();
    const line = await customerLine(conversationId, token);
    const before = await expiresAtMs(conversationId);
    const offers = [
      (await tokenFor(newId(0), Date.now())).token,
      (await tokenFor(contactId, Date.now(), "elsewhere")).token,
      (await endingIn(contactId, -1_000)).token,
      `${token}x`,
      "garbage",
    ];
    for (const offer of offers) {
      const from = line.frames.length;
      line.send({ type: "auth.renew", token: offer });
      expect(await line.next("error", () => true, from)).toMatchObject({ code: "unauthenticated" });
    }
    expect(await expiresAtMs(conversationId)).toEqual(before);
    expect(await isAlive(line)).toBe(true);
  });
});

describe("an upgrade", () => {
  const path = (conversationId: string) => `/api/v1/conversations/${conversationId}/socket`;
  const bearer = (token: string) => ({ "sec-websocket-protocol": `edgedesk.v1, bearer.${token}` });

  it("names the version, brings a credential, comes from our page, and finds what is its own", async () => {
    const { conversationId, token } = await begin();
    const cookie = await signIn(loginOf(logins, "agent"));
    const stranger = await beginSession();
    const statuses = async (headers: Record<string, string>, id = conversationId) =>
      (await upgrade(path(id), headers)).status;
    expect(await statuses({ "sec-websocket-protocol": `bearer.${token}` })).toBe(426);
    expect(await statuses({})).toBe(401);
    expect(await statuses({ cookie, origin: "https://evil.example" })).toBe(403);
    expect(await statuses({ cookie })).toBe(403);
    expect(await statuses(bearer(token), newId(0))).toBe(404);
    expect(await statuses({ cookie, origin: ORIGIN }, newId(0))).toBe(404);
    expect(await statuses(bearer(stranger.token))).toBe(404);
    for (const id of ["1", "%00", "..", `${conversationId}x`, conversationId.replaceAll("-", "")]) {
      expect([id, await statuses(bearer(token), id)]).toEqual([id, 404]);
    }
  });

  it("echoes our version and nothing of the token", async () => {
    const { conversationId, token } = await begin();
    const answer = await upgrade(path(conversationId), bearer(token));
    expect([answer.status, answer.headers.get("sec-websocket-protocol")]).toEqual([101, "edgedesk.v1"]);
    expect(JSON.stringify([...answer.headers])).not.toContain(token.slice(-20));
  });

  it("is nobody's who says who they are in our own header", async () => {
    const { conversationId, contactId } = await begin();
    const times = { sessionId: "s", expiresAtMs: Date.now() + 60_000 };
    const admin: AgentPrincipal = { type: "agent", id: "x", name: "x", role: "admin", teamIds: [], ...times };
    const owner = { type: "contact", id: contactId, inboxId: "web", ...times } as const;
    const foreign = await beginSession();
    for (const principal of [admin, owner]) {
      const header = { [PRINCIPAL_HEADER]: encodePrincipal(principal) };
      expect((await upgrade(path(conversationId), header)).status).toBe(401);
      expect((await upgrade("/api/v1/agent/socket", header)).status).toBe(401);
      expect((await upgrade(path(conversationId), { ...header, ...bearer(foreign.token) })).status).toBe(404);
    }
  });

  it("of an agent from a shop's page is for that shop's inboxes", async () => {
    const { conversationId } = await begin();
    const cookie = await signIn(loginOf(logins, "agent"));
    expect((await upgrade(path(conversationId), { cookie, origin: SHOP_ORIGIN })).status).toBe(101);
  });
});
