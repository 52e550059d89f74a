import { expect, it } from "vitest";
import { readTodaySearch } from "./search.ts";

it("takes of an address what narrows the day, and nothing else", () => {
  const known = { channel: "phone", priority: "urgent", status: "waiting_customer" };
  expect(readTodaySearch({ ...known, view: "mine" })).toEqual(known);
  expect(readTodaySearch({ channel: "fax", priority: 1, status: "resolved" })).toEqual({});
});
