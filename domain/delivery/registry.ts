/** The registry of actors in D1: written before an actor's first use, because nothing else could ever find it again. */
import { and, asc, eq, exists, gt, isNull, sql } from "drizzle-orm";
import { union } from "drizzle-orm/sqlite-core";
import { conversations } from "#domain/conversations/schema";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { actorRegistry } from "#domain/delivery/schema";
import { ok, type Result, refuse } from "#domain/failures";
import type { WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { insertDataKeyIf } from "#domain/privacy/store";

export interface Registered {
  readonly conversationId: string;
  readonly key: WrappedKey;
  /** It was registered before, by the same `creationKey`. */
  readonly repeated: boolean;
}

/**
 * Registers a conversation's actor with its data key, or finds the one that the same request registered before.
 * One batch, so that there is never one without the other, and none of a contact that is being erased.
 * @param creationKey same for a repeated request, unguessable from outside
 * @returns refuses `session_ended` if the contact is not there any more, `erased` if the conversation is not
 */
export async function registerConversation(
  db: Database,
  conversation: { id: string; creationKey: string; key: WrappedKey; contactId: string },
  nowMs: number,
): Promise<Result<Registered>> {
  const { id, creationKey, key, contactId } = conversation;
  const contact = db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.id, contactId), isNull(contacts.erasureId)));
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
      .where(eq(actorRegistry.creationKey, creationKey)),
  ]);
  const [known] = found;
  if (known === undefined) return refuse("session_ended");
  const { name, keyId, wrapped } = known;
  if (keyId === null || wrapped === null) return refuse("erased");
  return ok({ conversationId: name, key: { keyId, wrapped }, repeated: name !== id });
}

/**
 * Every conversation of a contact. The index is asked too, for those that were registered before that said whose they are.
 * @returns ids in order
 */
export async function conversationsOfContact(db: Database, contactId: string): Promise<string[]> {
  const registered = db.select({ id: actorRegistry.name }).from(actorRegistry);
  const indexed = db.select({ id: conversations.id }).from(conversations);
  const rows = await union(
    registered.where(and(eq(actorRegistry.kind, "conversation"), eq(actorRegistry.contactId, contactId))),
    indexed.where(eq(conversations.contactId, contactId)),
  );
  return rows.map((row) => row.id).sort();
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
