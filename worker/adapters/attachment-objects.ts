/**
 * Sealed attachments in R2. Nobody knows how long one gets before it is there, so what is longer than a part goes as an upload
 * of parts, which R2 wants of the same size (all but the last) and puts together at the end, or never.
 */
import type { FileObjects } from "#domain/attachments/ports";
import type { Environment } from "#worker/environment";

/** R2 takes no smaller ones. */
const PART_BYTES = 5 * 1024 * 1024;

type Bucket = Environment["FILES"];

/** Pieces, put together to parts of one size; the last may be shorter. */
async function* partsOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const piece of pieces) {
    let rest = piece;
    while (heldBytes + rest.length > PART_BYTES) {
      const fits = PART_BYTES - heldBytes;
      yield joined([...held, rest.subarray(0, fits)]);
      [held, heldBytes, rest] = [[], 0, rest.subarray(fits)];
    }
    held.push(rest);
    heldBytes += rest.length;
  }
  yield joined(held);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function writeInParts(FILES: Bucket, name: string, first: Uint8Array, rest: AsyncGenerator<Uint8Array>) {
  const upload = await FILES.createMultipartUpload(name);
  try {
    const parts = [await upload.uploadPart(1, first)];
    for await (const part of rest) parts.push(await upload.uploadPart(parts.length + 1, part));
    await upload.complete(parts);
  } catch (error) {
    await upload.abort();
    throw error;
  }
}

export function attachmentObjects({ FILES }: Pick<Environment, "FILES">): FileObjects {
  return {
    async write(name, pieces) {
      const parts = partsOf(pieces);
      const first = await parts.next();
      if (first.done === true) return;
      if (first.value.length < PART_BYTES) await FILES.put(name, first.value);
      else await writeInParts(FILES, name, first.value, parts);
    },
    async read(name) {
      const found = await FILES.get(name);
      return found === null ? undefined : { sizeBytes: found.size, body: found.body };
    },
    async remove(names) {
      if (names.length > 0) await FILES.delete([...names]);
    },
  };
}
