/**
 * An erasure, one bounded step a call. The order is what makes it hold:
 *
 * 1. the ledger, so that no backup ever brings back what is destroyed from here on;
 * 2. the keys in D1: from then on nothing new can be made of what was there (index rows ask for the key), and copies
 *    elsewhere are unreadable once the actors' own keys are gone;
 * 3. the actors, each with its copy of the key, and its row of the index;
 * 4. the rest: contact row, consents, files, and what other rooms keep.
 *
 * Each step may be done twice and be lost in its midst: the ledger's entry and the request's row say where to go on.
 */
import { conversationAddress } from "#actors/addresses";
import { objectPrefix } from "#domain/attachments/ports";
import { ownersOfContacts } from "#domain/attachments/rights";
import { type Database, database } from "#domain/database";
import { contactWithGuests, conversationsOfContact } from "#domain/delivery/registry";
import { conversationsErased, destroyKeys, erasureFinished, erasureStarted } from "#domain/rights/erase";
import { type LedgerEntry, withSubjects } from "#domain/rights/ledger";
import type { RequestRow } from "#domain/rights/requests";
import { contactsOfErasure } from "#domain/rights/retention";
import { deleteFiles, prefixOfContact } from "#worker/adapters/files";
import { ledgerOf } from "#worker/adapters/ledger";
import type { Environment } from "#worker/environment";
import { cleanContacts, cleanConversations } from "#worker/rights/cleaners";

/** Conversations a step; each is a call of an actor. */
const STEP_CONVERSATIONS = 20;

class LedgerEntryMissing extends Error {
  constructor() {
    super("an erasure has no entry in the ledger");
    this.name = "LedgerEntryMissing";
  }
}

/** @returns whether it is done */
export async function eraseStep(env: Environment, row: RequestRow, nowMs: number): Promise<boolean> {
  const db = database(env.DB);
  const entry = (await ledgerOf(env).read(row.id)) ?? (await entryOf(db, row));
  if (entry === undefined) throw new LedgerEntryMissing();
  if (row.startedAtMs === null) {
    await begin(env, db, row, entry, nowMs);
    return false;
  }
  const next = entry.conversationIds.slice(row.progressDone, row.progressDone + STEP_CONVERSATIONS);
  if (next.length > 0) {
    await Promise.all(next.map((id) => conversationAddress(env, id).erase(id)));
    await cleanConversations(db, next);
    await conversationsErased(db, row, next, nowMs);
    return false;
  }
  let files = 0;
  // While the rows still tell whose they are.
  for (const owner of await ownersOfContacts(db, entry.contactIds))
    files += await deleteFiles(env, objectPrefix(owner));
  await cleanContacts(db, entry.contactIds);
  for (const contactId of entry.contactIds) files += await deleteFiles(env, prefixOfContact(contactId));
  await erasureFinished(db, row, entry, { files }, nowMs);
  return true;
}

/** Retention claims guests first, and may be lost before it has written down whom. */
async function entryOf(db: Database, row: RequestRow): Promise<LedgerEntry | undefined> {
  if (row.startedAtMs !== null) return undefined;
  const contactIds = await contactsOfErasure(db, row.id);
  if (contactIds.length === 0) return undefined;
  const { id, inboxId, createdAtMs: writtenAtMs } = row;
  const reason = row.kind === "retention" ? "retention" : "request";
  return { version: 1, id, reason, inboxId, contactIds, conversationIds: [], writtenAtMs };
}

/** The contact begins nothing any more, so what it has now is all; only then is anything destroyed. */
async function begin(env: Environment, db: Database, row: RequestRow, known: LedgerEntry, nowMs: number) {
  const [people, conversations] = await Promise.all([
    Promise.all(known.contactIds.map((contactId) => contactWithGuests(db, contactId))),
    Promise.all(known.contactIds.map((contactId) => conversationsOfContact(db, contactId))),
  ]);
  const entry = withSubjects(known, people.flat(), conversations.flat());
  await ledgerOf(env).write(entry);
  await destroyKeys(db, entry);
  await erasureStarted(db, row, entry, nowMs);
}
