import { expect, it } from "vitest";
import { readTicketSearch } from "./search.ts";

it("takes of an address what narrows a list of tickets, and nothing else", () => {
  const wanted = { view: "overdue", status: "open", priority: "urgent", type: "complaint" };
  expect(readTicketSearch({ ...wanted, returnTo: "/x" })).toEqual(wanted);
  expect(readTicketSearch({ view: "elsewhere", status: 1, priority: null, type: ["complaint"] })).toEqual({});
});
