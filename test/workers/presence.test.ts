/** Being busy with a reason and until a time, and the time after a conversation: what queues and colleagues are told. */
import { env, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { agentList } from "#protocol/http";
import { keptPreferences } from "#protocol/http-preferences";
import { begin } from "#test/workers/begin";
import { arrive, type Colleague, refusal, send } from "#test/workers/colleagues";
import { type FeedLine, feedLine, until } from "#test/workers/line";
import { call, loginOf, openShop } from "#test/workers/shop";

let agent: Colleague;
let admin: Colleague;
let feed: FeedLine;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  admin = await arrive(loginOf(logins, "admin"));
  feed = await feedLine(agent.cookie);
  await feed.next("feed.snapshot");
});

afterEach(async () => {
  vi.useRealTimers();
  feed.send({ type: "presence.set", status: "offline" });
  await feed.next("presence", ({ status, load }) => status === "offline" && load >= 0, feed.frames.length - 1);
});

const stub = () => env.AGENT.get(env.AGENT.idFromName(agent.id));

function at(ms: number): void {
  vi.useFakeTimers({ now: ms, toFake: ["Date"] });
}

async function runAlarm(): Promise<void> {
  await runInDurableObject(stub(), (actor) => actor.alarm?.());
}

async function colleagueOf(reader: Colleague) {
  const { items } = agentList.parse(
    await (await call("/api/v1/agents", { headers: { cookie: reader.cookie } })).json(),
  );
  return items.find(({ id }) => id === agent.id);
}

/** In the order in which they came: some tests are ahead of the clock. */
async function logged() {
  const { results } = await env.DB.prepare("SELECT status, reason FROM presence_log WHERE agent_id = ? ORDER BY rowid")
    .bind(agent.id)
    .all<{ status: string; reason: string | null }>();
  return results.map(({ status, reason }) => (reason === null ? status : `${status}:${reason}`));
}

async function set(frame: object): Promise<void> {
  const from = feed.frames.length;
  feed.send({ type: "presence.set", ...frame });
  await feed.next("presence", () => true, from);
}

describe("an agent who is busy", () => {
  it("says why, in which words and until when, and colleagues read it", async () => {
    const untilMs = Date.now() + 60 * 60_000;
    await set({ status: "busy", reason: "meal", note: " back with\ncake ", untilMs });
    const said = { status: "busy", reason: "meal", note: "back with cake", untilMs };
    expect(feed.frames.at(-1)).toMatchObject(said);
    expect(await colleagueOf(admin)).toMatchObject(said);
  });

  it("keeps none of it in plain, and nothing of it once they are back", async () => {
    await set({ status: "busy", reason: "other", note: "at the dentist's" });
    await runInDurableObject(stub(), (_, { storage }) => {
      const rows = storage.sql.exec<{ sealed: ArrayBuffer }>("SELECT sealed FROM presence_note").toArray();
      expect(rows).toHaveLength(1);
      expect(new TextDecoder().decode(rows[0]?.sealed)).not.toContain("dentist");
    });
    await set({ status: "online" });
    expect(feed.frames.at(-1)).not.toHaveProperty("reason");
    expect(await colleagueOf(admin)).not.toHaveProperty("note");
    await runInDurableObject(stub(), (_, { storage }) => {
      expect(storage.sql.exec("SELECT 1 FROM presence_note").toArray()).toEqual([]);
    });
  });

  it("is online again at that time, and not before", async () => {
    const nowMs = Date.now();
    await set({ status: "busy", reason: "break", untilMs: nowMs + 15 * 60_000 });
    at(nowMs + 14 * 60_000);
    await runAlarm();
    expect((await colleagueOf(admin))?.status).toBe("busy");
    at(nowMs + 15 * 60_000 + 1);
    await runAlarm();
    expect(await colleagueOf(admin)).toMatchObject({ status: "online" });
    expect(await colleagueOf(admin)).not.toHaveProperty("untilMs");
  });

  it("is not called back by a time that they have given up", async () => {
    const nowMs = Date.now();
    await set({ status: "busy", reason: "break", untilMs: nowMs + 60_000 });
    await set({ status: "busy", reason: "meeting" });
    at(nowMs + 120_000);
    await runAlarm();
    expect(await colleagueOf(admin)).toMatchObject({ status: "busy", reason: "meeting" });
  });

  it.each([
    ["in the past", { status: "busy", untilMs: 1 }, "conflict"],
    ["in two days", { status: "busy", untilMs: Date.now() + 2 * 86_400_000 }, "conflict"],
    ["for a reason that there is not", { status: "busy", reason: "bored" }, "bad_frame"],
    ["in too many words", { status: "busy", note: "x".repeat(61) }, "bad_frame"],
  ])("is refused what is %s", async (_, frame, code) => {
    const from = feed.frames.length;
    feed.send({ type: "presence.set", ...frame });
    expect(await feed.next("error", () => true, from)).toMatchObject({ code });
  });

  it("has only codes and times in the log, each change once", async () => {
    const before = (await logged()).length;
    await set({ status: "online" });
    await set({ status: "busy", reason: "training", note: "private words" });
    await set({ status: "busy", reason: "training", note: "other words" });
    await set({ status: "online" });
    const wanted = ["online", "busy:training", "online"];
    await until(
      async () => ((await logged()).length >= before + 3 ? true : undefined),
      () => "the log",
    );
    expect((await logged()).slice(before)).toEqual(wanted);
    const columns = await env.DB.prepare("SELECT * FROM presence_log LIMIT 1").first<Record<string, unknown>>();
    expect(Object.keys(columns ?? {}).sort()).toEqual(["agent_id", "from_ms", "id", "reason", "status"]);
  });
});

describe("the time after a conversation", () => {
  async function prefer(wrapUpSeconds: number): Promise<void> {
    const kept = keptPreferences.parse(await (await send("GET", "/api/v1/me/preferences", agent)).json());
    const body = { ...kept, preferences: { ...kept.preferences, wrapUpSeconds } };
    expect((await send("PUT", "/api/v1/me/preferences", agent, body)).status).toBe(200);
    const seconds = () =>
      runInDurableObject(stub(), (_, { storage }) =>
        storage.sql.exec<{ wrap_up_seconds: number }>("SELECT wrap_up_seconds FROM agent").one(),
      );
    await until(
      async () => ((await seconds()).wrap_up_seconds === wrapUpSeconds ? true : undefined),
      () => "the actor to hear of it",
    );
  }

  async function given(): Promise<string> {
    const from = feed.frames.length;
    const { conversationId } = await begin();
    await feed.next(
      "conversation.updated",
      (frame) => frame.conversation.assigneeId === agent.id && frame.conversationId === conversationId,
      from,
    );
    return conversationId;
  }

  async function resolve(conversationId: string): Promise<void> {
    const from = feed.frames.length;
    expect((await send("POST", `/api/v1/conversations/${conversationId}/resolve`, agent, {})).status).toBe(200);
    await feed.next("conversation.removed", (frame) => frame.conversationId === conversationId, from);
  }

  const offer = (conversationId: string) =>
    stub().reserve({ conversationId, inboxId: "web", epoch: 1, weight: 1, manner: "offer" });

  it("brings nothing new until it is over, whoever offers", async () => {
    await prefer(60);
    await set({ status: "online" });
    const conversationId = await given();
    await resolve(conversationId);
    const { wrapUpUntilMs = 0 } = await feed.next("presence", (frame) => frame.wrapUpUntilMs !== undefined);
    expect(wrapUpUntilMs).toBeGreaterThan(Date.now() + 50_000);
    expect((await offer("01900000-0000-7000-8000-0000000000aa")).ok).toBe(false);

    at(wrapUpUntilMs - 1_000);
    await runAlarm();
    expect((await offer("01900000-0000-7000-8000-0000000000ab")).ok).toBe(false);
    at(wrapUpUntilMs + 1);
    await runAlarm();
    expect((await offer("01900000-0000-7000-8000-0000000000ab")).ok).toBe(true);
    await stub().cancelReservation("01900000-0000-7000-8000-0000000000ab", 1);
  });

  it("keeps who waits in the queue, which offers them when it is over", async () => {
    await prefer(2);
    await set({ status: "online" });
    const from = feed.frames.length;
    await resolve(await given());
    const { wrapUpUntilMs = 0 } = await feed.next("presence", (frame) => frame.wrapUpUntilMs !== undefined, from);
    const conversationId = await given();
    expect(Date.now()).toBeGreaterThanOrEqual(wrapUpUntilMs);
    await resolve(conversationId);
  });

  it("is over when the agent says that they are ready", async () => {
    await prefer(300);
    await set({ status: "online" });
    feed.send({ type: "wrapup.end" });
    await resolve(await given());
    expect((await offer("01900000-0000-7000-8000-0000000000ac")).ok).toBe(false);
    const from = feed.frames.length;
    feed.send({ type: "wrapup.end" });
    expect(await feed.next("presence", () => true, from)).not.toHaveProperty("wrapUpUntilMs");
    await resolve(await given());
    expect((await logged()).slice(-5)).toContain("online:wrapUp");
  });

  it("is none for who wants none, and lets them pick what they like", async () => {
    await prefer(0);
    await set({ status: "online" });
    feed.send({ type: "wrapup.end" });
    await resolve(await given());
    expect(await given()).not.toBe("");
  });

  it("is five minutes at most", async () => {
    const kept = keptPreferences.parse(await (await send("GET", "/api/v1/me/preferences", agent)).json());
    const body = { ...kept, preferences: { ...kept.preferences, wrapUpSeconds: 301 } };
    const answer = await send("PUT", "/api/v1/me/preferences", agent, body);
    expect([answer.status, await refusal(answer)]).toEqual([400, "malformed"]);
  });
});
