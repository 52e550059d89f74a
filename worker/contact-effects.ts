/**
 * What becomes of contacts, told to the conversations that have to hear of it. A page at a time: what is left is owed anew,
 * so that no run grows with what one contact wrote.
 */
import { conversationAddress } from "#actors/addresses";
import type { SocketsOf } from "#actors/contracts";
import { pageOfContactsSeen } from "#domain/customers/networks";
import { readContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { insertD1Effect } from "#domain/delivery/d1-outbox";
import { pageOfContactConversations } from "#domain/delivery/registry";
import { CLOSE_CODES } from "#protocol/constants";
import { type Environment, secretsOf } from "#worker/environment";

const PAGE_CONVERSATIONS = 100;
const PAGE_CONTACTS = 20;

/** Told again, a conversation does nothing. */
export async function tellJoined(
  env: Environment,
  { from, to, after }: { from: string; to: string; after?: string | undefined },
): Promise<void> {
  const db = database(env.DB);
  const page = await pageOfContactConversations(db, from, after ?? "", PAGE_CONVERSATIONS);
  // In memory only: it goes to actors that keep it sealed.
  const contact = await readContact(db, secretsOf(env).keyRing, to);
  const join = { from, to, name: contact?.name };
  await Promise.all(page.map((id) => conversationAddress(env, id).joinContact(join)));
  const last = page.at(-1);
  if (last === undefined || page.length < PAGE_CONVERSATIONS) return;
  await insertD1Effect(db, { kind: "contact.joined", payload: { from, to, after: last } }, Date.now());
}

export async function closeBlockedContact(
  env: Environment,
  { contactId, after }: { contactId: string; after?: string | undefined },
): Promise<void> {
  const last = await closeIn(env, contactId, { principalId: contactId }, after);
  if (last === undefined) return;
  const effect = { kind: "contact.blocked", payload: { contactId, after: last } } as const;
  await insertD1Effect(database(env.DB), effect, Date.now());
}

/** Of everybody who came from there lately; the sockets themselves know from where they were opened. */
export async function closeBlockedNetwork(
  env: Environment,
  { tags, after }: { tags: readonly string[]; after?: string | undefined },
): Promise<void> {
  const db = database(env.DB);
  const contactIds = await pageOfContactsSeen(db, tags, after ?? "", PAGE_CONTACTS);
  await Promise.all(contactIds.map((id) => closeIn(env, id, { networkTags: tags }, undefined)));
  const last = contactIds.at(-1);
  if (last === undefined || contactIds.length < PAGE_CONTACTS) return;
  await insertD1Effect(db, { kind: "network.blocked", payload: { tags: [...tags], after: last } }, Date.now());
}

/** @returns the last conversation that was told, if there may be more */
async function closeIn(
  env: Environment,
  contactId: string,
  sockets: SocketsOf,
  after: string | undefined,
): Promise<string | undefined> {
  const page = await pageOfContactConversations(database(env.DB), contactId, after ?? "", PAGE_CONVERSATIONS);
  await Promise.all(page.map((id) => conversationAddress(env, id).closeSockets(sockets, CLOSE_CODES.forbidden)));
  return page.length < PAGE_CONVERSATIONS ? undefined : page.at(-1);
}
