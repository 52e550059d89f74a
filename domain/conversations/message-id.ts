/**
 * Ids of messages: UUIDv7 whose counter is the message's seq (RFC 9562 §6.2, method 1: the counter stands in the most
 * significant random bits, so that ids of one millisecond sort too). A message is found by its id through its seq, so
 * the actor keeps no index of ids, which would cost every message a page to write.
 */
import { ID_RANDOM_BYTES, uuidV7 } from "#protocol/ids";

/** The counter's bits: 12 of `rand_a`, then 20 of `rand_b`. */
const LOW_BITS = 20;
const MAX_SEQ = 2 ** 32 - 1;

/**
 * @param seq the message's seq, up to 2^32 − 1
 * @param random at least 10 bytes; of them 42 bits are used
 * @returns a UUIDv7; {@link seqOfMessageId} gives the seq back
 */
export function messageId(nowMs: number, seq: number, random: Uint8Array): string {
  if (!Number.isInteger(seq) || seq < 0 || seq > MAX_SEQ) throw new RangeError("seq is out of range");
  const bytes = random.slice(0, ID_RANDOM_BYTES);
  const view = new DataView(bytes.buffer);
  // uuidV7 puts version and variant over the topmost four and two bits of the two fields.
  view.setUint16(0, seq >>> LOW_BITS);
  view.setUint16(2, (seq >>> 6) & 0x3fff);
  view.setUint8(4, ((seq & 0x3f) << 2) | (view.getUint8(4) & 0x03));
  return uuidV7(nowMs, bytes);
}

/** @param id a UUID; of one that is no message's, the seq is of no message or of another, so the id is compared too */
export function seqOfMessageId(id: string): number {
  const high = Number.parseInt(id.slice(15, 18), 16);
  const middle = Number.parseInt(id.slice(19, 23), 16) & 0x3fff;
  const low = Number.parseInt(id.slice(24, 26), 16) >>> 2;
  return high * 2 ** LOW_BITS + middle * 2 ** 6 + low;
}
