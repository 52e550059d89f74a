import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as attributes from "#protocol/http-attributes";
import * as contract from "#protocol/http-labels";
import { attempt, type Decoder } from "./decoder.ts";
import * as answers from "./label-answers.ts";
import { spoilt } from "./testing/spoilt.ts";

const label = { id: "refund", name: "Refund 退款", colour: "orange", allowFromWidget: true, version: 3 };
const items = [
  { key: "plan", value: "gold", verified: true },
  { key: "orders", value: 12.5, verified: false },
  { key: "vip", value: false, masked: true, verified: false },
];

const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["labels", contract.labelList, answers.labelList, { items: [label] }],
  ["use", contract.labelUse, answers.labelUse, { items: [{ id: "refund", conversations: 4 }] }],
  ["details", attributes.contactAttributes, answers.contactAttributes, { items }],
  ["a detail", attributes.revealedAttribute, answers.revealedAttribute, { key: "phone", value: 138 }],
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
