/** What a shop's own server does for its pages, for the demo store. There where `DEMO` is "on", and nowhere else. */
import { sign } from "hono/jwt";
import { standingRefusal } from "#domain/customers/standing";
import { readStanding } from "#domain/customers/store";
import { type Database, database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import type { ContactPrincipal } from "#domain/identity/principal";
import { decimalOf } from "#domain/orders/amounts";
import { changeOrder, type NewOrder, ordersOfContact, placeOrder } from "#domain/orders/store";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import type { Locale } from "#protocol/constants";
import { type DemoProduct, demoOperations } from "#protocol/http-demo";
import { newId } from "#protocol/ids";
import { type Answer, type Call, defineRoute, type Route } from "#worker/define-route";
import { CATALOGUE, CURRENCY_OF, type Prices, pictureOf, pricesOf, productById, titleOf } from "#worker/demo/catalogue";
import { STORE_CUSTOMERS } from "#worker/demo/customers";
import { type Environment, secretsOf } from "#worker/environment";
import { toWireOrder } from "#worker/wire-order";

/** As `scripts/seed/demo-shop.ts` makes it. */
const INBOX_ID = "web";
/** As the guide tells shops to. */
const TOKEN_LIFE_S = 5 * 60;
/** Wide enough that two of a demo never meet. */
const NUMBER_RANGE = 1_000_000;

export function isDemo(env: Environment): boolean {
  return env.DEMO === "on";
}

/** Answers `not_found` where there is no demo. */
function inDemo<Op extends Route["operation"]>(handle: (call: Call<Op>) => Promise<Answer<Op>>) {
  return async (call: Call<Op>): Promise<Answer<Op>> => (isDemo(call.env) ? handle(call) : refuse("not_found"));
}

export const demoRoutes: readonly Route[] = [
  defineRoute(
    demoOperations.listDemoProducts,
    { permission: "public" },
    inDemo(async () => ok({ products: CATALOGUE.map(toWireProduct) })),
  ),
  defineRoute(
    demoOperations.signInAtDemo,
    { permission: "public" },
    inDemo(async ({ env, body, nowMs }) => {
      const [secret] = await goodIdentitySecrets(database(env.DB), secretsOf(env).keyRing, INBOX_ID, nowMs);
      if (secret === undefined) return refuse("not_found");
      const { name, email } = STORE_CUSTOMERS[body.customer];
      const iat = Math.floor(nowMs / 1_000);
      const claims = { sub: body.customer, aud: INBOX_ID, name, email, iat, exp: iat + TOKEN_LIFE_S };
      const identityToken = await sign(claims, new TextDecoder().decode(secret), "HS256");
      return ok({ identifier: body.customer, name, email, identityToken });
    }),
  ),
  defineRoute(
    demoOperations.placeDemoOrder,
    { permission: "order.own" },
    inDemo(async ({ env, principal, body, nowMs }) => {
      const db = database(env.DB);
      const refusal = await refusalOf(db, principal);
      if (refusal !== undefined) return refuse(refusal);
      const product = productById(body.productId);
      const variant = product?.variants.find(({ id }) => id === body.variantId);
      if (product === undefined || variant === undefined) return refuse("not_found");
      if (variant.stock < body.quantity) return refuse("sold_out");
      const currency = CURRENCY_OF[body.locale];
      const order: NewOrder = {
        id: newId(nowMs),
        contactId: principal.id,
        number: `TC-${NUMBER_RANGE + ((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % NUMBER_RANGE)}`,
        currency,
        totalMinor: pricesOf(product, variant)[currency] * body.quantity,
        items: [
          { title: titleOf(product, variant, body.locale), quantity: body.quantity, imageUrl: pictureOf(product) },
        ],
        changes: [
          { status: "placed", atMs: nowMs },
          // Nobody is asked for money here.
          { status: "paid", atMs: nowMs },
        ],
      };
      const placed = await placeOrder(db, order);
      return placed.ok ? ok(toWireOrder({ ...order, status: "paid", placedAtMs: nowMs })) : placed;
    }),
  ),
  defineRoute(
    demoOperations.changeDemoOrder,
    { permission: "order.own" },
    inDemo(async ({ env, principal, params, body, nowMs }) => {
      const db = database(env.DB);
      const refusal = await refusalOf(db, principal);
      if (refusal !== undefined) return refuse(refusal);
      const before = await ownOrder(db, principal.id, params.number);
      if (!before.ok) return before;
      const changed = await changeOrder(db, before.value, { status: body.status, atMs: nowMs });
      if (!changed.ok) return changed;
      const after = await ownOrder(db, principal.id, params.number);
      return after.ok ? ok(toWireOrder(after.value)) : after;
    }),
  ),
];

/** Why this is nobody who may buy: a guest, or somebody who is no more. */
async function refusalOf(db: Database, principal: ContactPrincipal): Promise<Failure | undefined> {
  if (principal.verified !== true) return "no_permission";
  return standingRefusal(principal, await readStanding(db, principal.id));
}

async function ownOrder(db: Database, contactId: string, number: string) {
  const found = (await ordersOfContact(db, contactId)).find((order) => order.number === number);
  const own: Result<NonNullable<typeof found>> = found === undefined ? refuse("not_found") : ok(found);
  return own;
}

function toWireProduct(product: (typeof CATALOGUE)[number]): DemoProduct {
  const { id, category, title, about, story } = product;
  const variants = product.variants.map((variant) => ({
    id: variant.id,
    name: variant.name,
    ...(variant.swatch === undefined ? {} : { swatch: variant.swatch }),
    stock: variant.stock,
    prices: { en: priceIn("en", pricesOf(product, variant)), "zh-CN": priceIn("zh-CN", pricesOf(product, variant)) },
  }));
  return { id, category, title, about, story, pictureUrl: pictureOf(product), variants };
}

function priceIn(locale: Locale, prices: Prices) {
  const currency = CURRENCY_OF[locale];
  return { amount: decimalOf(prices[currency], currency), currency };
}
