/** Who sees a customer's orders, and what the demo store does for its pages, where there is a demo. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { ordersOf } from "#domain/orders/store";
import { widgetSession } from "#protocol/http";
import { demoSignedIn } from "#protocol/http-demo";
import { orderList, order as wireOrder } from "#protocol/http-orders";
import type { Login } from "#scripts/seed/seed";
import { begin } from "#test/workers/begin";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { createApp } from "#worker/app";
import { demoRoutes } from "#worker/demo/routes";
import { secretsOf } from "#worker/environment";
import { CLEANERS, cleanContacts } from "#worker/rights/cleaners";
import { holdingsOf } from "#worker/rights/holdings";

let logins: readonly Login[];
let agent: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  agent = await signIn(loginOf(logins, "agent"));
}, 60_000);

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

async function signedIn(customer: string): Promise<{ token: string; contactId: string }> {
  const who = demoSignedIn.parse(await (await post("/demo/api/sign-in", { customer })).json());
  const answer = await post("/api/v1/widget/sessions", { inboxId: "web", identityToken: who.identityToken });
  return widgetSession.parse(await answer.json());
}

const kettle = { productId: "kettle", variantId: "steel", quantity: 2, locale: "en" };

async function buy(token: string, body: object = kettle): Promise<Response> {
  return post("/demo/api/orders", body, bearer(token));
}

describe("orders", () => {
  it("are the customer's own, the latest first, once the shop vouched for who they are", async () => {
    const { token } = await signedIn("anna-lindqvist");
    const first = wireOrder.parse(await (await buy(token)).json());
    const second = wireOrder.parse(await (await buy(token, { ...kettle, locale: "zh-CN", quantity: 1 })).json());
    expect(first.total).toEqual({ amount: "136.00", currency: "USD" });
    expect(second.total).toEqual({ amount: "468.00", currency: "CNY" });
    const answer = await call("/api/v1/widget/orders", { headers: bearer(token) });
    const { items } = orderList.parse(await answer.json());
    expect(items.map(({ number }) => number).sort()).toEqual([first.number, second.number].sort());
    const other = await signedIn("marco-rossi");
    const theirs = await call("/api/v1/widget/orders", { headers: bearer(other.token) });
    expect(await theirs.json()).toEqual({ items: [] });
  });

  it("are shown to no guest, whatever they say of themselves, and sold to none", async () => {
    const { token } = await beginSession({ name: "Anna Lindqvist", email: "anna.lindqvist@mail.example" });
    expect((await call("/api/v1/widget/orders", { headers: bearer(token) })).status).toBe(403);
    expect((await buy(token)).status).toBe(403);
    expect((await call("/api/v1/widget/orders")).status).toBe(401);
  });

  it("are shown to staff who see a conversation of that customer, and to no one else", async () => {
    const { token, contactId } = await signedIn("zhou-yutong");
    const placed = wireOrder.parse(await (await buy(token)).json());
    const path = `/api/v1/contacts/${contactId}/orders`;
    expect((await call(path, { headers: { cookie: agent } })).status).toBe(404);
    const first = { clientId: "a", contentType: "text", content: "Where is it?" };
    await post("/api/v1/widget/conversations", first, bearer(token));
    await expect
      .poll(async () => (await call(path, { headers: { cookie: agent } })).status, { timeout: 30_000 })
      .toBe(200);
    const shown = orderList.parse(await (await call(path, { headers: { cookie: agent } })).json());
    expect(shown.items).toEqual([placed]);
    expect((await call(path, { headers: bearer(token) })).status).toBe(403);
    expect((await call(path)).status).toBe(401);
  });

  it("take only the steps that there are", async () => {
    const { token } = await signedIn("marco-rossi");
    const { number } = wireOrder.parse(await (await buy(token)).json());
    const to = (status: string) => post(`/demo/api/orders/${number}/status`, { status }, bearer(token));
    expect((await to("return_requested")).status).toBe(409);
    expect(wireOrder.parse(await (await to("cancelled")).json()).status).toBe("cancelled");
    expect((await to("cancelled")).status).toBe(409);
    const other = await signedIn("zhou-yutong");
    const foreign = await post(`/demo/api/orders/${number}/status`, { status: "cancelled" }, bearer(other.token));
    expect(foreign.status).toBe(404);
  });

  it("are sold as long as there are some, of what there is", async () => {
    const { token } = await signedIn("marco-rossi");
    expect((await buy(token, { ...kettle, variantId: "sand", quantity: 1 })).status).toBe(409);
    expect((await buy(token, { ...kettle, variantId: "gold" })).status).toBe(404);
    expect((await buy(token, { ...kettle, productId: "sofa" })).status).toBe(404);
  });

  it("are part of what is held of a customer, and go with them", async () => {
    const { token, contactId } = await signedIn("anna-lindqvist");
    const { number } = wireOrder.parse(await (await buy(token)).json());
    const db = database(env.DB);
    const held = await holdingsOf(db, secretsOf(env).keyRing, contactId);
    expect(held).toContainEqual(
      expect.objectContaining({ holding: "order", fields: expect.objectContaining({ number }) }),
    );
    expect(CLEANERS.map(({ name }) => name)).toContain("orders");
    await cleanContacts(db, [contactId]);
    expect(await ordersOf(db, [contactId])).toEqual([]);
  });
});

describe("without a demo", () => {
  const off = { ...env, DEMO: "" };
  const app = createApp(demoRoutes);
  const ask = (path: string, init?: RequestInit) =>
    app.fetch(new Request(new URL(path, ORIGIN), init), off, {
      waitUntil: () => undefined,
      passThroughOnException: () => undefined,
      props: {},
    });

  it("nobody signs in by saying a name, nothing is sold, and there is no store", async () => {
    const json = { "content-type": "application/json" };
    const body = JSON.stringify({ customer: "anna-lindqvist" });
    expect((await ask("/demo/api/sign-in", { method: "POST", headers: json, body })).status).toBe(404);
    expect((await ask("/demo/api/products")).status).toBe(404);
    const { token } = await begin();
    const order = { method: "POST", headers: { ...json, ...bearer(token) }, body: JSON.stringify(kettle) };
    expect((await ask("/demo/api/orders", order)).status).toBe(404);
    for (const page of ["/demo", "/demo/", "/demo/product/kettle"]) expect((await ask(page)).status).toBe(404);
  });
});
