import { expect, it } from "vitest";
import * as contract from "#protocol/http-views";
import { attempt } from "./decoder.ts";
import { spoilt } from "./testing/spoilt.ts";
import { ticketView, ticketViewList } from "./ticket-views-answers.ts";

const view = {
  ...{ id: "01900000-0000-7000-8000-000000000001", name: "本周到期", subject: "tickets", view: "team" },
  filters: {
    ...{ status: "open", type: "complaint", priority: "high", teamId: "care", assigneeId: "lena" },
    ...{ due: "week", sort: "priority" },
  },
};

it("takes a saved view of tickets as the contract has it, and refuses what it refuses", () => {
  expect(attempt(ticketView, view)).toEqual(contract.ticketView.parse(view));
  expect(attempt(ticketViewList, { items: [view] })).toEqual(contract.savedViewList.parse({ items: [view] }));
  for (const bad of spoilt(view)) {
    if (!contract.ticketView.safeParse(bad).success) expect(attempt(ticketView, bad)).toBeUndefined();
  }
});
