/** What the store asks of its server, and as a customer of Edgedesk. */
import { type ApiOptions, call } from "#client/lib/api.ts";
import { openSession } from "#client/lib/customer-api.ts";
import { order, orderList } from "#client/lib/order-answers.ts";
import type { Locale } from "#protocol/constants";
import type { DemoCustomerId, DemoProduct, DemoSignedIn } from "#protocol/http-demo";
import type { Order } from "#protocol/http-orders";
import { catalogue, signedIn } from "./answers.ts";

/** Of the script tag on the page. */
const INBOX_ID = "web";

const ours: ApiOptions = { baseUrl: "", fetch: (input, init) => fetch(input, init) };

export async function productsOf(): Promise<readonly DemoProduct[]> {
  return (await call(ours, { method: "GET", path: "/demo/api/products", answer: catalogue })).products;
}

export function signIn(customer: DemoCustomerId): Promise<DemoSignedIn> {
  return call(ours, { method: "POST", path: "/demo/api/sign-in", body: { customer }, answer: signedIn });
}

/** The customer's own door: a session that is begun with the shop's word. */
async function doorOf({ identifier }: DemoSignedIn, locale: Locale): Promise<ApiOptions> {
  // The word is good for minutes only, and the page may have been open for longer.
  const { identityToken } = await signIn(identifier);
  const { token } = await openSession(ours, { inboxId: INBOX_ID, locale, identityToken });
  return { ...ours, token: async () => token };
}

export async function ordersOf(customer: DemoSignedIn, locale: Locale): Promise<readonly Order[]> {
  const door = await doorOf(customer, locale);
  return (await call(door, { method: "GET", path: "/api/v1/widget/orders", answer: orderList })).items;
}

export interface Purchase {
  readonly productId: string;
  readonly variantId: string;
  readonly quantity: number;
}

/** @throws ApiError `conflict` if there are not that many */
export async function buy(customer: DemoSignedIn, purchase: Purchase, locale: Locale): Promise<Order> {
  const door = await doorOf(customer, locale);
  return call(door, { method: "POST", path: "/demo/api/orders", body: { ...purchase, locale }, answer: order });
}

export async function change(
  customer: DemoSignedIn,
  number: string,
  status: "cancelled" | "return_requested",
  locale: Locale,
): Promise<Order> {
  const path = `/demo/api/orders/${encodeURIComponent(number)}/status`;
  return call(await doorOf(customer, locale), { method: "POST", path, body: { status }, answer: order });
}
