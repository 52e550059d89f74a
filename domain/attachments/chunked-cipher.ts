/**
 * Authenticated encryption of a file piece by piece, in bounded memory: the STREAM construction (Hoang, Reyhanitabar,
 * Rogaway, Vizár: "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance", CRYPTO 2015) over AES-256-GCM,
 * in the form of age (C2SP age, payload): chunks of 64 KiB, each sealed with the nonce
 * `11 bytes big-endian counter | 1 byte: 1 for the last chunk, else 0`.
 * Chunks that are changed, moved, left out, repeated or cut off at the end do not open. A key seals ONE file: nonces repeat
 * between files.
 * Layout: 1 byte version, then chunks of ciphertext and 16 bytes tag; only the last may be shorter. Of nothing there is one.
 */
import { createCipheriv, createDecipheriv } from "node:crypto";
import { NONCE_BYTES } from "#domain/privacy/envelope";

export const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
const VERSION = 1;

export class FileBroken extends Error {
  constructor() {
    super("a sealed file does not open");
    this.name = "FileBroken";
  }
}

/** @returns how much there is of a file of this size once it is sealed */
export function sealedSizeOf(plainBytes: number): number {
  return 1 + plainBytes + TAG_BYTES * Math.max(1, Math.ceil(plainBytes / CHUNK_BYTES));
}

function nonceOf(counter: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(NONCE_BYTES);
  new DataView(nonce.buffer).setUint32(7, counter);
  nonce[NONCE_BYTES - 1] = isLast ? 1 : 0;
  return nonce;
}

/** Cuts what comes into chunks of one size. A full one waits for what follows it: it may be the last. */
class Chunks {
  readonly #held: Uint8Array;
  #heldBytes = 0;

  constructor(chunkBytes: number) {
    this.#held = new Uint8Array(chunkBytes);
  }

  /** @param take is called with each chunk that is not the last; it may not keep it */
  push(bytes: Uint8Array, take: (chunk: Uint8Array) => void): void {
    let from = 0;
    while (from < bytes.length) {
      if (this.#heldBytes === this.#held.length) {
        take(this.#held);
        this.#heldBytes = 0;
      }
      const piece = bytes.subarray(from, from + this.#held.length - this.#heldBytes);
      this.#held.set(piece, this.#heldBytes);
      this.#heldBytes += piece.length;
      from += piece.length;
    }
  }

  last(): Uint8Array {
    return this.#held.subarray(0, this.#heldBytes);
  }
}

export class FileSealer {
  readonly #key: Uint8Array;
  readonly #chunks = new Chunks(CHUNK_BYTES);
  #counter = 0;

  /** @param key 32 bytes that seal nothing else */
  constructor(key: Uint8Array) {
    this.#key = key;
  }

  push(plain: Uint8Array): Uint8Array[] {
    const sealed: Uint8Array[] = [];
    this.#chunks.push(plain, (chunk) => sealed.push(this.#seal(chunk, false)));
    return sealed;
  }

  finish(): Uint8Array {
    return this.#seal(this.#chunks.last(), true);
  }

  #seal(chunk: Uint8Array, isLast: boolean): Uint8Array {
    const isFirst = this.#counter === 0;
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonceOf(this.#counter, isLast));
    this.#counter += 1;
    const body = cipher.update(chunk);
    cipher.final();
    const start = isFirst ? 1 : 0;
    const sealed = new Uint8Array(start + body.length + TAG_BYTES);
    if (isFirst) sealed[0] = VERSION;
    sealed.set(body, start);
    sealed.set(cipher.getAuthTag(), start + body.length);
    return sealed;
  }
}

export class FileOpener {
  readonly #key: Uint8Array;
  readonly #chunks = new Chunks(SEALED_CHUNK_BYTES);
  #counter = 0;
  #isBegun = false;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** @returns what is known to be as it was sealed. @throws FileBroken */
  push(sealed: Uint8Array): Uint8Array[] {
    if (sealed.length === 0) return [];
    if (!this.#isBegun && sealed[0] !== VERSION) throw new FileBroken();
    const plain: Uint8Array[] = [];
    this.#chunks.push(this.#isBegun ? sealed : sealed.subarray(1), (chunk) => plain.push(this.#open(chunk, false)));
    this.#isBegun = true;
    return plain;
  }

  /** @throws FileBroken, also if the end is missing */
  finish(): Uint8Array {
    return this.#open(this.#chunks.last(), true);
  }

  #open(chunk: Uint8Array, isLast: boolean): Uint8Array {
    const bodyEnd = chunk.length - TAG_BYTES;
    if (bodyEnd < 0) throw new FileBroken();
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.#key, nonceOf(this.#counter, isLast));
      this.#counter += 1;
      decipher.setAuthTag(chunk.subarray(bodyEnd));
      const plain = decipher.update(chunk.subarray(0, bodyEnd));
      decipher.final();
      return plain;
    } catch {
      throw new FileBroken();
    }
  }
}
