import { describe, expect, it } from "vitest";
import type { z } from "zod";
import * as contract from "#protocol/http-contacts";
import * as answers from "./contact-answers.ts";
import { attempt, type Decoder } from "./decoder.ts";
import { CONVERSATION_ID, CUSTOMER } from "./testing/messages.ts";
import { spoilt } from "./testing/spoilt.ts";

const conversation = {
  id: CONVERSATION_ID,
  inboxId: "web",
  teamId: "returns",
  contactId: CUSTOMER.id,
  status: "open",
  epoch: 1,
  lastSeq: 4,
};
const profile = {
  id: CUSTOMER.id,
  inboxId: "web",
  name: { text: "Sofia" },
  email: { text: "s••••@mail.example", masked: true },
  identifier: { text: "••••412", masked: true },
  locale: "zh-CN",
  verified: true,
  detailsVerified: { name: true, email: false },
  firstSeenAt: "2027-01-15T08:00:00Z",
  conversations: [{ conversation, unread: 0, lastActivityAt: "2027-01-15T08:00:00Z" }],
};
const shapes: [string, z.ZodType, Decoder<unknown>, object][] = [
  ["a customer", contract.contactProfile, answers.contactProfile, profile],
  ["a shown message", contract.revealedMessage, answers.revealedMessage, { content: "13800138000" }],
  ["a shown field", contract.revealedField, answers.revealedField, { field: "email", text: "sofia@mail.example" }],
];

describe("the decoder takes and refuses the same as its schema", () => {
  it.each(shapes)("%s", (_, schema, decode, sample) => {
    expect(attempt(decode, sample)).toEqual(sample);
    for (const input of [sample, ...spoilt(sample)]) {
      const byZod = schema.safeParse(input);
      expect(attempt(decode, input)).toEqual(byZod.success ? byZod.data : undefined);
    }
  });
});
