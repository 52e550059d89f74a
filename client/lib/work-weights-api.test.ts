import { describe, expect, it } from "vitest";
import { CHANNELS } from "#protocol/constants";
import { workWeightOperations } from "#protocol/http-work-weights";
import { attempt } from "./decoder.ts";
import { workWeightsAnswer } from "./work-weights-api.ts";

const contract = workWeightOperations.readWorkWeights.answer;
const conversations = Object.fromEntries(CHANNELS.map((channel, index) => [channel, 0.25 * (index + 1)]));

describe("what work takes", () => {
  it.each([
    { weights: { conversations: {}, tickets: {} }, version: 0 },
    { weights: { conversations, tickets: { complaint: 0.5, enquiry: 0 } }, version: 3 },
    { weights: { conversations: { chat: "1" }, tickets: {} }, version: 1 },
    { weights: { conversations: {}, tickets: { complaint: null } }, version: 1 },
    { weights: { conversations: {}, tickets: {} }, version: -1 },
    { version: 1 },
    {},
  ])("is taken as the contract has it: %j", (input) => {
    expect(attempt(workWeightsAnswer, input)).toEqual(contract.safeParse(input).data);
  });
});
