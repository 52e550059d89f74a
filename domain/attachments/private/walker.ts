/**
 * Goes through a file once, piece by piece, as the walk of its kind says. However the file is cut into pieces, the walk is the
 * same, and no more of it is held than the walk asks to see at once.
 */
import { FormatBroken } from "#domain/attachments/private/broken";
import { Kept } from "#domain/attachments/private/kept";
import type { Ask, Walk } from "#domain/attachments/private/walk";

/** Several times what any file has that was not made to keep somebody busy: each part of it asks a few times. */
const MAX_ASKS = 500_000;
const NOTHING = new Uint8Array();
/** In place of the length of a block: there are no more. */
const ENDED = -1;

export class Walker {
  readonly #walk: Walk;
  #ask: Ask | undefined;
  /** Of what is asked for, done already. */
  #doneBytes = 0;
  /** What is to be seen, if it did not come in one piece. */
  #seen: Uint8Array | undefined;
  /** Of the block that it is in. */
  #blockBytes = 0;
  #hasBegun = false;
  #asks = 0;

  constructor(walk: Walk) {
    this.#walk = walk;
    this.#next(NOTHING);
  }

  /** @returns what goes on of it. @throws FormatBroken */
  push(bytes: Uint8Array): Uint8Array[] {
    const out = new Kept(bytes.length);
    for (let from = 0; this.#ask !== undefined; ) {
      const ask = this.#ask;
      const isCounted = "bytes" in ask;
      const to = isCounted ? Math.min(bytes.length, from + ask.bytes - this.#doneBytes) : this.#endOf(ask, bytes, from);
      const part = bytes.subarray(from, to);
      from = to;
      this.#doneBytes += part.length;
      const isDone = isCounted ? this.#doneBytes === ask.bytes : ask.do !== "blocks" || this.#blockBytes === ENDED;
      const seen = this.#do(ask, part, isDone, out);
      if (!isDone) break;
      this.#next(seen);
    }
    return out.pieces();
  }

  /** @throws FormatBroken if it ends before there is anything to show */
  finish(): Uint8Array[] {
    if (!this.#hasBegun) throw new FormatBroken();
    return [];
  }

  #next(seen: Uint8Array): void {
    this.#asks += 1;
    if (this.#asks > MAX_ASKS) throw new FormatBroken();
    this.#doneBytes = 0;
    this.#blockBytes = 0;
    const { done, value } = this.#walk.next(seen);
    this.#ask = done === true ? undefined : value;
  }

  /** @returns what is seen */
  #do(ask: Ask, part: Uint8Array, isDone: boolean, out: Kept): Uint8Array {
    if (ask.do === "see") return this.#see(ask.bytes, part, isDone);
    if (ask.do === "put") out.add(ask.what);
    else if (ask.do === "blank") out.addZeros(part.length);
    else if (ask.do === "keep" || (ask.do === "blocks" && ask.isKept)) out.add(part);
    else if (ask.do === "begun") this.#hasBegun = true;
    return NOTHING;
  }

  /** @returns where, of these bytes, what is asked for ends, if it takes any */
  #endOf(ask: Ask, bytes: Uint8Array, from: number): number {
    if (ask.do !== "blocks") return from;
    let at = from;
    while (at < bytes.length) {
      const left = Math.min(this.#blockBytes, bytes.length - at);
      at += left;
      this.#blockBytes -= left;
      if (this.#blockBytes > 0 || at === bytes.length) break;
      this.#blockBytes = bytes[at] ?? 0;
      at += 1;
      if (this.#blockBytes === 0) {
        this.#blockBytes = ENDED;
        break;
      }
    }
    return at;
  }

  #see(bytes: number, part: Uint8Array, isDone: boolean): Uint8Array {
    if (isDone && this.#seen === undefined) return part;
    // What comes belongs to whoever read it.
    this.#seen ??= new Uint8Array(bytes);
    this.#seen.set(part, this.#doneBytes - part.length);
    const seen = this.#seen;
    if (isDone) this.#seen = undefined;
    return seen;
  }
}
