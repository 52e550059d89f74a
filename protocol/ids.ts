/**
 * Time-sortable ids: UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then 74 random bits.
 * Time and randomness come in as arguments so that rules and tests stay deterministic.
 */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** How many random bytes an id takes. */
export const ID_RANDOM_BYTES = 10;

/**
 * Makes a UUIDv7.
 * @param nowMs Unix time in milliseconds, 0 to 2^48 − 1
 * @param random at least {@link ID_RANDOM_BYTES} random bytes
 * @returns the canonical lower-case form; ids of different milliseconds sort by time as text
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, Math.floor(nowMs / 2 ** 32));
  view.setUint32(2, nowMs >>> 0);
  bytes.set(random.subarray(0, ID_RANDOM_BYTES), 6);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  let hex = "";
  for (const byte of bytes) hex += HEX[byte];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new id of this moment, for the shells that may read the clock and the platform's randomness. */
export function newId(nowMs: number): string {
  return uuidV7(nowMs, crypto.getRandomValues(new Uint8Array(ID_RANDOM_BYTES)));
}
