/** What rules ask of a customer, read from D1 only as far as some rule asks it: most of it rests sealed. */
import { and, eq, isNull } from "drizzle-orm";
import { readAttributes } from "#domain/customers/attribute-store";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { conversationLabels } from "#domain/labels/schema";
import { type Order, ordersOfContact } from "#domain/orders/store";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { Facts } from "#domain/rules/conditions";
import { foldedText, foldedWord, hasWord } from "#domain/rules/words";
import type { RoutingRule } from "#protocol/http-rules";
import type { RuleField, RuleKind } from "#protocol/rule-constants";

/** The attributes in which a shop tells where a customer is, and their tier. */
const REGION_ATTRIBUTE = "region";
const TIER_ATTRIBUTE = "tier";

export type Asked = ReadonlySet<RuleField>;

/** Fields that a rule of this kind that is on asks for. */
export function askedBy(rules: readonly RoutingRule[], kind: RuleKind): Asked {
  const on = rules.filter(({ enabled, appliesTo }) => enabled && appliesTo === kind);
  return new Set(on.flatMap(({ conditions }) => conditions.map(({ field }) => field)));
}

export interface CustomerFacts extends Pick<Facts, "language" | "region" | "tier"> {
  readonly orders: readonly Order[];
}

/** @param contactId null for work that is nobody's */
export async function readCustomerFacts(
  db: Database,
  keyRing: KeyRing,
  contactId: string | null,
  asked: Asked,
): Promise<CustomerFacts> {
  if (contactId === null) return { orders: [] };
  const asksAttributes = asked.has("region") || asked.has("tier");
  const [language, attributes, orders] = await Promise.all([
    asked.has("language") ? languageOf(db, contactId) : undefined,
    asksAttributes ? readAttributes(db, keyRing, contactId) : undefined,
    asked.has("amount") ? ordersOfContact(db, contactId) : [],
  ]);
  // Only as the shop vouches for it: what a page says of its visitor anybody can say.
  const vouched = (key: string) => {
    const said = attributes?.get(key);
    return said?.verified === true && typeof said.value === "string" ? said.value : undefined;
  };
  return { language, region: vouched(REGION_ATTRIBUTE), tier: vouched(TIER_ATTRIBUTE), orders };
}

/**
 * The orders that work is about: those it is linked with, else those whose number is named in it, else the customer's latest.
 * @param orders the customer's own, the latest first
 */
export function ordersMeant(
  orders: readonly Order[],
  linkedIds: readonly string[],
  text: string,
  atMs: number,
): Order[] {
  const linked = orders.filter(({ id }) => linkedIds.includes(id));
  if (linked.length > 0) return linked;
  const before = orders.filter(({ placedAtMs }) => placedAtMs <= atMs);
  const folded = foldedText(text);
  const named = before.filter(({ number }) => hasWord(folded, foldedWord(number)));
  return named.length > 0 ? named : before.slice(0, 1);
}

/** Labels that conversations carry now. */
export async function readLabels(
  db: Database,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  if (conversationIds.length === 0) return found;
  const { conversationId, labelId } = conversationLabels;
  const isOne = inList(conversationId, conversationIds);
  for (const row of await db.select({ conversationId, labelId }).from(conversationLabels).where(isOne))
    found.set(row.conversationId, [...(found.get(row.conversationId) ?? []), row.labelId]);
  return found;
}

async function languageOf(db: Database, contactId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ locale: contacts.locale })
    .from(contacts)
    .where(and(eq(contacts.id, contactId), isNull(contacts.erasureId)));
  return row?.locale ?? undefined;
}
