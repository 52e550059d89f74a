/** What a shop's page is told of its inbox: who asks, who is really there, how fast answers come. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MIN_REPLIES } from "#domain/conversations/reply-times";
import { database } from "#domain/database";
import { listSightings } from "#domain/organisation/sightings";
import { widgetInbox } from "#protocol/http-widget-inbox";
import type { Login } from "#scripts/seed/seed";
import { begin, nextClientId } from "#test/workers/begin";
import { arrive, type Colleague } from "#test/workers/colleagues";
import { agentLine, type FeedLine, feedLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, SHOP_ORIGIN } from "#test/workers/shop";
import { forgetWidgetInboxes } from "#worker/widget-inbox";

let logins: readonly Login[];
let agent: Colleague;

beforeAll(async () => {
  ({ logins } = await openShop());
  agent = await arrive(loginOf(logins, "agent"));
});
beforeEach(() => forgetWidgetInboxes(env));

function ask(headers: Record<string, string> = {}, inboxId = "web"): Promise<Response> {
  return call(`/api/v1/widget/inboxes/${inboxId}`, { headers });
}

async function shown() {
  forgetWidgetInboxes(env);
  return widgetInbox.parse(await (await ask()).json());
}

async function becomes(state: string) {
  return until(
    async () => {
      const { team } = await shown();
      return team.state === state ? team : undefined;
    },
    () => `the team to be ${state}`,
  );
}

async function set(column: string, value: unknown): Promise<void> {
  await env.DB.prepare(`UPDATE inboxes SET ${column} = ? WHERE id = 'web'`).bind(value).run();
}

async function online(): Promise<FeedLine> {
  const line = await feedLine(agent.cookie);
  line.send({ type: "presence.set", status: "online" });
  return line;
}

describe("a page that asks", () => {
  it("may keep the answer for a little, and any page that is allowed may read it", async () => {
    const answer = await ask({ origin: SHOP_ORIGIN });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=30");
    expect(answer.headers.get("access-control-allow-origin")).toBe(SHOP_ORIGIN);
    expect(answer.headers.get("vary")).toContain("Origin");
    expect(widgetInbox.parse(await answer.json())).toEqual({
      id: "web",
      shopName: "Tea & Clay · 茶与陶",
      position: "right",
      team: { people: [], state: "away" },
    });
  });

  it("is told nothing where the inbox does not allow it, or there is none", async () => {
    expect((await ask({ origin: "https://elsewhere.example" })).status).toBe(403);
    expect((await ask({ origin: SHOP_ORIGIN }, "other")).status).toBe(404);
    await env.DB.prepare("UPDATE inboxes SET allowed_origins = '[]' WHERE id = 'web'").run();
    forgetWidgetInboxes(env);
    expect((await ask({ origin: SHOP_ORIGIN })).status).toBe(403);
    await set("allowed_origins", JSON.stringify([SHOP_ORIGIN]));
  });

  it("is noted by its origin, ours and the shop's, and nobody who is no page", async () => {
    await env.DB.exec("DELETE FROM inbox_sightings");
    await ask();
    await ask({ origin: "https://elsewhere.example" });
    await ask({ "sec-fetch-site": "same-origin" });
    const seen = await until(
      async () => {
        const sightings = await listSightings(database(env.DB), "web");
        return sightings.length > 0 ? sightings : undefined;
      },
      () => "a sighting",
    );
    expect(seen.map(({ origin }) => origin)).toEqual([ORIGIN]);
    expect(Math.abs(Date.now() - (seen[0]?.lastSeenAtMs ?? 0))).toBeLessThan(10_000);
  });

  it("is told what was set of the inbox and of the business", async () => {
    await set("accent", "#7a4a12");
    await set("position", "left");
    await set("greeting", JSON.stringify({ "zh-CN": "您好，有什么可以帮您？" }));
    await set("privacy_url", "https://shop.example/privacy");
    await env.DB.prepare(
      `INSERT INTO business_profile (one, shop_name, locale, time_zone, currency, logo_hash, version)
         VALUES (1, 'Tea & Clay', 'en', 'UTC', 'USD', 'abc', 1)`,
    ).run();
    expect(await shown()).toMatchObject({
      shopName: "Tea & Clay",
      logoUrl: `${ORIGIN}/api/v1/business/logo/abc`,
      accent: "#7a4a12",
      position: "left",
      greeting: { "zh-CN": "您好，有什么可以帮您？" },
      privacyUrl: "https://shop.example/privacy",
    });
    await set("shop_name", "Tea by post");
    expect((await shown()).shopName).toBe("Tea by post");
  });
});

describe("who is there", () => {
  it("is whoever is online in the inbox's team, until they go", async () => {
    const line = await online();
    const name = loginOf(logins, "agent").email.startsWith("lin.yue") ? "Lin Yue 林悦" : "";
    expect((await becomes("online")).people).toEqual([{ id: agent.id, name }]);
    line.send({ type: "presence.set", status: "busy" });
    expect((await becomes("away")).people).toEqual([]);
    line.close();
  });

  it("is nobody of another team or with other inboxes", async () => {
    const line = await online();
    await becomes("online");
    await set("default_team_id", "after-sales");
    expect((await shown()).team.state).toBe("away");
    await set("default_team_id", "support");
    line.close();
    await becomes("away");
  });

  it("is promised to nobody outside of opening hours, which are told", async () => {
    const line = await online();
    await becomes("online");
    const tomorrow = new Date(Date.now() + 24 * 3_600_000);
    const weekday = ((tomorrow.getUTCDay() + 6) % 7) + 1;
    await set(
      "opening_hours",
      JSON.stringify({ timeZone: "UTC", intervals: [{ weekday, fromMinute: 540, toMinute: 600 }] }),
    );
    const opensAt = `${tomorrow.toISOString().slice(0, 10)}T09:00:00.000Z`;
    expect((await shown()).team).toEqual({ people: [], state: "closed", opensAt });
    await set("opening_hours", null);
    line.close();
  });

  it("is kept for a little, so that a busy page asks no queue each time", async () => {
    const before = await shown();
    await set("accent", "#123456");
    expect(widgetInbox.parse(await (await ask()).json())).toEqual(before);
    expect((await shown()).accent).toBe("#123456");
  });
});

describe("how fast answers come", () => {
  it("is told once there are enough that an agent answered, and what they write among themselves is none", async () => {
    const line = await online();
    let last = "";
    for (let n = 0; n < MIN_REPLIES; n++) {
      const { conversationId } = await begin();
      const agents = await agentLine(conversationId, agent.cookie);
      const note = {
        type: "message.send",
        clientId: nextClientId(),
        contentType: "text",
        content: "a note",
        private: true,
      };
      agents.send(note);
      await agents.next("message.created", ({ message }) => message.private === true);
      expect(await firstReplyOf(conversationId)).toBeNull();
      agents.send({ ...note, clientId: nextClientId(), content: "hello", private: undefined });
      await agents.next("message.created", ({ message }) => message.content === "hello");
      await until(
        async () => (await firstReplyOf(conversationId)) ?? undefined,
        () => "the reply in the index",
      );
      agents.close();
      last = conversationId;
    }
    await env.DB.exec("UPDATE conversations SET created_at_ms = first_reply_at_ms - 90000");
    expect((await shown()).team.usualReplySeconds).toBe(90);
    const longAgo = Date.now() - 7 * 24 * 3_600_000;
    await env.DB.prepare("UPDATE conversations SET first_reply_at_ms = ? WHERE id = ?").bind(longAgo, last).run();
    expect((await shown()).team.usualReplySeconds).toBeUndefined();
    line.close();
  });
});

async function firstReplyOf(conversationId: string): Promise<number | null | undefined> {
  const row = await env.DB.prepare("SELECT first_reply_at_ms AS at FROM conversations WHERE id = ?")
    .bind(conversationId)
    .first<{ at: number | null }>();
  return row?.at ?? null;
}
