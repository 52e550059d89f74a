/**
 * Before anything is sealed: are these the keys that they were? A ring with another key under a known id (a slip of the
 * hand in a secret) would seal what nobody opens again once the slip is mended.
 */
import { createHmac } from "node:crypto";
import type { Database } from "#domain/database";
import { type KeyRing, KeyRingBroken } from "#domain/privacy/key-ring";
import { ROTATED_KEYS, type RotatedKeys } from "#domain/privacy/rotation";
import { keyChecks } from "#domain/privacy/schema";

const LABEL = "edgedesk key check v1";
const CHECK_HEX_DIGITS = 16;

/** Tells two keys apart and says nothing of either. */
export function checkValueOf(key: Uint8Array): string {
  return createHmac("sha256", key).update(LABEL).digest("hex").slice(0, CHECK_HEX_DIGITS);
}

/**
 * Compares the keys with those that were first seen under their ids, and takes note of new ones.
 * @throws KeyRingBroken if one is another key than it was
 */
export async function checkKeys(
  db: Database,
  rings: Readonly<Record<RotatedKeys, KeyRing>>,
  nowMs: number,
): Promise<void> {
  const wanted = ROTATED_KEYS.flatMap((keys) =>
    Array.from(rings[keys].keys, ([keyId, key]) => ({ keys, keyId, checkValue: checkValueOf(key) })),
  );
  const known = await db.select().from(keyChecks);
  const seenAs = (one: { keys: RotatedKeys; keyId: string }) =>
    known.find(({ keys, keyId }) => keys === one.keys && keyId === one.keyId)?.checkValue;
  const changed = wanted.find((one) => (seenAs(one) ?? one.checkValue) !== one.checkValue);
  if (changed !== undefined) {
    throw new KeyRingBroken(`${changed.keys} key ${changed.keyId} is not the one that it was`);
  }
  const fresh = wanted.filter((one) => seenAs(one) === undefined);
  if (fresh.length === 0) return;
  await db
    .insert(keyChecks)
    .values(fresh.map((one) => ({ ...one, firstSeenAtMs: nowMs })))
    .onConflictDoNothing();
}
