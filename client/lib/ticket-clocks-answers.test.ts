import { expect, it } from "vitest";
import * as contract from "#protocol/http-ticket-clocks";
import { attempt } from "./decoder.ts";
import { spoilt } from "./testing/spoilt.ts";
import { ticketClocks } from "./ticket-clocks-answers.ts";

const whole = {
  items: [
    { kind: "firstResponse", state: "missed", targetMs: 2, usedMs: 3, endedAtMs: 4, missedAtMs: 3 },
    { kind: "resolution", state: "running", dueAtMs: 9, spanMs: 8, targetMs: 8 },
    { kind: "resolution", state: "paused", targetMs: 8, usedMs: 0, pausedFor: "customer" },
    { kind: "promise", state: "overdue", dueAtMs: 1, spanMs: 1, missedAtMs: 1 },
  ],
  reply: { kind: "nextResponse", dueAtMs: 5, spanMs: 4 },
  escalates: { kind: "promise", to: "qa", atMs: 7, toId: "q" },
  escalated: { kind: "promise", to: "supervisor", atMs: 6 },
  policy: {
    name: "Gold",
    hours: { name: "Care", timeZone: "Asia/Shanghai", intervals: [{ weekday: 1, fromMinute: 540, toMinute: 1_080 }] },
  },
};

it("clocks of a ticket are read as the contract has them", () => {
  for (const good of [whole, { items: [] }, { items: [], policy: {} }]) {
    expect(contract.ticketClocks.parse(good)).toEqual(good);
    expect(attempt(ticketClocks, good)).toEqual(good);
  }
});

it("and refused as the contract refuses them, however they are spoilt", () => {
  for (const bad of spoilt(whole))
    expect(attempt(ticketClocks, bad)).toEqual(contract.ticketClocks.safeParse(bad).data);
});
