/** What each stage of a rotation does in one step: a page of it, which may be done twice. */
import { z } from "zod";
import { agentAddress, conversationAddress } from "#actors/addresses";
import { pageOfStaleContacts, rehashContact } from "#domain/customers/rehash";
import { database } from "#domain/database";
import { pageOfActors } from "#domain/delivery/registry";
import { NONCE_BYTES } from "#domain/privacy/envelope";
import type { KeyCopies } from "#domain/privacy/key-copies";
import { isUnopenable, rewrapDataKey } from "#domain/privacy/key-ring";
import type { Rotation, RotationStage, StepResult } from "#domain/privacy/rotation";
import { type DataKeyRow, dataKeyIds, pageOfDataKeys, replaceDataKeys } from "#domain/privacy/store";
import { deleteTokensOfKey, tokenKeyIds } from "#domain/search/store";
import { type Environment, secretsOf } from "#worker/environment";

const PAGE_ROWS = 100;
const PAGE_ACTORS = 60;
/** Actors that are asked side by side. */
const AT_ONCE = 12;
const PAGE_TOKENS = 5_000;

type Step = (env: Environment, rotation: Rotation) => Promise<StepResult>;

export const ROTATION_STEPS: Readonly<Record<Exclude<RotationStage, "waiting">, Step>> = {
  "data-keys": rewrapDataKeys,
  conversations: (env, rotation) =>
    askActors(env, "conversation", rotation, (name) => conversationAddress(env, name).rewrapKeys(rotation.keyId)),
  agents: (env, rotation) =>
    askActors(env, "agent", rotation, (name) => agentAddress(env, name).rewrapKeys(rotation.keyId)),
  contacts: rehashContacts,
  words: (env, rotation) =>
    askActors(env, "conversation", rotation, async (name) => {
      const isDone = await conversationAddress(env, name).reindexWords(rotation.keyId);
      if (isDone === false) throw new Error("the actor does not have the key yet");
      return undefined;
    }),
  "old-words": deleteOldWords,
};

const rowCursor = z.tuple([z.string(), z.string(), z.string()]);

async function rewrapDataKeys(env: Environment, { keyId, cursor }: Rotation): Promise<StepResult> {
  const db = database(env.DB);
  const { keyRing } = secretsOf(env);
  const old = (await dataKeyIds(db)).filter((id) => id !== keyId);
  if (old.length === 0) return { done: 0, failed: 0 };
  const after = cursor === "" ? (["", "", ""] as const) : rowCursor.parse(JSON.parse(cursor));
  const rows = await pageOfDataKeys(db, old, after, PAGE_ROWS);
  const unopenable: Record<string, number> = {};
  const changes = rows.flatMap((before) => {
    try {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      return [{ before, after: rewrapDataKey(keyRing, before, before, nonce) }];
    } catch (error) {
      if (!isUnopenable(error)) throw error;
      unopenable[before.keyId] = (unopenable[before.keyId] ?? 0) + 1;
      return [];
    }
  });
  // What changed under our hands was destroyed or rewrapped by somebody else; a later pass sees which.
  await replaceDataKeys(db, changes);
  const last = rows.length === PAGE_ROWS ? rows.at(-1) : undefined;
  return { cursor: last && placeOf(last), done: rows.length, failed: 0, unopenable };
}

function placeOf({ keyId, kind, id }: DataKeyRow): string {
  return JSON.stringify([keyId, kind, id]);
}

/** @param ask throws if the actor could not do it; one that has not begun has nothing to do */
async function askActors(
  env: Environment,
  kind: "conversation" | "agent",
  { cursor }: Rotation,
  ask: (name: string) => Promise<KeyCopies | undefined>,
): Promise<StepResult> {
  const names = await pageOfActors(database(env.DB), kind, cursor, PAGE_ACTORS);
  let failed = 0;
  const unopenable: Record<string, number> = {};
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const answers = await Promise.allSettled(names.slice(from, from + AT_ONCE).map(ask));
    for (const answer of answers) {
      if (answer.status === "rejected" || hasLeft(answer.value)) failed += 1;
      else
        for (const [keyId, count] of Object.entries(answer.value?.unopenable ?? {}))
          unopenable[keyId] = (unopenable[keyId] ?? 0) + count;
    }
  }
  return {
    cursor: names.length === PAGE_ACTORS ? names.at(-1) : undefined,
    done: names.length,
    failed,
    unopenable,
  };
}

function hasLeft(copies: KeyCopies | undefined): boolean {
  return copies !== undefined && Object.keys(copies.left).length > 0;
}

async function rehashContacts(env: Environment, { keyId, cursor }: Rotation): Promise<StepResult> {
  const db = database(env.DB);
  const secrets = secretsOf(env);
  const page = await pageOfStaleContacts(db, keyId, cursor, PAGE_ROWS);
  let failed = 0;
  const unopenable: Record<string, number> = {};
  for (const { id, identifierKeyId, emailKeyId } of page) {
    const rehashed = await rehashContact(db, secrets, id);
    if (rehashed === "left") failed += 1;
    if (rehashed !== "unopenable") continue;
    for (const named of new Set([identifierKeyId, emailKeyId])) {
      if (named !== null && named !== keyId) unopenable[named] = (unopenable[named] ?? 0) + 1;
    }
  }
  const last = page.length === PAGE_ROWS ? page.at(-1)?.id : undefined;
  return { cursor: last, done: page.length, failed, unopenable };
}

/** Of keys that the ring no longer has too: nobody could find anything with those. */
async function deleteOldWords(env: Environment, { keyId }: Rotation): Promise<StepResult> {
  const db = database(env.DB);
  const [old, ...others] = (await tokenKeyIds(db)).filter((id) => id !== keyId);
  if (old === undefined) return { done: 0, failed: 0 };
  const hasMore = await deleteTokensOfKey(db, old, PAGE_TOKENS);
  return { cursor: hasMore || others.length > 0 ? "more" : undefined, done: 0, failed: 0 };
}
