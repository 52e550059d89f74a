import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http-views";
import { attempt, type Decoder } from "./decoder.ts";
import { spoilt } from "./testing/spoilt.ts";
import * as answers from "./views-answers.ts";

const filters = {
  ...{ status: "open", inboxId: "web", teamId: "care", assigneeId: "lena", unread: "true" },
  sort: "waiting",
};
const view = { id: "01900000-0000-7000-8000-000000000001", name: "等待最久", view: "team", filters };

const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["filters", contract.listFilters, answers.listFilters, filters],
  ["saved view", contract.conversationView, answers.conversationView, view],
  ["saved views", contract.savedViewList, answers.conversationViewList, { items: [view] }],
  ["counts", contract.listCounts, answers.listCounts, { mine: 1, unassigned: 2, team: 1_000 }],
  ["inboxes", contract.inboxNames, answers.inboxNames, { items: [{ id: "web", name: "Website" }] }],
];

describe.each(shapes)("%s", (_, schema, decode, value) => {
  it("is taken as the contract has it", () => {
    expect(attempt(decode, value)).toEqual(schema.parse(value));
  });
  it("is refused where the contract refuses it", () => {
    for (const bad of spoilt(value)) {
      if (!schema.safeParse(bad).success) expect(attempt(decode, bad)).toBeUndefined();
    }
  });
});
