/** As whom one can sign in: what the page says of them before they are asked for. */
import type { DemoCustomerId } from "#protocol/http-demo";

export const DEMO_CUSTOMERS = [
  { id: "anna-lindqvist", name: "Anna Lindqvist", initials: "AL", about: "account.known" },
  { id: "marco-rossi", name: "Marco Rossi", initials: "MR", about: "account.new" },
  { id: "zhou-yutong", name: "周雨桐", initials: "周", about: "account.zh" },
] as const satisfies readonly { id: DemoCustomerId; name: string; initials: string; about: string }[];
