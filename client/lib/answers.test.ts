import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http";
import * as blocks from "#protocol/http-blocks";
import * as agentAnswers from "./agent-answers.ts";
import * as customerAnswers from "./answers.ts";
import * as blockAnswers from "./block-answers.ts";
import { attempt, type Decoder } from "./decoder.ts";
import { CONVERSATION_ID, CUSTOMER, messageOf } from "./testing/messages.ts";
import { spoilt } from "./testing/spoilt.ts";

const answers = { ...customerAnswers, ...agentAnswers };
const conversation = {
  id: CONVERSATION_ID,
  inboxId: "web",
  teamId: "returns",
  contactId: CUSTOMER.id,
  status: "open",
  epoch: 1,
  lastSeq: 4,
};
const row = { conversation, unread: 2, lastActivityAt: "2027-01-15T08:00:00Z", contactName: "Sofia" };
const agent = { id: "agent-lena", name: "Lena", role: "agent", teamIds: ["returns"] };

const block = {
  ...{ id: CONVERSATION_ID, kind: "network", contactId: CUSTOMER.id, contactName: "Sofia", reason: "spam" },
  ...{ network: { family: 6, prefix: 48 }, createdBy: { id: "lena", name: "Lena" }, createdAtMs: 1 },
  ...{ expiresAtMs: 3, liftedBy: { id: "tom", name: "Tom" }, liftedAtMs: 2 },
};

const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  [
    "widget session",
    contract.widgetSession,
    answers.widgetSession,
    { token: "t", contactId: CUSTOMER.id, expiresAtMs: 1 },
  ],
  [
    "created conversation",
    contract.createdConversation,
    answers.createdConversation,
    { conversationId: CONVERSATION_ID, message: messageOf(1) },
  ],
  ["conversation page", contract.conversationPage, answers.conversationPage, { items: [row], nextCursor: "c" }],
  ["message page", contract.messagePage, answers.messagePage, { items: [messageOf(1), messageOf(2)], hasMore: true }],
  ["conversation", contract.conversationAnswer, answers.conversationAnswer, { conversation }],
  [
    "me",
    contract.me,
    answers.me,
    { ...agent, email: "lena@shop.test", roleName: "Nights", mustEnrol: true, permissions: ["conversation.read"] },
  ],
  [
    "agents",
    contract.agentList,
    answers.agentList,
    { items: [{ ...agent, inboxIds: ["web"], takesWork: true, status: "busy" }] },
  ],
  ["blocks", blocks.blockPage, blockAnswers.blockPage, { items: [block], nextCursor: "c" }],
  ["teams", contract.teamList, answers.teamList, { items: [{ id: "returns", name: "Returns", supportTier: 2 }] }],
];

describe("the decoder of an answer takes and refuses the same as its schema", () => {
  it.each(shapes)("%s", (_, schema, decode, sample) => {
    expect(attempt(decode, sample)).toEqual(sample);
    for (const input of [sample, ...spoilt(sample)]) {
      const byZod = schema.safeParse(input);
      expect(attempt(decode, input)).toEqual(byZod.success ? byZod.data : undefined);
    }
  });

  it("for anything else that JSON can say", () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.jsonValue(), ([, schema, decode], input) => {
        expect(attempt(decode, input) !== undefined).toBe(schema.safeParse(input).success);
      }),
    );
  });
});
