import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHUNK_BYTES, FileBroken, FileOpener, FileSealer, sealedSizeOf } from "#domain/attachments/chunked-cipher";

const KEY = new Uint8Array(32).fill(7);

/** Sizes around where chunks end matter more than others. */
const size = fc.oneof(
  fc.nat({ max: 300 }),
  fc
    .tuple(fc.constantFrom(1, 2, 3), fc.integer({ min: -2, max: 2 }))
    .map(([chunks, beside]) => chunks * CHUNK_BYTES + beside),
);
const cuts = fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 6 });

function fileOf(bytes: number): Uint8Array {
  const file = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 1) file[at] = (at * 31 + (at >> 8)) & 0xff;
  return file;
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** In pieces of these sizes, over and over. */
function* cut(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  let from = 0;
  for (let nth = 0; from < bytes.length; nth += 1) {
    const to = from + (sizes[nth % sizes.length] ?? 1);
    yield bytes.subarray(from, to);
    from = to;
  }
}

function seal(plain: Uint8Array, sizes: readonly number[] = [1_000_000], key = KEY): Uint8Array {
  const sealer = new FileSealer(key);
  const parts = [...cut(plain, sizes)].flatMap((piece) => sealer.push(piece));
  return join([...parts, sealer.finish()]);
}

function open(sealed: Uint8Array, sizes: readonly number[] = [1_000_000], key = KEY): Uint8Array {
  const opener = new FileOpener(key);
  const parts = [...cut(sealed, sizes)].flatMap((piece) => opener.push(piece));
  return join([...parts, opener.finish()]);
}

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("a file sealed in chunks", () => {
  it("opens as it was, however it comes and goes", () => {
    fc.assert(
      fc.property(size, cuts, cuts, (bytes, sealing, opening) => {
        const plain = fileOf(bytes);
        const sealed = seal(plain, sealing);
        expect(sealed.length).toBe(sealedSizeOf(bytes));
        expect(hash(sealed)).toBe(hash(seal(plain)));
        expect(hash(open(sealed, opening))).toBe(hash(plain));
      }),
      { numRuns: 60 },
    );
  });

  it("does not open with a bit of it changed", () => {
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat({ max: 7 }), (bytes, where, bit) => {
        const sealed = seal(fileOf(bytes));
        const at = Math.floor(where * sealed.length);
        sealed[at] = (sealed[at] ?? 0) ^ (1 << bit);
        expect(() => open(sealed)).toThrow(FileBroken);
      }),
      { numRuns: 60 },
    );
  });

  it("does not open with its end cut off, wherever", () => {
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 0.999_999, noNaN: true }), (bytes, where) => {
        const sealed = seal(fileOf(bytes));
        expect(() => open(sealed.subarray(0, Math.floor(where * sealed.length)))).toThrow(FileBroken);
      }),
      { numRuns: 60 },
    );
  });

  const SEALED_CHUNK = CHUNK_BYTES + 16;
  const chunksOf = (sealed: Uint8Array) => [...cut(sealed.subarray(1), [SEALED_CHUNK])];
  const built = (chunks: readonly Uint8Array[]) => join([new Uint8Array([1]), ...chunks]);

  it("does not open with chunks left out, repeated, moved or added", () => {
    const chunks = chunksOf(seal(fileOf(4 * CHUNK_BYTES)));
    expect(chunks).toHaveLength(4);
    expect(hash(open(built(chunks)))).toBe(hash(fileOf(4 * CHUNK_BYTES)));
    const order = fc.array(fc.nat({ max: 3 }), { maxLength: 6 }).filter((places) => places.join() !== "0,1,2,3");
    fc.assert(
      fc.property(order, (places) => {
        const moved = built(places.flatMap((place) => chunks.slice(place, place + 1)));
        expect(() => open(moved)).toThrow(FileBroken);
      }),
      { numRuns: 100 },
    );
  });

  it("does not open as a whole file where it ended at the end of a chunk", () => {
    const chunks = chunksOf(seal(fileOf(3 * CHUNK_BYTES)));
    expect(() => open(built(chunks.slice(0, 2)))).toThrow(FileBroken);
  });

  it("opens with its own key alone, and not with what follows it", () => {
    const sealed = seal(fileOf(100));
    expect(() => open(sealed, [10], new Uint8Array(32).fill(8))).toThrow(FileBroken);
    expect(() => open(join([sealed, new Uint8Array(1)]))).toThrow(FileBroken);
    expect(() => open(new Uint8Array())).toThrow(FileBroken);
  });
});
