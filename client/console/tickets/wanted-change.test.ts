import { describe, expect, it } from "vitest";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changesOf } from "./wanted-change.ts";

const ticket: ShownTicket = {
  ...{ id: "a", number: 1001, version: 3, subject: "Leaks", type: "repair", status: "open", priority: "high" },
  ...{ inboxId: "web", teamId: "support", createdAtMs: 1, updatedAtMs: 2, source: "blank", channel: "phone" },
  ...{
    dueAtMs: 5,
    orderIds: ["o1"],
    createdBy: "b",
    followerIds: [],
    linkedConversationIds: [],
    subTickets: [],
    fields: { serial: "A1", pieces: 2 },
  },
};

describe("what a change would change", () => {
  it("is each fact that is not as it was", () => {
    expect(changesOf(ticket, { subject: "Drips", priority: "high", dueAtMs: null, description: "By the lid" })).toEqual(
      [
        { field: "subject", from: "Leaks", to: "Drips" },
        { field: "description", to: "By the lid" },
        { field: "dueAtMs", from: "5" },
      ],
    );
  });

  it("is each field of its type, those that go included", () => {
    expect(changesOf(ticket, { fields: { serial: "A2", fault: "bent" } })).toEqual([
      { field: "fields.serial", from: "A1", to: "A2" },
      { field: "fields.fault", to: "bent" },
      { field: "fields.pieces", from: "2" },
    ]);
  });

  it("is nothing where everything stays", () => {
    const { subject, type, fields, orderIds } = ticket;
    expect(changesOf(ticket, { subject, type, fields, orderIds })).toEqual([]);
    expect(changesOf(ticket, {})).toEqual([]);
    expect(changesOf(ticket, { articles: [] })).toEqual([]);
    expect(changesOf(ticket, { articles: [{ url: "https://shop.example/help", title: "Help" }] })).toEqual([
      { field: "articles", to: "Help" },
    ]);
    expect(changesOf(ticket, { orderIds: [] })).toEqual([{ field: "orderIds", from: "o1", to: "" }]);
  });
});
