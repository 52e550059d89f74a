/** What people wrote in a ticket: sealed with the ticket's own data key, so that no joining of contacts loses it. */
import { z } from "zod";
import { DATA_KEY_BYTES, NONCE_BYTES, openText, type Place, sealText } from "#domain/privacy/envelope";
import { isUnopenable, type KeyRing, unwrapDataKey, type WrappedKey, wrapDataKey } from "#domain/privacy/key-ring";
import { maskText } from "#domain/privacy/masking";
import { maskedArticles } from "#domain/tickets/articles";
import type { FieldChange } from "#protocol/http-tickets";
import { articleWords } from "#protocol/ticket-articles";

const ticketContent = z.object({
  subject: z.string(),
  description: z.string().optional(),
  productLine: z.string().optional(),
  /** Absent for none, as in what was sealed before there were any. */
  articles: z.array(z.object({ url: z.string(), title: z.string() })).optional(),
  fields: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TicketContent = z.infer<typeof ticketContent>;

const entryContent = z.object({
  text: z.string().optional(),
  reason: z.string().optional(),
  /** Of texts, which the row itself does not tell. */
  changes: z.array(z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() })).optional(),
});
export type EntryContent = z.infer<typeof entryContent>;

function ticketPlace(id: string, version: number): Place {
  return { table: "tickets", record: id, field: "content", revision: version };
}

function entryPlace(ticketId: string, entryId: string): Place {
  return { table: "ticket_entries", record: `${ticketId}:${entryId}`, field: "content", revision: 1 };
}

export function sealTicket(key: Uint8Array, id: string, version: number, content: TicketContent): Buffer {
  return Buffer.from(sealText(key, ticketPlace(id, version), JSON.stringify(content), newNonce()));
}

export function openTicket(key: Uint8Array, id: string, version: number, sealed: Uint8Array): TicketContent {
  return ticketContent.parse(JSON.parse(openText(key, ticketPlace(id, version), sealed)));
}

/** @returns null for nothing to seal */
export function sealEntry(key: Uint8Array, ticketId: string, entryId: string, content: EntryContent): Buffer | null {
  const { text, reason, changes = [] } = content;
  if (text === undefined && reason === undefined && changes.length === 0) return null;
  return Buffer.from(sealText(key, entryPlace(ticketId, entryId), JSON.stringify(content), newNonce()));
}

export function openEntry(key: Uint8Array, ticketId: string, entryId: string, sealed: Uint8Array | null): EntryContent {
  if (sealed === null) return {};
  return entryContent.parse(JSON.parse(openText(key, entryPlace(ticketId, entryId), sealed)));
}

export function newTicketKey(keyRing: KeyRing, id: string): { key: Uint8Array; wrapped: WrappedKey } {
  const key = crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
  return { key, wrapped: wrapDataKey(keyRing, { kind: "ticket", id }, key, newNonce()) };
}

/** @returns undefined where the key that wraps it is missing: such a ticket is listed without what was written */
export function ticketKeyIfThere(keyRing: KeyRing, id: string, wrapped: WrappedKey): Uint8Array | undefined {
  try {
    return unwrapDataKey(keyRing, { kind: "ticket", id }, wrapped);
  } catch (error) {
    if (isUnopenable(error)) return undefined;
    throw error;
  }
}

/** Staff write about customers: phone numbers and the like are masked before anything is sealed, as in notes. */
export function maskedContent(content: TicketContent): TicketContent {
  const { subject, description, productLine, articles = [], fields } = content;
  const masked = Object.entries(fields).map(([key, value]) => [
    key,
    typeof value === "string" ? masking(value) : value,
  ]);
  return {
    subject: masking(subject),
    ...(description === undefined ? {} : { description: masking(description) }),
    ...(productLine === undefined ? {} : { productLine }),
    ...(articles.length === 0 ? {} : { articles: maskedArticles(articles) }),
    fields: Object.fromEntries(masked),
  };
}

export function masking(text: string): string {
  return maskText(text).text;
}

/** The texts that are not as they were. */
export function textChanges(before: TicketContent, after: TicketContent): FieldChange[] {
  const named = (["subject", "description", "productLine"] as const).map((field) =>
    changeOf(field, before[field], after[field]),
  );
  const articles = changeOf("articles", ...articleWords(before.articles, after.articles));
  const keys = new Set([...Object.keys(before.fields), ...Object.keys(after.fields)]);
  const fields = [...keys].map((key) =>
    changeOf(`fields.${key}`, before.fields[key]?.toString(), after.fields[key]?.toString()),
  );
  return [...named, articles, ...fields].filter((change) => change !== undefined);
}

/** @returns undefined if both are the same */
export function changeOf(field: string, from: string | undefined, to: string | undefined): FieldChange | undefined {
  if (from === to) return undefined;
  return { field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function newNonce(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
}
