/** Data as it was before a key was put in front of the ring, or with a key that the ring does not have. */
import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { NONCE_BYTES } from "#domain/privacy/envelope";
import { type KeyRing, type KeySubject, parseKeyRing, unwrapDataKey, wrapDataKey } from "#domain/privacy/key-ring";
import { until } from "#test/workers/line";

const [current = "", old = ""] = env.KEY_RING.split(",");
export const CURRENT = "test1";
export const OLD = "test0";
/** As before the rotation. */
export const OLD_RING = parseKeyRing(`${old},${current}`);
/** Wraps with a key that nobody else has. */
export const LOST_RING = parseKeyRing(`lost=${Buffer.alloc(32, 99).toString("base64")},${current},${old}`);

export async function wrappedRow(subject: KeySubject) {
  const row = await env.DB.prepare("SELECT key_id, wrapped FROM data_keys WHERE kind = ? AND subject_id = ?")
    .bind(subject.kind, subject.id)
    .first<{ key_id: string; wrapped: number[] }>();
  if (row === null) throw new Error("no data key");
  return { keyId: row.key_id, wrapped: Uint8Array.from(row.wrapped) };
}

function wrappedBy(ring: KeyRing, subject: KeySubject, wrapped: { keyId: string; wrapped: Uint8Array }) {
  return wrapDataKey(
    ring,
    subject,
    unwrapDataKey(LOST_RING, subject, wrapped),
    crypto.getRandomValues(new Uint8Array(NONCE_BYTES)),
  );
}

/** The row in D1. */
export async function rewrapRow(ring: KeyRing, subject: KeySubject): Promise<void> {
  const { keyId, wrapped } = wrappedBy(ring, subject, await wrappedRow(subject));
  await env.DB.prepare("UPDATE data_keys SET key_id = ?, wrapped = ? WHERE kind = ? AND subject_id = ?")
    .bind(keyId, wrapped, subject.kind, subject.id)
    .run();
}

/**
 * The copy of a conversation's actor, which begins its next life with it.
 * @param keepsSockets it hibernates in between, which takes some seconds; otherwise it is lost, and its sockets with it
 */
export async function rewrapConversation(ring: KeyRing, conversationId: string, keepsSockets = false): Promise<void> {
  const stub = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
  const subject = { kind: "conversation", id: conversationId } as const;
  // It does not hibernate while it delivers what it owes.
  if (keepsSockets) await until(isThrough(stub), () => "the actor to owe nothing");
  await runInDurableObject(stub, (_actor, { storage: { sql } }) => {
    const row = sql.exec<{ key_id: string; wrapped_key: ArrayBuffer }>("SELECT * FROM conversation").one();
    const key = wrappedBy(ring, subject, { keyId: row.key_id, wrapped: new Uint8Array(row.wrapped_key) });
    sql.exec("UPDATE conversation SET key_id = ?, wrapped_key = ?", key.keyId, key.wrapped);
  });
  await (keepsSockets ? evictDurableObject(stub) : abortAllDurableObjects());
}

const isThrough = (stub: DurableObjectStub) => () =>
  runInDurableObject(stub, (_actor, { storage: { sql } }) =>
    sql.exec("SELECT 1 FROM outbox LIMIT 1").toArray().length === 0 ? true : undefined,
  );

/** The copies in an agent's rows. */
export async function rewrapFeedRows(ring: KeyRing, agentId: string): Promise<void> {
  const stub = env.AGENT.get(env.AGENT.idFromName(agentId));
  await runInDurableObject(stub, (_actor, { storage: { sql } }) => {
    const query = "SELECT conversation_id, key_id, wrapped_key FROM feed_rows";
    const rows = sql.exec<{ conversation_id: string; key_id: string; wrapped_key: ArrayBuffer }>(query).toArray();
    for (const { conversation_id: id, key_id: keyId, wrapped_key: wrapped } of rows) {
      const subject = { kind: "conversation", id } as const;
      const key = wrappedBy(ring, subject, { keyId, wrapped: new Uint8Array(wrapped) });
      const update = "UPDATE feed_rows SET key_id = ?, wrapped_key = ? WHERE conversation_id = ?";
      sql.exec(update, key.keyId, key.wrapped, id);
    }
  });
  await abortAllDurableObjects();
}

/** Which keys an actor's copies name. */
export function keyIdsIn(stub: DurableObjectStub, table: "conversation" | "feed_rows"): Promise<string[]> {
  return runInDurableObject(stub, (_actor, { storage: { sql } }) =>
    sql
      .exec<{ key_id: string }>(`SELECT DISTINCT key_id FROM ${table} ORDER BY key_id`)
      .toArray()
      .map((row) => row.key_id),
  );
}
