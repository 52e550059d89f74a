/**
 * The key ring wraps data keys (one a conversation, one a contact), so that rotating the ring rewraps keys and never data,
 * and destroying one data key erases what it protected. The ring is a secret: `id=base64,id=base64`, the current key first.
 */
import { z } from "zod";
import { DATA_KEY_BYTES, openBytes, type Place, SealBroken, sealBytes } from "#domain/privacy/envelope";

export interface KeyRing {
  readonly currentKeyId: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

/** A data key as it may rest: which ring key wraps it, and the wrapped bytes. */
export interface WrappedKey {
  readonly keyId: string;
  readonly wrapped: Uint8Array;
}

/** Whose data a key protects. */
export interface KeySubject {
  readonly kind: "conversation" | "contact" | "inbox" | "block" | "account" | "ticket";
  readonly id: string;
}

export class KeyRingBroken extends Error {
  constructor(reason: string) {
    super(`key ring: ${reason}`);
    this.name = "KeyRingBroken";
  }
}

/** The ring does not have the key that something was sealed with; nothing is lost, and all of it is there when it is back. */
export class KeyMissing extends KeyRingBroken {
  readonly keyId: string;

  constructor(keyId: string) {
    super(`key ${keyId} is missing`);
    this.name = "KeyMissing";
    this.keyId = keyId;
  }
}

/** Whether what was sealed cannot be opened with this ring: its key is missing, or is another one of the same name. */
export function isUnopenable(error: unknown): boolean {
  return error instanceof KeyRingBroken || error instanceof SealBroken;
}

const entry = z.string().regex(/^[A-Za-z0-9_-]{1,32}=[A-Za-z0-9+/]{43}=$/);

/** @throws KeyRingBroken if there is no key, or one is not `id=base64 of 32 bytes`; the message never holds key material */
export function parseKeyRing(secret: string): KeyRing {
  const keys = new Map<string, Uint8Array>();
  for (const part of secret.split(",")) {
    const parsed = entry.safeParse(part.trim());
    if (!parsed.success) throw new KeyRingBroken("an entry is not id=base64 of 32 bytes");
    const split = parsed.data.indexOf("=");
    const keyId = parsed.data.slice(0, split);
    if (keys.has(keyId)) throw new KeyRingBroken(`key id ${keyId} is there twice`);
    keys.set(
      keyId,
      Uint8Array.from(atob(parsed.data.slice(split + 1)), (char) => char.charCodeAt(0)),
    );
  }
  const [currentKeyId] = keys.keys();
  if (currentKeyId === undefined) throw new KeyRingBroken("it is empty");
  return { currentKeyId, keys };
}

function placeOf(subject: KeySubject, keyId: string): Place {
  return { table: "data_keys", record: `${subject.kind}:${subject.id}`, field: keyId, revision: 1 };
}

function ringKey(ring: KeyRing, keyId: string): Uint8Array {
  const key = ring.keys.get(keyId);
  if (key === undefined) throw new KeyMissing(keyId);
  return key;
}

/** Wraps a data key of {@link DATA_KEY_BYTES} with the ring's current key. */
export function wrapDataKey(ring: KeyRing, subject: KeySubject, dataKey: Uint8Array, nonce: Uint8Array): WrappedKey {
  if (dataKey.length !== DATA_KEY_BYTES) throw new KeyRingBroken("a data key has 32 bytes");
  const keyId = ring.currentKeyId;
  return { keyId, wrapped: sealBytes(ringKey(ring, keyId), placeOf(subject, keyId), dataKey, nonce) };
}

/** @throws KeyMissing if the wrapping key is missing; SealBroken if the key was wrapped for another subject */
export function unwrapDataKey(ring: KeyRing, subject: KeySubject, wrapped: WrappedKey): Uint8Array {
  return openBytes(ringKey(ring, wrapped.keyId), placeOf(subject, wrapped.keyId), wrapped.wrapped);
}

/**
 * The same data key as the ring's current key wraps it; if that is what wraps it already, the very same value.
 * @throws KeyMissing if the wrapping key is missing; SealBroken if the key was wrapped for another subject
 */
export function rewrapDataKey(ring: KeyRing, subject: KeySubject, wrapped: WrappedKey, nonce: Uint8Array): WrappedKey {
  if (wrapped.keyId === ring.currentKeyId) return wrapped;
  return wrapDataKey(ring, subject, unwrapDataKey(ring, subject, wrapped), nonce);
}
