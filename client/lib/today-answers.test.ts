import { expect, it } from "vitest";
import { today as contract } from "#protocol/http-today";
import { attempt } from "./decoder.ts";
import { spoilt } from "./testing/spoilt.ts";
import { today } from "./today-answers.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const conversation = { id: ID, inboxId: "web", teamId: "t", contactId: ID, status: "open", epoch: 0, lastSeq: 1 };
const row = { conversation, lastActivityAt: "2026-07-01T08:00:00.000Z", unread: 1 };
const ticket = {
  ...{ id: ID, number: 1001, version: 2, type: "complaint", status: "open", priority: "high" },
  ...{ inboxId: "web", teamId: "support", createdAtMs: 1, updatedAtMs: 2 },
};
const of = (item: object) => ({ items: [item], more: true });
const good = {
  ...{ unread: of(row), waiting: of(row), due: of(row), flagged: of(row) },
  ...{ newTickets: of(ticket), dueTickets: of(ticket) },
};

it("the day is read as the contract has it", () => {
  expect(attempt(today, good)).toEqual(contract.parse(good));
  expect(attempt(today, good)).toEqual(good);
});

it("the day is refused as the contract refuses it, however it is spoilt", () => {
  for (const bad of spoilt(good)) expect(attempt(today, bad)).toEqual(contract.safeParse(bad).data);
});
