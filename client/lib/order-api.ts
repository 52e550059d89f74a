/** What the console asks about a customer's orders. */
import type { Order } from "#protocol/http-orders";
import { type ApiOptions, call } from "./api.ts";
import { orderList } from "./order-answers.ts";

/** @returns the latest first; @throws ApiError `not_found` if no conversation of theirs is in sight */
export async function ordersOf(api: ApiOptions, contactId: string): Promise<Order[]> {
  const path = `/api/v1/contacts/${encodeURIComponent(contactId)}/orders`;
  return (await call(api, { method: "GET", path, answer: orderList })).items;
}
