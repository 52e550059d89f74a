/** The demo's past as rows: contacts and histories sealed with data keys of their own, as the worker itself would seal them. */
import { NOTHING_KNOWN } from "#domain/customers/details";
import type { contacts } from "#domain/customers/schema";
import { type ContactSecrets, contactRow } from "#domain/customers/store";
import type { actorRegistry } from "#domain/delivery/schema";
import type { conversationImports } from "#domain/imports/schema";
import { historyPlace } from "#domain/imports/store";
import type { orders } from "#domain/orders/schema";
import { orderRow } from "#domain/orders/store";
import { DATA_KEY_BYTES, NONCE_BYTES, sealText } from "#domain/privacy/envelope";
import { type KeySubject, wrapDataKey } from "#domain/privacy/key-ring";
import type { dataKeys } from "#domain/privacy/schema";
import type { History, HistoryContact } from "./history.ts";

export interface HistoryRows {
  readonly contacts: (typeof contacts.$inferInsert)[];
  readonly dataKeys: (typeof dataKeys.$inferInsert)[];
  readonly orders: (typeof orders.$inferInsert)[];
  readonly registry: (typeof actorRegistry.$inferInsert)[];
  readonly imports: (typeof conversationImports.$inferInsert)[];
}

export function rowsOf(history: History, secrets: ContactSecrets, inboxId: string): HistoryRows {
  const rows: HistoryRows = {
    contacts: [],
    dataKeys: [],
    orders: history.orders.map(orderRow),
    registry: [],
    imports: [],
  };
  for (const contact of history.contacts) {
    const key = newKey(rows, secrets, { kind: "contact", id: contact.id }, contact.createdAtMs);
    const { id, createdAtMs, customer } = contact;
    const known = { id, inboxId, identifier: customer.identifier, createdAtMs };
    rows.contacts.push(contactRow(secrets.blindIndexKeys, key, known, detailsOf(contact)));
  }
  for (const { id, history: told } of history.conversations) {
    const createdAtMs = told.messages[0]?.atMs ?? 0;
    const key = newKey(rows, secrets, { kind: "conversation", id }, createdAtMs);
    rows.registry.push({ kind: "conversation", name: id, createdAtMs, contactId: told.contactId });
    rows.imports.push({
      conversationId: id,
      contactId: told.contactId,
      sealedHistory: Buffer.from(sealText(key, historyPlace(id), JSON.stringify(told), random(NONCE_BYTES))),
      isAwaited: true,
      nextAttemptAtMs: 0,
    });
  }
  return rows;
}

function detailsOf({ customer, createdAtMs }: HistoryContact) {
  const { name, email, locale, identifier } = customer;
  const isSigned = identifier !== undefined;
  const detailsVerified = { name: isSigned, email: isSigned && email !== undefined };
  return { ...NOTHING_KNOWN, locale, name, email, detailsVerified, detailsIssuedAtMs: isSigned ? createdAtMs : 0 };
}

/** A data key in plain; as it may rest, it is a row. */
function newKey(rows: HistoryRows, { keyRing }: ContactSecrets, subject: KeySubject, createdAtMs: number): Uint8Array {
  const key = random(DATA_KEY_BYTES);
  const { keyId, wrapped } = wrapDataKey(keyRing, subject, key, random(NONCE_BYTES));
  rows.dataKeys.push({ kind: subject.kind, subjectId: subject.id, keyId, wrapped: Buffer.from(wrapped), createdAtMs });
  return key;
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
