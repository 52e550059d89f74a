import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { keysAnswer as keysContract } from "#protocol/http-keys";
import { searchPage as searchContract } from "#protocol/http-search";
import { attempt, type Decoder } from "./decoder.ts";
import { keysAnswer } from "./keys-answers.ts";
import { searchPage } from "./search-answers.ts";
import { CONVERSATION_ID, CUSTOMER, messageOf } from "./testing/messages.ts";

const conversation = {
  id: CONVERSATION_ID,
  inboxId: "web",
  teamId: "returns",
  contactId: CUSTOMER.id,
  status: "open",
  epoch: 1,
  lastSeq: 4,
};
const hit = {
  messageId: messageOf(1).id,
  seq: 1,
  sender: CUSTOMER,
  createdAt: "2027-01-15T08:00:00Z",
  snippet: "茶壶",
  marks: [{ start: 0, end: 2 }],
  private: true,
};
const result = {
  conversation,
  lastActivityAt: "2027-01-15T08:00:00Z",
  hits: [hit],
  contactName: "Sofia",
  contact: true,
};
const key = { id: "k1", state: "old", rows: 3, copies: 0, mayRemove: false };
const rotation = { keyId: "k2", stage: "agents", startedAt: "2027-01-15T08:00:00Z", total: 3, done: 1, failed: 0 };

const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["a page of a search", searchContract, searchPage, { items: [result], nextCursor: "c" }],
  ["an empty page", searchContract, searchPage, { items: [] }],
  ["key rings", keysContract, keysAnswer, { items: [{ ring: "data", keys: [key], rotation }] }],
  ["a ring that was never rotated", keysContract, keysAnswer, { items: [{ ring: "blind-index", keys: [] }] }],
];

/** The same with one value somewhere in it replaced. */
function spoiled(value: unknown, by: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((element, at) => [
      value.with(at, by),
      ...spoiled(element, by).map((other) => value.with(at, other)),
    ]);
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    { ...value, [name]: by },
    ...spoiled(inner, by).map((other) => ({ ...value, [name]: other })),
  ]);
}

describe.each(shapes)("%s", (_name, contract, decoder, good) => {
  it("is decoded as the contract has it", () => {
    expect(attempt(decoder, good)).toEqual(contract.parse(good));
  });

  it.each([[null], [-1], ["?"], [{}]])("with %j anywhere in it is refused where the contract refuses it", (by) => {
    for (const bad of spoiled(good, by)) {
      expect([bad, attempt(decoder, bad) !== undefined]).toEqual([bad, contract.safeParse(bad).success]);
    }
  });
});
