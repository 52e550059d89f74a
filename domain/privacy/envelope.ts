/**
 * Authenticated encryption of one field: AES-256-GCM (NIST SP 800-38D) with the field's place as associated data,
 * so that a ciphertext moved to another row, field or revision does not open.
 * Layout: 1 byte version | 12 bytes nonce | ciphertext | 16 bytes tag.
 * Synchronous `node:crypto`, because actors may not await between reading and writing.
 */
import { createCipheriv, createDecipheriv, type KeyObject } from "node:crypto";

export const DATA_KEY_BYTES = 32;
export const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const utf8 = new TextEncoder();
// A byte order mark is a character somebody sent, not one of ours to drop.
const fromUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const VERSION = 1;

/** 32 bytes, or the key made of them once, which saves doing so for every value. */
export type SealingKey = Uint8Array | KeyObject;

/** Where a sealed value belongs. */
export interface Place {
  readonly table: string;
  readonly record: string;
  readonly field: string;
  readonly revision: number;
}

export class SealBroken extends Error {
  constructor(place: Place) {
    super(`sealed value of ${place.table}.${place.field} does not open`);
    this.name = "SealBroken";
  }
}

function associatedData(place: Place): Uint8Array {
  return utf8.encode(JSON.stringify([place.table, place.record, place.field, place.revision]));
}

/**
 * @param nonce 12 bytes, never used twice with the same key: random ones are safe for 2^32 values a key
 */
export function sealBytes(key: SealingKey, place: Place, plain: Uint8Array, nonce: Uint8Array): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(associatedData(place));
  const body = cipher.update(plain);
  cipher.final();
  const sealed = new Uint8Array(1 + NONCE_BYTES + body.length + TAG_BYTES);
  sealed[0] = VERSION;
  sealed.set(nonce, 1);
  sealed.set(body, 1 + NONCE_BYTES);
  sealed.set(cipher.getAuthTag(), 1 + NONCE_BYTES + body.length);
  return sealed;
}

/** @throws SealBroken if the key, the place or a single bit is not the one it was sealed with */
export function openBytes(key: SealingKey, place: Place, sealed: Uint8Array): Uint8Array {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE_BYTES + TAG_BYTES) throw new SealBroken(place);
  const bodyEnd = sealed.length - TAG_BYTES;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 1 + NONCE_BYTES));
    decipher.setAAD(associatedData(place));
    decipher.setAuthTag(sealed.subarray(bodyEnd));
    const plain = decipher.update(sealed.subarray(1 + NONCE_BYTES, bodyEnd));
    decipher.final();
    return plain;
  } catch {
    throw new SealBroken(place);
  }
}

/** {@link sealBytes} of UTF-8 text. */
export function sealText(key: SealingKey, place: Place, plain: string, nonce: Uint8Array): Uint8Array {
  return sealBytes(key, place, utf8.encode(plain), nonce);
}

/** {@link openBytes} of UTF-8 text. */
export function openText(key: SealingKey, place: Place, sealed: Uint8Array): string {
  return fromUtf8.decode(openBytes(key, place, sealed));
}
