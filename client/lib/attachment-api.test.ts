import { expect, it } from "vitest";
import * as contract from "#protocol/http-attachments";
import { attachmentAnswer, attachmentList, fileUrl } from "./attachment-api.ts";
import { attempt } from "./decoder.ts";
import { spoilt } from "./testing/spoilt.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const attachment = { id: ID, ticketId: ID, name: "a.png", type: "image/png", sizeBytes: 3, by: "x", atMs: 1 };

it("what is attached is read as the contract has it, and refused as it refuses it", () => {
  const [list, answer] = [{ items: [attachment] }, { attachment }];
  expect(attempt(attachmentList, list)).toEqual(contract.attachmentList.parse(list));
  for (const bad of spoilt(list)) {
    expect(attempt(attachmentList, bad)).toEqual(contract.attachmentList.safeParse(bad).data);
  }
  expect(attempt(attachmentAnswer, answer)).toEqual(contract.attachmentAnswer.parse(answer));
  for (const bad of spoilt(answer)) {
    expect(attempt(attachmentAnswer, bad)).toEqual(contract.attachmentAnswer.safeParse(bad).data);
  }
});

it("a file is of the ticket that it is attached to", () => {
  expect(fileUrl({ ticketId: ID, id: "x/y" })).toBe(`/api/v1/tickets/${ID}/attachments/x%2Fy`);
  expect(fileUrl({ ticketId: ID, id: "x" }, true)).toBe(`/api/v1/tickets/${ID}/attachments/x?inline=true`);
});
