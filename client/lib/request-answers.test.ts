import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http-widget-tickets";
import { attempt, type Decoder } from "./decoder.ts";
import * as answers from "./request-answers.ts";
import { spoilt } from "./testing/spoilt.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const request = {
  ...{
    id: ID,
    number: 1001,
    type: "complaint",
    status: "received",
    subject: "Red",
    conversationId: ID,
    createdAtMs: 1,
  },
};
const types = [{ id: "complaint" }, { id: ID, name: "Trade account" }];
const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["pages", contract.widgetTicketPage, answers.requestPage, { items: [request], nextCursor: "c" }],
  ["types", contract.widgetTicketTypes, answers.requestTypes, { types }],
  ["forms", contract.widgetTicketForm, answers.requestForm, { types, asksEmail: true, orderNumbers: ["KL-1"] }],
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
