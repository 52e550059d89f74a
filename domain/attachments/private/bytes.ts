/** Numbers and names within the bytes of a file. */

export const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** Of four bytes, the highest first. */
export function big32(bytes: Uint8Array, at = 0): number {
  return bigOf(bytes, at, 4);
}

/** Of four bytes, the lowest first. */
export function little32(bytes: Uint8Array, at = 0): number {
  return bigOf(bytes.slice(at, at + 4).reverse(), 0, 4);
}

/** @param count of bytes, the highest first; none is 0 */
export function bigOf(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let nth = 0; nth < count; nth += 1) value = value * 256 + (bytes[at + nth] ?? 0);
  return value;
}

/** The four bytes of a number, the highest first. */
export function big32Bytes(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

/** Whether a chunk or a box may be called so: four characters that can be printed. */
export function isName(name: string): boolean {
  return /^[\x20-\x7e]{4}$/.test(name);
}
