/** The shop as a whole: its name, its defaults, and the logo that its widgets show. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MAX_LOGO_BYTES } from "#protocol/constants";
import { business } from "#protocol/http-business";
import { widgetInbox } from "#protocol/http-widget-inbox";
import type { Login } from "#scripts/seed/seed";
import { arrive, audited, type Colleague, refusal, send } from "#test/workers/colleagues";
import { call, loginOf, ORIGIN, openShop } from "#test/workers/shop";

let logins: readonly Login[];
let admin: Colleague;
const BUSINESS = "/api/v1/admin/business";
const PROFILE = {
  shopName: "Tea & Clay",
  contactEmail: "hello@shop.example",
  locale: "zh-CN",
  timeZone: "Asia/Shanghai",
  currency: "CNY",
};
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await arrive(loginOf(logins, "admin"));
});
beforeEach(async () => {
  await env.DB.exec("DELETE FROM audit_log");
});

async function read() {
  return business.parse(await (await send("GET", BUSINESS, admin)).json());
}

async function shown() {
  return widgetInbox.parse(await (await call("/api/v1/widget/inboxes/web")).json());
}

describe("the business profile", () => {
  it("is there before anything was said, and an inbox goes by it where it says nothing itself", async () => {
    expect(await read()).toEqual({ shopName: "", locale: "en", timeZone: "UTC", currency: "USD", version: 0 });
    expect((await shown()).shopName).toBe("Tea & Clay · 茶与陶");
    const answer = await send("PUT", BUSINESS, admin, { ...PROFILE, version: 0 });
    expect(answer.status).toBe(200);
    expect(await read()).toEqual({ ...PROFILE, version: 1 });
    expect((await shown()).shopName).toBe("Tea & Clay");
    expect(await audited("business")).toEqual(["business.changed"]);
  });

  it("is changed by the first of two who saw the same state", async () => {
    const { version } = await read();
    const both = await Promise.all(
      ["A", "B"].map((shopName) => send("PUT", BUSINESS, admin, { ...PROFILE, shopName, version })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await refusal(await send("PUT", BUSINESS, admin, { ...PROFILE, version }))).toBe("changed_meanwhile");
    expect(await audited("business")).toEqual(["business.changed"]);
  });

  it.each([
    ["no address", { contactEmail: "nobody" }],
    ["no currency", { currency: "yuan" }],
    ["no zone", { timeZone: "Beijing" }],
    ["no language of ours", { locale: "fr" }],
  ])("takes %s", async (_what, wrong) => {
    const { version } = await read();
    expect((await send("PUT", BUSINESS, admin, { ...PROFILE, ...wrong, version })).status).toBe(400);
    expect((await read()).version).toBe(version);
  });

  it.each(["agent", "supervisor", "qa"] as const)("is not for a %s", async (role) => {
    const colleague = await arrive(loginOf(logins, role));
    expect((await send("GET", BUSINESS, colleague)).status).toBe(403);
    expect((await send("PUT", BUSINESS, colleague, { ...PROFILE, version: 0 })).status).toBe(403);
    expect(
      (await send("PUT", `${BUSINESS}/logo`, colleague, { type: "image/png", dataBase64: PNG, version: 0 })).status,
    ).toBe(403);
  });
});

describe("the logo", () => {
  async function put(type: string, dataBase64: string): Promise<Response> {
    const { version } = await read();
    return send("PUT", `${BUSINESS}/logo`, admin, { type, dataBase64, version });
  }

  it("is shown by widgets from our origin, for ever under its address, and never as anything but a picture", async () => {
    const { logoUrl = "" } = business.parse(await (await put("image/png", PNG)).json());
    expect((await shown()).logoUrl).toBe(`${ORIGIN}${logoUrl}`);
    const picture = await call(logoUrl);
    expect(Buffer.from(await picture.arrayBuffer()).toString("base64")).toBe(PNG);
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "public, max-age=31536000, immutable",
    });
    expect(picture.headers.get("content-security-policy")).toContain("default-src 'none'");
    const { version } = await read();
    expect((await send("DELETE", `${BUSINESS}/logo?version=${version}`, admin)).status).toBe(200);
    expect((await read()).logoUrl).toBeUndefined();
    expect((await call(logoUrl)).status).toBe(404);
    expect(await audited("business")).toEqual(["business.logoChanged", "business.logoChanged"]);
    expect(await read()).toMatchObject({ locale: "zh-CN", currency: "CNY" });
  });

  it("is no script, no other type than it says, and not large", async () => {
    const svg = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>").toString("base64");
    expect((await put("image/svg+xml", svg)).status).toBe(400);
    expect(await refusal(await put("image/png", svg))).toBe("picture_unfit");
    expect(await refusal(await put("image/jpeg", PNG))).toBe("picture_unfit");
    const large = Buffer.concat([Buffer.from(PNG, "base64"), Buffer.alloc(MAX_LOGO_BYTES)]).toString("base64");
    expect((await put("image/png", large)).status).toBeGreaterThanOrEqual(400);
    expect((await put("image/png", "not base64!")).status).toBe(400);
    expect((await read()).logoUrl).toBeUndefined();
    expect(await audited("business")).toEqual([]);
  });
});
