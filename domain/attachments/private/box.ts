/** Boxes of the ISO base media file format (ISO/IEC 14496-12, 4.2): a length, a name, a content. */
import { FormatBroken } from "#domain/attachments/private/broken";
import { big32, bigOf, isName, latin } from "#domain/attachments/private/bytes";
import { see } from "#domain/attachments/private/walk";

export const BOX_HEADER_BYTES = 8;
const LARGE_HEADER_BYTES = 16;
/** Instead of a length: one of eight bytes follows, or it goes to the file's end. */
const [IS_LARGE, TO_THE_END] = [1, 0];
const FREE = [0x66, 0x72, 0x65, 0x65];

export interface BoxHead {
  readonly name: string;
  readonly header: Uint8Array;
  /** Of its content; infinite if it goes to the file's end. */
  readonly bytes: number;
}

/**
 * @param left how much there may be of it, header included; infinite outside of all others
 * @returns undefined for what is none. @throws FormatBroken for one that is longer than what it is in
 */
export function* boxHead(left: number): Generator<ReturnType<typeof see>, BoxHead | undefined, Uint8Array> {
  // What was seen is ours only until we see more.
  const short = (yield see(BOX_HEADER_BYTES)).slice();
  if (big32(short) !== IS_LARGE || left < LARGE_HEADER_BYTES) return headOf(short, left);
  const large = yield see(LARGE_HEADER_BYTES - BOX_HEADER_BYTES);
  return headOf(Uint8Array.from([...short, ...large]), left);
}

/** @param begins at least as many bytes of it as its header has */
function headOf(begins: Uint8Array, left: number): BoxHead | undefined {
  const name = latin(begins.subarray(4, BOX_HEADER_BYTES));
  if (!isName(name)) return undefined;
  const short = big32(begins);
  const header = begins.subarray(0, short === IS_LARGE ? LARGE_HEADER_BYTES : BOX_HEADER_BYTES);
  if (short === TO_THE_END && left === Number.POSITIVE_INFINITY) return { name, header, bytes: left };
  const length = short === IS_LARGE ? bigOf(begins, BOX_HEADER_BYTES, 8) : short;
  if (length < header.length || length > left) throw new FormatBroken();
  return { name, header, bytes: length - header.length };
}

/** The same header, of a box that readers pass over. */
export function asFree(header: Uint8Array): Uint8Array {
  const free = header.slice();
  free.set(FREE, 4);
  return free;
}

export interface Box {
  readonly name: string;
  readonly at: number;
  /** Of its content. */
  readonly from: number;
  readonly to: number;
}

/** @returns all that are in this part of what is there already. @throws FormatBroken */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] {
  const found: Box[] = [];
  for (let at = from; at < to; ) {
    if (to - at < BOX_HEADER_BYTES) throw new FormatBroken();
    const head = headOf(bytes.subarray(at, Math.min(to, at + LARGE_HEADER_BYTES)), to - at);
    if (head === undefined) throw new FormatBroken();
    const begins = at + head.header.length;
    found.push({ name: head.name, at, from: begins, to: begins + head.bytes });
    at = begins + head.bytes;
  }
  return found;
}
