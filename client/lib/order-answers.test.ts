import { describe, expect, it } from "vitest";
import { orderList as contract } from "#protocol/http-orders";
import { attempt } from "./decoder.ts";
import { orderList } from "./order-answers.ts";

const order = {
  id: "01900000-0000-7000-8000-000000000000",
  number: "TC-20311",
  status: "shipped",
  placedAt: "2026-11-20T08:00:00.000Z",
  total: { amount: "68.00", currency: "USD" },
  items: [{ title: "Arc kettle", quantity: 1, imageUrl: "/demo/art/kettle.svg" }],
  changes: [{ status: "placed", at: "2026-11-20T08:00:00.000Z" }],
};
const LISTS = [
  { items: [] },
  { items: [order] },
  { items: [{ ...order, status: "lost" }] },
  { items: [{ ...order, placedAt: "yesterday" }] },
  { items: [{ ...order, total: { amount: "-1", currency: "USD" } }] },
  { items: [{ ...order, total: { amount: "1", currency: "dollars" } }] },
  { items: [{ ...order, items: [{ title: "Cup", quantity: 0 }] }] },
  { items: [{ ...order, items: [{ title: "Cup", quantity: 2 }] }] },
  { items: [{ ...order, changes: [{ status: "placed" }] }] },
  { items: {} },
  {},
  null,
];

describe("orders", () => {
  it.each(LISTS)("are taken as the contract does: %j", (input) => {
    expect(attempt(orderList, input)).toEqual(contract.safeParse(input).data);
  });
});
