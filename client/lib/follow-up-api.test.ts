import { expect, it } from "vitest";
import { followUpSection as contract } from "#protocol/http-follow-ups";
import { attempt } from "./decoder.ts";
import { followUpSection } from "./follow-up-api.ts";
import { spoilt } from "./testing/spoilt.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const one = {
  id: ID,
  agentId: "a",
  holderId: "b",
  subject: "ticket",
  subjectId: ID,
  dueAtMs: 1,
  note: "n",
  version: 1,
};
const good = { items: [one], more: false };

it("promises are read as the contract has them", () => {
  expect(attempt(followUpSection, good)).toEqual(contract.parse(good));
});

it("promises are refused as the contract refuses them, however they are spoilt", () => {
  for (const bad of spoilt(good)) expect(attempt(followUpSection, bad)).toEqual(contract.safeParse(bad).data);
});
