import { expect, it } from "vitest";
import { ownNumbers as contract } from "#protocol/http-own-day";
import { attempt } from "./decoder.ts";
import { ownNumbers } from "./own-day-api.ts";
import { spoilt } from "./testing/spoilt.ts";

const good = {
  ...{ conversations: 3, messages: 9, resolved: 2, ticketsFinished: 1, answers: 5, quickAnswers: 4 },
  ...{ firstResponseMedianMs: 42_000, slaHit: 1, slaMissed: 1, onlineMs: 3_600_000 },
};

it("one's own numbers are read as the contract has them", () => {
  expect(attempt(ownNumbers, good)).toEqual(contract.parse(good));
});

it("one's own numbers are refused as the contract refuses them, however they are spoilt", () => {
  for (const bad of spoilt(good)) expect(attempt(ownNumbers, bad)).toEqual(contract.safeParse(bad).data);
});
