/** As whom a visitor of the demo store can sign in; the demo's past (`scripts/seed/history`) tells of the same people. */
import type { DemoCustomerId } from "#protocol/http-demo";

interface StoreCustomer {
  readonly name: string;
  readonly email: string;
}

export const STORE_CUSTOMERS: Readonly<Record<DemoCustomerId, StoreCustomer>> = {
  "anna-lindqvist": { name: "Anna Lindqvist", email: "anna.lindqvist@mail.example" },
  "marco-rossi": { name: "Marco Rossi", email: "marco.rossi@mail.example" },
  "zhou-yutong": { name: "周雨桐", email: "zhou.yutong@youxiang.example" },
};
