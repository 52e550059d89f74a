import { describe, expect, it } from "vitest";
import {
  refundAnswer as answerContract,
  refundSettings as settingsContract,
  ticketRefunds as ticketContract,
  refundsToDecide as toDecideContract,
} from "#protocol/http-refunds";
import { attempt } from "./decoder.ts";
import { refundAnswer, refundSettingsAnswer, ticketRefundsAnswer, toDecideAnswer } from "./refund-api.ts";
import { spoilt } from "./testing/spoilt.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const amount = { amount: "68.00", currency: "USD" };
const refund = {
  ...{ id: ID, ticketId: ID, version: 3, status: "paid", amount, orderId: ID, reason: "r", askedBy: "a", askedAtMs: 1 },
  ...{ decidedBy: "b", decidedAtMs: 2, answer: "x", paidBy: "a", paidAtMs: 3 },
};
const cases = [
  ["one", refundAnswer, answerContract, { refund }],
  [
    "those of a ticket",
    ticketRefundsAnswer,
    ticketContract,
    { items: [refund], orders: [{ id: ID, number: "1", total: amount, left: amount }] },
  ],
  [
    "those to decide",
    toDecideAnswer,
    toDecideContract,
    { items: [{ ...refund, ticketNumber: 7, ticketSubject: "s" }], more: false },
  ],
  ["limits", refundSettingsAnswer, settingsContract, { limits: [amount], version: 0 }],
] as const;

describe.each(cases)("%s", (_what, decode, contract, good) => {
  it("is read as the contract has it", () => {
    expect(attempt<unknown>(decode, good)).toEqual(contract.parse(good));
  });

  it("is refused as the contract refuses it, however it is spoilt", () => {
    for (const bad of spoilt(good)) expect(attempt<unknown>(decode, bad)).toEqual(contract.safeParse(bad).data);
  });
});
