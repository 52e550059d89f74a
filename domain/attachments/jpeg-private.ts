/**
 * Takes out of a JPEG (ITU T.81, Annex B) where and with what it was taken: all APP1 segments (Exif with its GPS directory,
 * XMP), and whatever comes after the picture's end, where cameras put further pictures with tags of their own. How the
 * picture is turned is kept, in an Exif segment that says nothing else. Goes piece by piece; segments are at most 64 KiB.
 */
import { orientationOf, orientationSegment } from "#domain/attachments/exif-orientation";

const MARKER = 0xff;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APP1 = 0xe1;
/** Marker and length. */
const HEADER_BYTES = 4;

export class JpegBroken extends Error {
  constructor() {
    super("not a picture of its kind");
    this.name = "JpegBroken";
  }
}

/** Within the picture's own data, where a marker byte is followed by 0 or counts restarts. */
function isOfScan(byte: number): boolean {
  return byte === 0 || (byte >= 0xd0 && byte <= 0xd7);
}

/** Without a length: start and end of the image, and TEM. */
function isBare(marker: number): boolean {
  return isOfScan(marker) || marker === 0xd8 || marker === END_OF_IMAGE || marker === 0x01;
}

export class JpegStripper {
  #pending: Uint8Array = new Uint8Array();
  #at: "segment" | "scan" | "end" = "segment";
  #isTurnTold = false;

  /** @returns what goes on of it. @throws JpegBroken */
  push(bytes: Uint8Array): Uint8Array[] {
    if (this.#at === "end") return [];
    const input = this.#pending.length === 0 ? bytes : joined(this.#pending, bytes);
    const out: Uint8Array[] = [];
    let from = 0;
    for (;;) {
      const next: number | undefined =
        this.#at === "scan" ? this.#scan(input, from, out) : this.#segment(input, from, out);
      if (next === undefined) break;
      from = next;
      // "end" is set by either of the two.
      if (this.#hasEnded()) return out;
    }
    this.#pending = input.slice(from);
    return out;
  }

  /** What is left of a picture that does not end. @throws JpegBroken if it ends within its header */
  finish(): Uint8Array[] {
    if (this.#at === "segment") throw new JpegBroken();
    return this.#at === "scan" ? [this.#pending] : [];
  }

  #hasEnded(): boolean {
    return this.#at === "end";
  }

  /** @returns where it goes on; undefined if there is not enough yet */
  #segment(input: Uint8Array, from: number, out: Uint8Array[]): number | undefined {
    const [first, marker, high = 0, low = 0] = input.subarray(from, from + HEADER_BYTES);
    if (first === undefined || marker === undefined) return undefined;
    if (first !== MARKER) throw new JpegBroken();
    // Fill bytes before a marker.
    if (marker === MARKER) return from + 1;
    if (isBare(marker)) {
      out.push(input.slice(from, from + 2));
      if (marker === END_OF_IMAGE) this.#at = "end";
      return from + 2;
    }
    if (from + HEADER_BYTES > input.length) return undefined;
    const end = from + 2 + high * 256 + low;
    if (end < from + HEADER_BYTES) throw new JpegBroken();
    if (end > input.length) return undefined;
    if (marker === APP1) this.#turn(input.subarray(from + HEADER_BYTES, end), out);
    else out.push(input.slice(from, end));
    if (marker === START_OF_SCAN) this.#at = "scan";
    return end;
  }

  #scan(input: Uint8Array, from: number, out: Uint8Array[]): number | undefined {
    for (let at = input.indexOf(MARKER, from); at !== -1; at = input.indexOf(MARKER, at + 1)) {
      const next = input[at + 1];
      const isCut = next === undefined;
      if (!isCut && (isOfScan(next) || next === MARKER)) continue;
      if (at > from) out.push(input.slice(from, at));
      if (isCut) return at === from ? undefined : at;
      this.#at = "segment";
      return at;
    }
    if (input.length === from) return undefined;
    out.push(input.slice(from));
    return input.length;
  }

  #turn(exif: Uint8Array, out: Uint8Array[]): void {
    const orientation = this.#isTurnTold ? undefined : orientationOf(exif);
    if (orientation === undefined) return;
    this.#isTurnTold = true;
    out.push(orientationSegment(orientation));
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
