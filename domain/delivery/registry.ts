/** The registry of actors in D1: written before an actor's first use, because nothing else could ever find it again. */
import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "#domain/database";
import { actorRegistry } from "#domain/delivery/schema";
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
 * One batch, so that there is never one without the other.
 * @param creationKey same for a repeated request, unguessable from outside
 */
export async function registerConversation(
  db: Database,
  conversation: { id: string; creationKey: string; key: WrappedKey },
  nowMs: number,
): Promise<Registered> {
  const { id, creationKey, key } = conversation;
  const isRegisteredNow = db
    .select({ name: actorRegistry.name })
    .from(actorRegistry)
    .where(and(eq(actorRegistry.kind, "conversation"), eq(actorRegistry.name, id)));
  const [, , found] = await db.batch([
    db
      .insert(actorRegistry)
      .values({ kind: "conversation", name: id, createdAtMs: nowMs, creationKey })
      .onConflictDoNothing(),
    insertDataKeyIf(db, isRegisteredNow, { kind: "conversation", id }, key, nowMs),
    db
      .select({ name: actorRegistry.name, keyId: dataKeys.keyId, wrapped: dataKeys.wrapped })
      .from(actorRegistry)
      .innerJoin(dataKeys, and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, actorRegistry.name)))
      .where(eq(actorRegistry.creationKey, creationKey)),
  ]);
  const [row] = found;
  if (row === undefined) throw new Error("conversation vanished after it was registered");
  return {
    conversationId: row.name,
    key: { keyId: row.keyId, wrapped: row.wrapped },
    repeated: row.name !== id,
  };
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
