/** The HTTP half of the contract: what a shop's page tells of its customer besides name and email. */
import { z } from "zod";
import { MAX_ATTRIBUTE_CHARS, MAX_ATTRIBUTE_KEY_CHARS, MAX_ATTRIBUTES } from "#protocol/constants";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { id, isReadable } from "#protocol/vocabulary";

export const attributeKey = z
  .string()
  .regex(/^[a-z0-9_.-]+$/)
  .max(MAX_ATTRIBUTE_KEY_CHARS);
export const attributeValue = z.union([
  z.string().max(MAX_ATTRIBUTE_CHARS).refine(isReadable, { message: "must be well-formed text with something in it" }),
  z.number(),
  z.boolean(),
]);
export type AttributeValue = z.infer<typeof attributeValue>;

/** By key; null takes one away, and what is not named stays. */
export const saidAttributes = z
  .record(attributeKey, attributeValue.nullable())
  .refine((attributes) => Object.keys(attributes).length <= MAX_ATTRIBUTES, { message: "too many of them" });

export const attributesBody = z.object({
  attributes: saidAttributes.meta({ description: "What is named is set, or taken away by null; all else stays." }),
});

const shownValue = z.union([z.string(), z.number(), z.boolean()]);

export const shownAttribute = z
  .object({
    key: z.string(),
    value: shownValue,
    masked: z.literal(true).optional().meta({ description: "Some of it is hidden from this reader." }),
    verified: z.boolean().meta({ description: "The shop signed it; else it is what the visitor's page said." }),
  })
  .meta({ id: "ShownAttribute" });
export type ShownAttribute = z.infer<typeof shownAttribute>;

export const contactAttributes = z.object({ items: z.array(shownAttribute) }).meta({ id: "ContactAttributes" });
export const revealedAttribute = z.object({ key: z.string(), value: shownValue }).meta({ id: "RevealedAttribute" });

const contactPath = z.object({ id });

export const attributesOperations = {
  setOwnAttributes: {
    method: "put",
    path: "/api/v1/widget/attributes",
    summary: "Sets details of the customer; what the shop signed stays as it is.",
    credential: "customer",
    body: attributesBody,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "conflict"],
  },
  getAttributes: {
    method: "get",
    path: "/api/v1/contacts/:id/attributes",
    summary: "Details that the shop gave of a customer of whom the agent may see a conversation, masked by role.",
    credential: "agent",
    params: contactPath,
    status: 200,
    answer: contactAttributes,
    codes: [...BASE_CODES, "not_found"],
  },
  revealAttribute: {
    method: "post",
    path: "/api/v1/contacts/:id/attributes/reveal",
    summary: "One masked detail in plain; noted in the audit log before it is answered, 60 an hour.",
    credential: "agent",
    params: contactPath,
    body: z.object({ key: attributeKey }),
    status: 200,
    answer: revealedAttribute,
    codes: [...BASE_CODES, "not_found"],
  },
} as const satisfies Record<string, Operation>;
