/**
 * Look-ups by a value that rests encrypted: HMAC-SHA256 (RFC 2104) of the value with a key of its own, so that equal
 * values meet and nobody without the key can try values out. Keys are versioned like the key ring's: new entries use the
 * current one, look-ups try all of them.
 */
import { createHmac } from "node:crypto";
import { type KeyRing, parseKeyRing } from "#domain/privacy/key-ring";

export interface BlindIndexKeys extends KeyRing {
  readonly purpose: "blind-index";
}

/** What stands in the index: which key made it, and the hash in hex. */
export interface BlindIndexEntry {
  readonly keyId: string;
  readonly hash: string;
}

/** @throws KeyRingBroken as {@link parseKeyRing} */
export function parseBlindIndexKeys(secret: string): BlindIndexKeys {
  return { ...parseKeyRing(secret), purpose: "blind-index" };
}

/**
 * @param field what kind of value it is, e.g. `contacts.identifier:web`: equal values of other fields do not meet
 * @param value already in the form in which two spellings of it are equal
 * @returns one entry a key; the first is the current key's, the one to write
 */
export function blindIndexEntries(keys: BlindIndexKeys, field: string, value: string): BlindIndexEntry[] {
  return [...keys.keys].map(([keyId, key]) => ({
    keyId,
    hash: createHmac("sha256", key)
      .update(JSON.stringify([field, value]))
      .digest("hex"),
  }));
}
