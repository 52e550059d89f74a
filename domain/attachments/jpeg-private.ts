/**
 * Takes out of a JPEG (ITU T.81, Annex B) where, by whom and with what it was taken: all APP1 segments (Exif with its GPS
 * directory, XMP), APP13 (Photoshop's resources, with IPTC, Exif and XMP in them), those that cameras and programs have of
 * their own, comments, and whatever comes after the picture's end, where cameras put further pictures with tags of their own.
 * How the picture is turned is kept, in an Exif segment that says nothing else. What says how it is shown stays: APP0 (JFIF),
 * colours in APP2, APP14 (Adobe's transform). Goes piece by piece; segments are at most 64 KiB.
 */
import { orientationOf, orientationSegment } from "#domain/attachments/exif-orientation";
import { FormatBroken } from "#domain/attachments/private/broken";
import { latin } from "#domain/attachments/private/bytes";
import { Kept } from "#domain/attachments/private/kept";

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const COLOURS = "ICC_PROFILE\0";
/** Marker and length. */
const HEADER_BYTES = 4;
/** There is one at most, and what it stands for may be shorter. */
const TURN_BYTES = orientationSegment(1).length;

/** Within the picture's own data, where a marker byte is followed by 0 or counts restarts. */
function isOfScan(byte: number): boolean {
  return byte === 0 || (byte >= 0xd0 && byte <= 0xd7);
}

/** Without a length, and nowhere but in a scan or at the beginning: counts of restarts, 0, TEM, and the image's start. */
function isMisplaced(marker: number): boolean {
  return isOfScan(marker) || marker === START_OF_IMAGE || marker === 0x01;
}

function isShown(marker: number, content: Uint8Array): boolean {
  if (marker === APP2) return latin(content.subarray(0, COLOURS.length)) === COLOURS;
  const isOfApplication = marker >= APP0 && marker <= APP15;
  return marker !== COMMENT && (!isOfApplication || marker === APP0 || marker === APP14);
}

export class JpegStripper {
  #pending: Uint8Array = new Uint8Array();
  #at: "start" | "segment" | "scan" | "end" = "start";
  #isTurnTold = false;

  /** @returns what goes on of it. @throws FormatBroken */
  push(bytes: Uint8Array): Uint8Array[] {
    if (this.#at === "end") return [];
    const input = this.#pending.length === 0 ? bytes : joined(this.#pending, bytes);
    const out = new Kept(input.length + TURN_BYTES);
    let from = 0;
    for (;;) {
      const next: number | undefined =
        this.#at === "scan" ? this.#scan(input, from, out) : this.#segment(input, from, out);
      if (next === undefined) break;
      from = next;
      // "end" is set by either of the two.
      if (this.#hasEnded()) return out.pieces();
    }
    this.#pending = input.slice(from);
    return out.pieces();
  }

  /** What is left of a picture that does not end. @throws FormatBroken if it ends within its header */
  finish(): Uint8Array[] {
    if (this.#at === "start" || this.#at === "segment") throw new FormatBroken();
    return this.#at === "scan" ? [this.#pending] : [];
  }

  #hasEnded(): boolean {
    return this.#at === "end";
  }

  /** @returns where it goes on; undefined if there is not enough yet */
  #segment(input: Uint8Array, from: number, out: Kept): number | undefined {
    const [first, marker, high = 0, low = 0] = input.subarray(from, from + HEADER_BYTES);
    if (first === undefined || marker === undefined) return undefined;
    if (first !== MARKER) throw new FormatBroken();
    // Fill bytes before a marker.
    if (marker === MARKER) return from + 1;
    const isStart = this.#at === "start";
    if (isStart ? marker !== START_OF_IMAGE : isMisplaced(marker)) throw new FormatBroken();
    if (isStart || marker === END_OF_IMAGE) {
      out.add(input.subarray(from, from + 2));
      this.#at = isStart ? "segment" : "end";
      return from + 2;
    }
    if (from + HEADER_BYTES > input.length) return undefined;
    const end = from + 2 + high * 256 + low;
    if (end < from + HEADER_BYTES) throw new FormatBroken();
    if (end > input.length) return undefined;
    if (marker === APP1) this.#turn(input.subarray(from + HEADER_BYTES, end), out);
    else if (isShown(marker, input.subarray(from + HEADER_BYTES, end))) out.add(input.subarray(from, end));
    if (marker === START_OF_SCAN) this.#at = "scan";
    return end;
  }

  #scan(input: Uint8Array, from: number, out: Kept): number | undefined {
    for (let at = input.indexOf(MARKER, from); at !== -1; at = input.indexOf(MARKER, at + 1)) {
      const next = input[at + 1];
      const isCut = next === undefined;
      if (!isCut && (isOfScan(next) || next === MARKER)) continue;
      out.add(input.subarray(from, at));
      if (isCut) return at === from ? undefined : at;
      this.#at = "segment";
      return at;
    }
    if (input.length === from) return undefined;
    out.add(input.subarray(from));
    return input.length;
  }

  #turn(exif: Uint8Array, out: Kept): void {
    const orientation = this.#isTurnTold ? undefined : orientationOf(exif);
    if (orientation === undefined) return;
    this.#isTurnTold = true;
    out.add(orientationSegment(orientation));
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
