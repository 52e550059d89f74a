/** The registry of actors in D1: written before an actor's first use, because nothing else could ever find it again. */
import { and, asc, desc, eq, exists, gt, inArray, isNull, or, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import { conversations } from "#domain/conversations/schema";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { actorRegistry } from "#domain/delivery/schema";
import { ok, type Result, refuse } from "#domain/failures";
import type { WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { insertDataKeyIf } from "#domain/privacy/store";

/** Of the guests who joined a contact, the latest: a request is repeated within minutes. */
const MAX_GUESTS = 10;

export interface Registered {
  readonly conversationId: string;
  readonly key: WrappedKey;
  /** It was registered before, by the same `creationKey`. */
  readonly repeated: boolean;
}

/**
 * Registers a conversation's actor with its data key, or finds the one that the same request registered before.
 * One batch, so that there is never one without the other. A guest who has joined somebody begins nothing any more, nor
 * does a contact that is being erased: whatever was registered before is found by {@link pageOfContactConversations}, so
 * that no conversation is left behind.
 * @param creationKey same for a repeated request, unguessable from outside
 * @returns refuses `session_ended` if the contact is nobody's any more, `erased` if the conversation is not there any more
 */
export async function registerConversation(
  db: Database,
  conversation: { id: string; creationKey: string; contactId: string; key: WrappedKey },
  nowMs: number,
): Promise<Result<Registered>> {
  const { id, creationKey, contactId, key } = conversation;
  const contact = db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.id, contactId), isNull(contacts.joinedInto), isNull(contacts.erasureId)));
  const row = db
    .select({
      kind: sql`'conversation'`.as("kind"),
      name: sql`${id}`.as("name"),
      createdAtMs: sql`${nowMs}`.as("created_at_ms"),
      creationKey: sql`${creationKey}`.as("creation_key"),
      contactId: sql`${contactId}`.as("contact_id"),
    })
    .from(sql`(SELECT 1)`)
    .where(exists(contact));
  const isRegisteredNow = db
    .select({ name: actorRegistry.name })
    .from(actorRegistry)
    .where(and(eq(actorRegistry.kind, "conversation"), eq(actorRegistry.name, id)));
  const [, , found] = await db.batch([
    db.insert(actorRegistry).select(row).onConflictDoNothing(),
    insertDataKeyIf(db, isRegisteredNow, { kind: "conversation", id }, key, nowMs),
    db
      .select({ name: actorRegistry.name, keyId: dataKeys.keyId, wrapped: dataKeys.wrapped })
      .from(actorRegistry)
      .leftJoin(dataKeys, and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, actorRegistry.name)))
      .where(and(eq(actorRegistry.creationKey, creationKey), exists(contact))),
  ]);
  const [known] = found;
  if (known === undefined) return refuse("session_ended");
  const { name, keyId, wrapped } = known;
  if (keyId === null || wrapped === null) return refuse("erased");
  return ok({ conversationId: name, key: { keyId, wrapped }, repeated: name !== id });
}

/**
 * The conversation that a guest began who has joined this contact since, if a request of theirs is repeated under it.
 * @param keyOf the creation key of the request as one contact's
 */
export async function registeredByGuestOf(
  db: Database,
  contactId: string,
  keyOf: (contactId: string) => Promise<string>,
): Promise<Registered | undefined> {
  const guests = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.joinedInto, contactId))
    .orderBy(desc(contacts.joinedAtMs))
    .limit(MAX_GUESTS);
  if (guests.length === 0) return undefined;
  const keys = await Promise.all(guests.map(({ id }) => keyOf(id)));
  const [row] = await db
    .select({ name: actorRegistry.name, keyId: dataKeys.keyId, wrapped: dataKeys.wrapped })
    .from(actorRegistry)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, actorRegistry.name)))
    .where(inArray(actorRegistry.creationKey, keys))
    .limit(1);
  return row && { conversationId: row.name, key: { keyId: row.keyId, wrapped: row.wrapped }, repeated: true };
}

/**
 * The conversations that a contact has, and those that guests who joined it began, whether they have begun or are about
 * to. Of conversations that an earlier release registered, the index knows whose they are.
 * @returns ids in order, after the given one
 */
export async function pageOfContactConversations(
  db: Database,
  contactId: string,
  afterId: string,
  limit: number,
): Promise<string[]> {
  const joined = db.select({ id: contacts.id }).from(contacts).where(eq(contacts.joinedInto, contactId));
  const isTheirs = or(eq(actorRegistry.contactId, contactId), inArray(actorRegistry.contactId, joined));
  const registered = db
    .select({ id: actorRegistry.name })
    .from(actorRegistry)
    .where(and(eq(actorRegistry.kind, "conversation"), isTheirs, gt(actorRegistry.name, afterId)));
  const indexed = db
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.contactId, contactId), gt(conversations.id, afterId)));
  const rows = await union(registered, indexed).orderBy(asc(sql`1`)).limit(limit);
  return rows.map((row) => row.id);
}

/** All that {@link pageOfContactConversations} pages through: one customer has some, not hundreds of thousands. */
export function conversationsOfContact(db: Database, contactId: string): Promise<string[]> {
  return pageOfContactConversations(db, contactId, "", Number.MAX_SAFE_INTEGER);
}

/** @returns ids of a contact and of the guests who joined it: one person */
export async function contactWithGuests(db: Database, contactId: string): Promise<string[]> {
  const rows = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(eq(contacts.joinedInto, contactId))
    .orderBy(asc(contacts.id));
  return [contactId, ...rows.map((row) => row.id)];
}

/** @returns names in order, after the given one */
export async function pageOfActors(
  db: Database,
  kind: "conversation" | "agent" | "queue",
  afterName: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ name: actorRegistry.name })
    .from(actorRegistry)
    .where(and(eq(actorRegistry.kind, kind), gt(actorRegistry.name, afterName)))
    .orderBy(asc(actorRegistry.name))
    .limit(limit);
  return rows.map((row) => row.name);
}

export async function countActors(db: Database, kind: "conversation" | "agent" | "queue"): Promise<number> {
  return db.$count(actorRegistry, eq(actorRegistry.kind, kind));
}

export async function isRegistered(
  db: Database,
  kind: "conversation" | "agent" | "queue",
  name: string,
): Promise<boolean> {
  const rows = await db
    .select({ name: actorRegistry.name })
    .from(actorRegistry)
    .where(and(eq(actorRegistry.kind, kind), eq(actorRegistry.name, name)));
  return rows.length > 0;
}
