/**
 * Whether the secrets hold keys that may be used: well-formed, and under each id the key that it was. Asked once an
 * isolate, before anything is answered: an instance that would seal with wrong keys seals nothing.
 */
import { database } from "#domain/database";
import { checkKeys } from "#domain/privacy/key-checks";
import { KeyRingBroken } from "#domain/privacy/key-ring";
import { type Environment, secretsOf } from "#worker/environment";

const ready = new Map<string, Promise<boolean>>();

/** @throws if the database could not be asked; that is asked again */
export function areKeysReady(env: Environment, nowMs: number): Promise<boolean> {
  const secrets = JSON.stringify([env.KEY_RING, env.BLIND_INDEX_KEYS]);
  const known = ready.get(secrets) ?? check(env, nowMs);
  ready.set(secrets, known);
  known.catch(() => ready.delete(secrets));
  return known;
}

async function check(env: Environment, nowMs: number): Promise<boolean> {
  try {
    const { keyRing, blindIndexKeys } = secretsOf(env);
    await checkKeys(database(env.DB), { data: keyRing, "blind-index": blindIndexKeys }, nowMs);
    return true;
  } catch (error) {
    if (!(error instanceof KeyRingBroken)) throw error;
    // The message names what is wrong and which key, and never holds any of it.
    console.error(JSON.stringify({ level: "error", event: "keys unusable", reason: error.message }));
    return false;
  }
}
