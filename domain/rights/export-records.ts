/**
 * What an export is made of, in the order in which it is gathered: a contact, what is held beside conversations, then each
 * conversation followed by its messages. Parts of it rest sealed with the contact's data key, and are put into a form to
 * read or to process only when they are downloaded.
 */
import { z } from "zod";
import { openText, type Place, sealText } from "#domain/privacy/envelope";
import {
  CONSENT_PURPOSES,
  CONTENT_TYPES,
  CONVERSATION_STATUSES,
  LOCALES,
  PRIORITIES,
  SENDER_TYPES,
} from "#protocol/constants";

const atMs = z.int();

export const exportRecord = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("contact"),
    id: z.string(),
    inboxId: z.string(),
    createdAtMs: atMs,
    locale: z.enum(LOCALES).optional(),
    name: z.string().optional(),
    email: z.string().optional(),
    identifier: z.string().optional(),
  }),
  z.object({
    type: z.literal("consent"),
    purpose: z.enum(CONSENT_PURPOSES),
    version: z.int(),
    given: z.boolean(),
    atMs,
  }),
  /** What another room holds: its own word for it, and its fields as they are. */
  z.object({
    type: z.literal("holding"),
    holding: z.string(),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
  z.object({
    type: z.literal("conversation"),
    id: z.string(),
    status: z.enum(CONVERSATION_STATUSES),
    /** By name; both are absent in a part that an earlier release wrote. */
    labels: z.array(z.string()).optional(),
    priority: z.enum(PRIORITIES).optional(),
    createdAtMs: atMs,
    /** As the customer was known there. */
    contactName: z.string().optional(),
  }),
  z.object({
    type: z.literal("message"),
    conversationId: z.string(),
    seq: z.int(),
    sender: z.object({ type: z.enum(SENDER_TYPES), id: z.string() }),
    contentType: z.enum([...CONTENT_TYPES, "activity"]),
    content: z.string(),
    isNote: z.boolean(),
    createdAtMs: atMs,
    editedAtMs: atMs.optional(),
    recalledAtMs: atMs.optional(),
  }),
]);
export type ExportRecord = z.infer<typeof exportRecord>;
export type ExportedContact = Extract<ExportRecord, { type: "contact" }>;

/** @param part from 1: parts cannot change places */
function placeOf(requestId: string, part: number): Place {
  return { table: "exports", record: requestId, field: "part", revision: part };
}

export function sealPart(
  dataKey: Uint8Array,
  requestId: string,
  part: number,
  records: readonly ExportRecord[],
  nonce: Uint8Array,
): Uint8Array {
  return sealText(dataKey, placeOf(requestId, part), JSON.stringify(records), nonce);
}

/** @throws SealBroken if it is another export's or in another place */
export function openPart(dataKey: Uint8Array, requestId: string, part: number, sealed: Uint8Array): ExportRecord[] {
  return z.array(exportRecord).parse(JSON.parse(openText(dataKey, placeOf(requestId, part), sealed)));
}

/**
 * Staff are people too: in what a customer is given each is a number, the same throughout.
 * @returns for a sender's id the number of that agent, from 1
 */
export function numberAgents(): (id: string) => number {
  const numbers = new Map<string, number>();
  return (id) => {
    const known = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, known);
    return known;
  };
}
