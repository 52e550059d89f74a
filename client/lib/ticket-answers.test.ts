import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http-tickets";
import { attempt, type Decoder } from "./decoder.ts";
import { spoilt } from "./testing/spoilt.ts";
import * as answers from "./ticket-answers.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const row = {
  ...{ id: ID, number: 1001, version: 2, subject: "Leaks", type: "complaint", status: "open", priority: "high" },
  ...{ inboxId: "web", teamId: "support", assigneeId: "a", contactId: ID, conversationId: ID, parentId: ID },
  ...{ dueAtMs: 3, createdAtMs: 1, updatedAtMs: 2 },
};
const inList = { ...row, contactName: "Mei Tan", subs: { done: 1, all: 3 } };
const entry = {
  ...{ id: ID, kind: "changed", version: 2, by: "a", atMs: 2, mentions: ["b"], text: "x", reason: "y" },
  changes: [{ field: "status", from: "new", to: "open" }],
};
const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["pages", contract.ticketPage, answers.ticketPage, { items: [inList], nextCursor: "c" }],
  ["counts", contract.ticketCounts, answers.ticketCounts, { mine: 1, unassigned: 2, team: 3, followed: 4, overdue: 0 }],
  ["time lines", contract.ticketEntryPage, answers.ticketEntryPage, { items: [entry], nextCursor: "c" }],
];

describe.each(shapes)("%s", (_name, schema, decode, good) => {
  it("are read as the contract has them", () => {
    expect(attempt(decode, good)).toEqual(schema.parse(good));
    expect(attempt(decode, good)).toEqual(good);
  });

  it("are refused as the contract refuses them, however they are spoilt", () => {
    for (const bad of spoilt(good)) expect(attempt(decode, bad)).toEqual(schema.safeParse(bad).data);
  });
});

it("a ticket is read as the contract has it, with the fields of the shop's own types", () => {
  const ticket = {
    ...row,
    ...{ description: "d", productLine: "p", source: "blank", channel: "phone", orderIds: [ID], mergedIntoId: ID },
    articles: [{ url: "https://shop.example/help", title: "Help" }],
    clocks: { items: [{ kind: "resolution", state: "met", targetMs: 9, usedMs: 3 }] },
    ...{ createdBy: "a", followerIds: ["a"], linkedConversationIds: [], subTickets: [row] },
  };
  const fields = { serial: "A1", pieces: 2.5 };
  const whole = { ticket: { ...ticket, fields } };
  expect(contract.ticket.parse(whole.ticket)).toEqual(whole.ticket);
  expect(attempt(answers.ticketAnswer, whole)).toEqual(whole);
  for (const bad of [undefined, [], { serial: true }, { pieces: Number.NaN }])
    expect(attempt(answers.ticketAnswer, { ticket: { ...ticket, fields: bad } })).toBeUndefined();
});
