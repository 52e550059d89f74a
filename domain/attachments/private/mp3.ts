/**
 * Takes out of an MP3 the tags before its sound (ID3v2, sections 3.1 and 3.4 of "ID3 tag version 2.4.0") and the one at its end
 * (ID3v1, 128 bytes). Tags of other makers at its end, as APE's, stay.
 */
import { FormatBroken } from "#domain/attachments/private/broken";
import { latin } from "#domain/attachments/private/bytes";
import { Kept } from "#domain/attachments/private/kept";
import { BEGUN, drop, keep, putBytes, see, type Walk } from "#domain/attachments/private/walk";
import { Walker } from "#domain/attachments/private/walker";

const HEADER_BYTES = 10;
const FLAGS_AT = 5;
const SIZE_AT = 6;
const HAS_FOOTER = 0x10;
const LAST_BYTES = 128;

/** Seven bits a byte. */
function sizeOf(header: Uint8Array): number {
  const bytes = header.subarray(SIZE_AT, SIZE_AT + 4);
  if (bytes.some((byte) => byte > 0x7f)) throw new FormatBroken();
  return bytes.reduce((size, byte) => size * 128 + byte, 0);
}

function* soundWalk(): Walk {
  for (;;) {
    const header = yield see(HEADER_BYTES);
    if (latin(header.subarray(0, 3)) !== "ID3") {
      yield putBytes(header);
      break;
    }
    const isTwice = ((header[FLAGS_AT] ?? 0) & HAS_FOOTER) !== 0;
    yield drop(sizeOf(header) + (isTwice ? HEADER_BYTES : 0));
  }
  yield BEGUN;
  yield keep(Number.POSITIVE_INFINITY);
}

/** Holds back as much as the last tag has, until it is known whether it is one. */
export class Mp3Stripper {
  readonly #walker = new Walker(soundWalk());
  #held: Uint8Array = new Uint8Array();

  /** @returns what goes on of it. @throws FormatBroken */
  push(bytes: Uint8Array): Uint8Array[] {
    const kept = new Kept(this.#held.length + bytes.length);
    for (const piece of [this.#held, ...this.#walker.push(bytes)]) kept.add(piece);
    const [all = new Uint8Array()] = kept.pieces();
    const sure = Math.max(0, all.length - LAST_BYTES);
    this.#held = all.slice(sure);
    return sure === 0 ? [] : [all.subarray(0, sure)];
  }

  /** @throws FormatBroken if there is no sound */
  finish(): Uint8Array[] {
    this.#walker.finish();
    const isTag = this.#held.length === LAST_BYTES && latin(this.#held.subarray(0, 3)) === "TAG";
    return isTag || this.#held.length === 0 ? [] : [this.#held];
  }
}
