/**
 * Whatever else is kept of a conversation or a contact, beyond what an erasure itself goes through (actors, keys, index,
 * contact row, consents, files of exports). A room that keeps something of them puts its cleaner HERE. A cleaner is
 * called at least once, in any order, after the keys are destroyed; it has to come to the same whatever it finds.
 */
import { forgetAttributes } from "#domain/customers/attribute-store";
import { forgetNetworksAndBlocks } from "#domain/customers/forget";
import type { Database } from "#domain/database";
import { forgetFollowUps, forgetFollowUpsOfTickets } from "#domain/followups/store";
import { forgetImports, forgetImportsOfContacts } from "#domain/imports/store";
import { forgetConversationLabels } from "#domain/labels/store";
import { deleteOrdersOf } from "#domain/orders/store";
import { forgetWork } from "#domain/reports/own-day/store";
import { deleteSearchTokens } from "#domain/search/store";
import { forgetReplies } from "#domain/sla/replies/store";
import { forgetTicketsOf, unlinkConversations } from "#domain/tickets/rights";

export interface Cleaner {
  /** What it cleans, for whoever reads a failure. */
  readonly name: string;
  readonly conversations?: (db: Database, conversationIds: readonly string[]) => Promise<void>;
  readonly contacts?: (db: Database, contactIds: readonly string[]) => Promise<void>;
}

export const CLEANERS: readonly Cleaner[] = [
  { name: "networks and blocks", contacts: forgetNetworksAndBlocks },
  { name: "imports", conversations: forgetImports, contacts: forgetImportsOfContacts },
  { name: "orders", contacts: deleteOrdersOf },
  { name: "tickets", conversations: unlinkConversations, contacts: forgetTicketsOf },
  { name: "attributes", contacts: forgetAttributes },
  { name: "follow-ups", conversations: forgetFollowUps, contacts: forgetFollowUpsOfTickets },
  { name: "work", conversations: forgetWork },
  { name: "reply times", conversations: forgetReplies },
  { name: "labels", conversations: forgetConversationLabels },
  {
    name: "words",
    conversations: async (db, ids) => {
      for (const id of ids) await deleteSearchTokens(db, id);
    },
  },
];

export async function cleanConversations(db: Database, ids: readonly string[]): Promise<void> {
  for (const cleaner of CLEANERS) await cleaner.conversations?.(db, ids);
}

export async function cleanContacts(db: Database, ids: readonly string[]): Promise<void> {
  for (const cleaner of CLEANERS) await cleaner.contacts?.(db, ids);
}
