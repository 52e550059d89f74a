import { expect, it } from "vitest";
import { replyRate as rateContract, teamReplyRates as teamsContract } from "#protocol/http-replies";
import { attempt } from "./decoder.ts";
import { replyRate, teamReplyRates } from "./reply-api.ts";
import { spoilt } from "./testing/spoilt.ts";

const rate = { questions: 5, inTime: 4 };
const teams = { items: [{ teamId: "care", name: "Care", ...rate }] };

it("rates are read as the contract has them", () => {
  expect(attempt(replyRate, rate)).toEqual(rateContract.parse(rate));
  expect(attempt(teamReplyRates, teams)).toEqual(teamsContract.parse(teams));
});

it("a rate is refused as the contract refuses it, however it is spoilt", () => {
  for (const bad of spoilt(rate)) expect(attempt(replyRate, bad)).toEqual(rateContract.safeParse(bad).data);
});
