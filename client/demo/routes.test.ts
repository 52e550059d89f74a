import { expect, it } from "vitest";
import { placeOf, to } from "./routes.ts";

const at = (address: string) => placeOf(new URL(address, "https://shop.example"));

it.each([
  [to.home, { page: "home" }],
  ["/demo", { page: "home" }],
  [to.list(), { page: "list", category: undefined }],
  [to.list("tea"), { page: "list", category: "tea" }],
  [to.product("kettle"), { page: "product", id: "kettle", variant: undefined }],
  [to.buy("kettle", "steel"), { page: "buy", id: "kettle", variant: "steel" }],
  [to.orders, { page: "orders" }],
  [`${to.account}/`, { page: "account" }],
  [to.policy("returns"), { page: "policy", policy: "returns" }],
])("%s is a page of its own", (address, place) => {
  expect(at(address)).toEqual(place);
});

it.each([
  "/demo/nowhere",
  "/demo/shop/shoes",
  "/demo/help/secrets",
  "/demo/product",
  "/demo/product/a/b",
  "/demo/orders/1",
])("%s is none", (address) => {
  expect(at(address)).toEqual({ page: "missing" });
});
