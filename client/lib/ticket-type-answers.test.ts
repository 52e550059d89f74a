import { expect, it } from "vitest";
import { ticketTypeList as contract } from "#protocol/http-ticket-types";
import { attempt } from "./decoder.ts";
import { ticketTypeAnswer, ticketTypeList } from "./ticket-type-answers.ts";

const fields = [
  { key: "serial", name: "Serial number", kind: "text", choices: [], required: true },
  { key: "fault", name: "Fault", kind: "choice", choices: ["bent", "broken"], required: false },
];
const type = { id: "t1", name: "Repair", fields, version: 2 };

it("types of tickets are read as the contract has them", () => {
  const list = { items: [type, { ...type, id: "t2", fields: [] }] };
  expect(contract.parse(list)).toEqual(list);
  expect(attempt(ticketTypeList, list)).toEqual(list);
  expect(attempt(ticketTypeAnswer, { type })).toEqual({ type });
});

it("types of tickets of another shape are refused", () => {
  for (const bad of [{ version: 0 }, { name: 1 }, { fields: [{ ...fields[0], kind: "date" }] }, { id: "a b" }])
    expect(attempt(ticketTypeAnswer, { type: { ...type, ...bad } })).toBeUndefined();
});
