/** Pictures, sound and video made by hand, as small as they can be, with and without what nobody is to learn from them. */
import { crc32 } from "#domain/attachments/private/crc32";

/** In whatever is to be gone. */
export const SECRET = "PLACE 39.9042 116.4074";

export const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
export function joined(...parts: readonly (Uint8Array | string | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const all = parts.map((part) => (typeof part === "string" ? bytesOf(part) : part));
  const whole = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
/** A number, the highest byte first. */
export const big = (value: number, bytes = 4) =>
  Array.from({ length: bytes }, (_, nth) => Math.floor(value / 256 ** (bytes - 1 - nth)) % 256);
const little = (value: number) => big(value).reverse();

/** TIFF as cameras write it: little-endian, turned by 90° (6), with a directory of a place. */
export const TIFF = bytesOf(
  `II\x2a\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0${SECRET}`,
);

export const PNG_SIGNATURE = bytesOf("\x89PNG\r\n\x1a\n");
export function pngChunk(name: string, content: Uint8Array | string | readonly number[] = ""): Uint8Array {
  const named = joined(name, content);
  return joined(big(named.length - 4), named, big(crc32(named)));
}
/** @param bits what is drawn, compressed */
export function png(width: number, height: number, bits: Uint8Array | string, ...more: readonly Uint8Array[]) {
  const header = pngChunk("IHDR", [...big(width), ...big(height), 8, 2, 0, 0, 0]);
  return joined(PNG_SIGNATURE, header, ...more, pngChunk("IDAT", bits), pngChunk("IEND"));
}
/** The beginning of one whose picture goes on for as long as anybody sends. */
export function endlessPng(): Uint8Array<ArrayBuffer> {
  return joined(png(1, 1, "").subarray(0, -24), big(2 ** 31 - 1), "IDAT");
}
/** One of so many bytes, which are these; nothing can be seen on it. */
export function pngOfBytes(bytes: number, content: (at: number) => number): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(bytes - png(1, 1, "").length);
  for (let at = 0; at < bits.length; at += 1) bits[at] = content(at);
  return png(1, 1, bits);
}

export function riffChunk(name: string, content: Uint8Array | string | readonly number[] = ""): Uint8Array {
  const bytes = joined(content);
  return joined(name, little(bytes.length), bytes, bytes.length % 2 === 1 ? [0] : []);
}
export function riff(kind: string, ...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = joined(kind, ...chunks);
  return joined("RIFF", little(content.length), content);
}

/** Of a block of GIF's: in parts of at most 255 bytes. */
export function gifParts(content: Uint8Array | string): Uint8Array {
  const bytes = joined(content);
  const parts: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += 255) {
    const part = bytes.subarray(from, from + 255);
    parts.push(joined([part.length], part));
  }
  return joined(...parts, [0]);
}
export const gifApplication = (name: string, content: Uint8Array | string) =>
  joined([0x21, 0xff, name.length], name, gifParts(content));
/** A pixel. */
export const GIF_IMAGE = joined([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2], gifParts("\x44\x01"));
export const gif = (...blocks: readonly Uint8Array[]) =>
  joined("GIF89a", [1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 0], ...blocks, [0x3b]);

type Content = Uint8Array | string | readonly number[];
export const box = (name: string, ...content: readonly Content[]) => {
  const bytes = joined(...content);
  return joined(big(bytes.length + 8), name, bytes);
};
/** With its version, and no flags. */
export const fullBox = (name: string, version: number, ...content: readonly Content[]) =>
  box(name, [version, 0, 0, 0], ...content);
export const zeros = (count: number) => new Uint8Array(count);
/** A box of free space, of the same size. */
export const freed = (of: Uint8Array) => box("free", zeros(of.length - 8));
