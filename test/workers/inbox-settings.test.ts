/** Inboxes as administrators set them up: what may be set, who may, what is refused, and what of it is noted. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import { inboxSettings, inboxSightings } from "#protocol/http-inbox-settings";
import { inboxList } from "#protocol/http-inboxes";
import { widgetInbox } from "#protocol/http-widget-inbox";
import type { Login } from "#scripts/seed/seed";
import { arrive, audited, type Colleague, refusal, send } from "#test/workers/colleagues";
import { beginSession, call, loginOf, openShop, SHOP_ORIGIN } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";
import { forgetWidgetInboxes } from "#worker/widget-inbox";

let logins: readonly Login[];
let admin: Colleague;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await arrive(loginOf(logins, "admin"));
});
beforeEach(async () => {
  await env.DB.exec("DELETE FROM audit_log");
});

const WEB = "/api/v1/admin/inboxes/web";

async function settings(path = WEB) {
  const answer = await send("GET", path, admin);
  expect(answer.status).toBe(200);
  return inboxSettings.parse(await answer.json());
}

async function change(wanted: object, path = WEB): Promise<Response> {
  const { id: _id, ...before } = await settings(path);
  return send("PUT", path, admin, { ...before, ...wanted });
}

async function details() {
  const { results } = await env.DB.prepare("SELECT detail FROM audit_log WHERE action = 'inbox.changed'").all();
  return results.map(({ detail }) => JSON.parse(String(detail)));
}

describe("the settings of an inbox", () => {
  it("are what its widget is told the moment they are saved, and what was changed is noted", async () => {
    const before = await settings();
    expect(before).toMatchObject({ id: "web", position: "right", greeting: {}, allowedOrigins: [SHOP_ORIGIN] });
    expect(before.openingHours).toBeUndefined();
    const wanted = {
      shopName: "Tea by post",
      accent: "#7a4a12",
      position: "left",
      greeting: { en: "Hello there", "zh-CN": "您好" },
      privacyUrl: "https://shop.example/privacy",
    };
    const answer = await change(wanted);
    expect(answer.status).toBe(200);
    expect(inboxSettings.parse(await answer.json())).toEqual({ ...before, ...wanted, version: before.version + 1 });
    expect(await settings()).toEqual({ ...before, ...wanted, version: before.version + 1 });
    const shown = widgetInbox.parse(await (await call("/api/v1/widget/inboxes/web")).json());
    expect(shown).toMatchObject(wanted);
    expect(await details()).toEqual([{ fields: ["shopName", "accent", "position", "greeting", "privacyUrl"] }]);
  });

  it("let pages of a new origin in at once, and those of one that was taken out no longer", async () => {
    const ask = async (origin: string) => (await call("/api/v1/widget/inboxes/web", { headers: { origin } })).status;
    const other = "https://tea.example";
    expect([await ask(SHOP_ORIGIN), await ask(other)]).toEqual([200, 403]);
    expect((await change({ allowedOrigins: [other, other] })).status).toBe(200);
    expect((await settings()).allowedOrigins).toEqual([other]);
    expect([await ask(SHOP_ORIGIN), await ask(other)]).toEqual([403, 200]);
    await change({ allowedOrigins: [SHOP_ORIGIN] });
  });

  it("are kept in the order of the week, and closed hours are told to the widget", async () => {
    const intervals = [
      { weekday: 7, fromMinute: 0, toMinute: 1 },
      { weekday: 1, fromMinute: 800, toMinute: 900 },
      { weekday: 1, fromMinute: 540, toMinute: 720 },
    ];
    expect((await change({ openingHours: { timeZone: "Asia/Shanghai", intervals } })).status).toBe(200);
    const { openingHours } = await settings();
    expect(openingHours?.intervals.map(({ weekday, fromMinute }) => [weekday, fromMinute])).toEqual([
      [1, 540],
      [1, 800],
      [7, 0],
    ]);
    await change({ openingHours: undefined });
    expect((await settings()).openingHours).toBeUndefined();
  });

  it.each([
    ["a colour on which white cannot be read", { accent: "#ffd400" }],
    ["a colour of another form", { accent: "red" }],
    ["an origin with a path", { allowedOrigins: ["https://shop.example/"] }],
    ["plain http", { allowedOrigins: ["http://shop.example"] }],
    ["every origin", { allowedOrigins: ["*"] }],
    ["a privacy link that is a script", { privacyUrl: "javascript:alert(1)" }],
    ["a greeting without end", { greeting: { en: "a".repeat(201) } }],
    ["an empty name", { name: " " }],
    ["a zone that is none", { openingHours: { timeZone: "Mars/Base", intervals: [interval(1, 0, 60)] } }],
    ["hours that end before they begin", { openingHours: { timeZone: "UTC", intervals: [interval(1, 60, 60)] } }],
    ["hours that overlap", { openingHours: { timeZone: "UTC", intervals: [interval(1, 0, 60), interval(1, 59, 90)] } }],
    ["hours of an eighth day", { openingHours: { timeZone: "UTC", intervals: [interval(8, 0, 60)] } }],
  ])("refuse %s, and nothing is changed", async (_what, wanted) => {
    const before = await settings();
    expect((await change(wanted)).status).toBe(400);
    expect(await settings()).toEqual(before);
    expect(await audited("web")).toEqual([]);
  });

  it("take no team that is not there", async () => {
    expect(await refusal(await change({ defaultTeamId: "nobody" }))).toBe("team_unknown");
    expect(await audited("web")).toEqual([]);
  });

  it("are changed by the first of two who saw the same state, and the other is told", async () => {
    const { id: _id, ...seen } = await settings();
    const both = await Promise.all(
      ["One", "Other"].map((name) => send("PUT", WEB, admin, { ...seen, name: `${name} inbox` })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await refusal(both.find(({ status }) => status === 409) ?? new Response())).toBe("changed_meanwhile");
    expect(await audited("web")).toEqual(["inbox.changed"]);
  });
});

function interval(weekday: number, fromMinute: number, toMinute: number) {
  return { weekday, fromMinute, toMinute };
}

describe("an inbox", () => {
  const body = { id: "mail-order", name: "Mail order", locale: "zh-CN", defaultTeamId: "support" };
  const PATH = "/api/v1/admin/inboxes/mail-order";

  it("is made with a secret of its own, is there for customers, and goes again while nobody used it", async () => {
    expect((await send("POST", "/api/v1/admin/inboxes", admin, body)).status).toBe(201);
    expect(await settings(PATH)).toMatchObject({ ...body, allowedOrigins: [], version: 1 });
    const { keyRing } = secretsOf(env);
    const [secret] = await goodIdentitySecrets(database(env.DB), keyRing, "mail-order", Date.now());
    expect(new TextDecoder().decode(secret)).toMatch(/^[\w-]{43}$/);
    expect(await refusal(await send("POST", "/api/v1/admin/inboxes", admin, body))).toBe("name_taken");
    expect((await send("DELETE", PATH, admin)).status).toBe(200);
    expect((await send("GET", PATH, admin)).status).toBe(404);
    expect((await send("DELETE", PATH, admin)).status).toBe(404);
    expect(await audited("mail-order")).toEqual(["inbox.created", "inbox.deleted"]);
    const keys = await env.DB.prepare("SELECT count(*) AS n FROM data_keys WHERE subject_id = 'mail-order'").first("n");
    expect(keys).toBe(0);
  });

  it("stays once a customer came, or somebody's access names it", async () => {
    await send("POST", "/api/v1/admin/inboxes", admin, body);
    await env.DB.exec(`UPDATE user SET inbox_ids = '["mail-order"]' WHERE role = 'qa'`);
    expect(await refusal(await send("DELETE", PATH, admin))).toBe("in_use");
    await env.DB.exec("UPDATE user SET inbox_ids = NULL");
    await beginSession({ inboxId: "mail-order" });
    expect(await refusal(await send("DELETE", PATH, admin))).toBe("in_use");
    expect(await audited("mail-order")).toEqual(["inbox.created"]);
  });

  it("is made in a team that is there", async () => {
    const other = { ...body, id: "other", defaultTeamId: "nobody" };
    expect(await refusal(await send("POST", "/api/v1/admin/inboxes", admin, other))).toBe("team_unknown");
    expect((await send("POST", "/api/v1/admin/inboxes", admin, { ...body, id: "a b" })).status).toBe(400);
  });

  it("tells where its widget was loaded", async () => {
    await env.DB.exec("DELETE FROM inbox_sightings");
    forgetWidgetInboxes(env);
    await env.DB.prepare("INSERT INTO inbox_sightings VALUES ('web', ?, 1, ?)").bind(SHOP_ORIGIN, 60_000).run();
    const seen = inboxSightings.parse(await (await send("GET", `${WEB}/sightings`, admin)).json());
    expect(seen.items).toEqual([{ origin: SHOP_ORIGIN, lastSeenAt: "1970-01-01T00:01:00.000Z" }]);
    const { items } = inboxList.parse(await (await send("GET", "/api/v1/admin/inboxes", admin)).json());
    expect(items.find(({ id }) => id === "web")?.lastSeenAt).toBe("1970-01-01T00:01:00.000Z");
  });
});

describe("whoever sets it up", () => {
  it("sees and changes those that their access names, and makes no others", async () => {
    await env.DB.exec(`UPDATE user SET inbox_ids = '["other"]' WHERE role = 'admin'`);
    const body = { id: "third", name: "Third", locale: "en", defaultTeamId: "support" };
    const answers = [
      await send("GET", WEB, admin),
      await send("GET", `${WEB}/sightings`, admin),
      await send("DELETE", WEB, admin),
      await send("POST", "/api/v1/admin/inboxes", admin, body),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 403]);
    await env.DB.exec("UPDATE user SET inbox_ids = NULL WHERE role = 'admin'");
  });

  it.each(["agent", "supervisor", "qa"] as const)("is no %s", async (role) => {
    const colleague = await arrive(loginOf(logins, role));
    const { id: _id, ...seen } = await settings();
    const answers = [
      await send("GET", WEB, colleague),
      await send("PUT", WEB, colleague, seen),
      await send("DELETE", WEB, colleague),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect(await audited("web")).toEqual([]);
  });
});
