import { expect, it } from "vitest";
import { countTicketFilters, readTicketSearch, sameTicketFilters, sortOf, type TicketSearch } from "./search.ts";

const wanted: TicketSearch = {
  view: "overdue",
  status: "open",
  priority: "urgent",
  type: "complaint",
  teamId: "support",
  assigneeId: "lena",
  due: "week",
  sort: "priority",
};

it("takes of an address what narrows a list of tickets, and nothing else", () => {
  expect(readTicketSearch({ ...wanted, returnTo: "/x" })).toEqual(wanted);
  expect(readTicketSearch({ teamId: 42 })).toEqual({ teamId: "42" });
  expect(
    readTicketSearch({ view: "elsewhere", status: 1, priority: null, type: ["complaint"], due: "never", sort: "x" }),
  ).toEqual({});
});

it("counts what narrows, and knows the same again", () => {
  const { view: _, ...filters } = wanted;
  expect(countTicketFilters(filters)).toBe(6);
  expect(countTicketFilters({ sort: "due" })).toBe(0);
  expect(sameTicketFilters(filters, { ...filters })).toBe(true);
  expect(sameTicketFilters(filters, { ...filters, due: undefined })).toBe(false);
});

it("what is to be due comes in that order, unless another is asked for", () => {
  expect(sortOf({})).toBe("updated");
  expect(sortOf({ view: "overdue" })).toBe("due");
  expect(sortOf({ view: "mine", due: "week" })).toBe("due");
  expect(sortOf({ view: "overdue", sort: "priority" })).toBe("priority");
});
