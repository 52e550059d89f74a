import { expect, it } from "vitest";
import { statusForCustomer } from "#domain/tickets/customers/told";
import { CUSTOMER_TICKET_STATUSES, TICKET_STATUSES } from "#protocol/constants";

it("has a word of the customer's for each status, and none that nothing leads to", () => {
  const told = TICKET_STATUSES.map(statusForCustomer);
  expect(new Set(told)).toEqual(new Set(CUSTOMER_TICKET_STATUSES));
});

it("does not tell that somebody else is waited for", () => {
  expect(statusForCustomer("waiting_third_party")).toBe(statusForCustomer("open"));
});
