import { expect, it } from "vitest";
import { sameTrouble } from "#protocol/http-ticket-joining";
import { attempt } from "./decoder.ts";
import { spoilt } from "./testing/spoilt.ts";
import { sameTroubleAnswer } from "./ticket-joining-api.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const good = { items: [{ id: ID, number: 1001, version: 2, orderIds: [ID], subject: "Leaks" }] };

it("what may be the same is read as the contract has it, and refused as it refuses it", () => {
  expect(attempt(sameTroubleAnswer, good)).toEqual(sameTrouble.parse(good));
  for (const bad of spoilt(good)) expect(attempt(sameTroubleAnswer, bad)).toEqual(sameTrouble.safeParse(bad).data);
});
