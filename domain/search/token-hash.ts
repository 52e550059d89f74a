/**
 * Tokens as they stand in the index: the first 8 bytes of HMAC-SHA256 (RFC 2104) of the token, with a key made for this
 * alone from the blind index's. Nobody without the key can try words out; what does show is which conversations share a
 * word, and how many. Eight bytes: a false hit is a one in 2^64 matter, and the text itself is looked at anyhow.
 */
import { createHmac } from "node:crypto";
import type { BlindIndexKeys } from "#domain/privacy/blind-index";

export const TOKEN_HASH_BYTES = 8;
const LABEL = "edgedesk search tokens v1";
/** Everyday words come again and again, in every conversation of the isolate. */
const MAX_CACHED = 20_000;

/** Hashes with one key: 16 hex digits a token. */
export class TokenHasher {
  readonly keyId: string;
  readonly #key: Buffer;
  /** In the order of last use. */
  readonly #cached = new Map<string, string>();

  constructor(keyId: string, blindIndexKey: Uint8Array) {
    this.keyId = keyId;
    this.#key = createHmac("sha256", blindIndexKey).update(LABEL).digest();
  }

  hash(token: string): string {
    const known = this.#cached.get(token);
    if (known !== undefined) {
      this.#cached.delete(token);
      this.#cached.set(token, known);
      return known;
    }
    const hash = createHmac("sha256", this.#key)
      .update(token)
      .digest("hex")
      .slice(0, TOKEN_HASH_BYTES * 2);
    this.#cached.set(token, hash);
    if (this.#cached.size > MAX_CACHED) this.#cached.delete(this.#cached.keys().next().value ?? token);
    return hash;
  }
}

const hashers = new WeakMap<BlindIndexKeys, readonly TokenHasher[]>();

/** One a key, the current key's first; the same ones for the same keys, since they remember. */
export function tokenHashers(keys: BlindIndexKeys): readonly [TokenHasher, ...TokenHasher[]] {
  const known = hashers.get(keys) ?? [...keys.keys].map(([keyId, key]) => new TokenHasher(keyId, key));
  hashers.set(keys, known);
  const [current, ...older] = known;
  if (current === undefined) throw new Error("a key ring has a key");
  return [current, ...older];
}
