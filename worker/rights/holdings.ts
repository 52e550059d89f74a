/**
 * Whatever else is known of a contact, for their export, beyond what it goes through itself (contact row, consents,
 * conversations). A room that keeps something about contacts puts what it holds HERE.
 */
import { readAttributes } from "#domain/customers/attribute-store";
import { listBlocksOfContact, listNetworksOfContact } from "#domain/customers/forget";
import type { Database } from "#domain/database";
import { decimalOf } from "#domain/orders/amounts";
import { ordersOf } from "#domain/orders/store";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { ExportRecord } from "#domain/rights/export-records";
import { type HeldTicket, ticketsHeldOf } from "#domain/tickets/rights";
import { PRIORITIES } from "#protocol/constants";

type Holding = Extract<ExportRecord, { type: "holding" }>;

export type Collector = (db: Database, keyRing: KeyRing, contactId: string) => Promise<Holding[]>;

export const COLLECTORS: readonly Collector[] = [
  attributesOf,
  blocksOf,
  networksOf,
  holdingsOfOrders,
  holdingsOfTickets,
];

async function attributesOf(db: Database, keyRing: KeyRing, contactId: string): Promise<Holding[]> {
  const attributes = await readAttributes(db, keyRing, contactId);
  return [...attributes].map(([key, { value, verified }]) => ({
    type: "holding",
    holding: "attribute",
    fields: { key, value, saidBy: verified ? "shop" : "visitor" },
  }));
}

async function blocksOf(db: Database, keyRing: KeyRing, contactId: string): Promise<Holding[]> {
  const known = await listBlocksOfContact(db, keyRing, contactId);
  return known.map(({ kind, reason, createdAtMs, expiresAtMs, liftedAtMs }) => ({
    type: "holding",
    holding: "block",
    fields: {
      kind,
      ...(reason === undefined ? {} : { reason }),
      createdAt: iso(createdAtMs),
      ...(expiresAtMs === undefined ? {} : { expiresAt: iso(expiresAtMs) }),
      ...(liftedAtMs === undefined ? {} : { liftedAt: iso(liftedAtMs) }),
    },
  }));
}

/** The networks themselves nobody knows: what is kept of them are keyed tags. */
async function networksOf(db: Database, _keyRing: KeyRing, contactId: string): Promise<Holding[]> {
  const networks = await listNetworksOfContact(db, contactId);
  return networks.map(({ family, prefix, tag, lastSeenAtMs }) => ({
    type: "holding",
    holding: "network",
    fields: { family, prefix, tag, lastSeenAt: iso(lastSeenAtMs) },
  }));
}

async function holdingsOfOrders(db: Database, _keyRing: KeyRing, contactId: string): Promise<Holding[]> {
  const placed = await ordersOf(db, [contactId]);
  return placed.map(({ number, status, placedAtMs, totalMinor, currency, items, changes }) => ({
    type: "holding",
    holding: "order",
    fields: {
      number,
      status,
      placedAt: iso(placedAtMs),
      total: `${decimalOf(totalMinor, currency)} ${currency}`,
      items: items.map(({ title, quantity }) => `${quantity} × ${title}`).join("; "),
      changes: changes.map((change) => `${change.status} ${iso(change.atMs)}`).join("; "),
    },
  }));
}

/** With what staff noted for each other, as of conversations; who they are is left out. */
async function holdingsOfTickets(db: Database, keyRing: KeyRing, contactId: string): Promise<Holding[]> {
  return (await ticketsHeldOf(db, keyRing, contactId)).map((ticket) => {
    const { row, subject, description, productLine, articles = [], fields } = ticket;
    const internal = internalTextsOf(ticket);
    return {
      type: "holding",
      holding: "ticket",
      fields: {
        number: row.number,
        type: row.type,
        status: row.status,
        priority: PRIORITIES[row.priority] ?? "normal",
        subject,
        ...(description === undefined ? {} : { description }),
        ...(productLine === undefined ? {} : { productLine }),
        ...(articles.length === 0 ? {} : { articles: articles.map(({ title, url }) => `${title} ${url}`).join("; ") }),
        ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`field.${key}`, value])),
        ...(internal === "" ? {} : { internal }),
        ...(ticket.linkedConversationIds.length === 0
          ? {}
          : { linkedConversations: ticket.linkedConversationIds.join(", ") }),
        ...(ticket.refunds.length === 0 ? {} : { refunds: refundsIn(ticket) }),
        createdAt: iso(row.createdAtMs),
        updatedAt: iso(row.updatedAtMs),
      },
    };
  });
}

/** Why is among what staff noted for each other. */
function refundsIn({ refunds }: HeldTicket): string {
  return refunds
    .map(({ askedAtMs, amount, status }) => `${iso(askedAtMs)} ${amount.amount} ${amount.currency} ${status}`)
    .join("; ");
}

function internalTextsOf({ entries }: HeldTicket): string {
  return entries
    .flatMap(({ text, reason, changes, atMs }) => {
      const before = changes.flatMap(({ field, from }) => (TEXTS.has(field) && from !== undefined ? [from] : []));
      return [text, reason, ...before].filter((one) => one !== undefined).map((one) => `${iso(atMs)} ${one}`);
    })
    .join("\n");
}

/** Of which an entry keeps what they said before. */
const TEXTS = new Set(["subject", "description", "productLine", "articles"]);

const iso = (atMs: number) => new Date(atMs).toISOString();

export async function holdingsOf(db: Database, keyRing: KeyRing, contactId: string): Promise<Holding[]> {
  return (await Promise.all(COLLECTORS.map((collect) => collect(db, keyRing, contactId)))).flat();
}
