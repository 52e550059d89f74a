/** A file as it leaves: opened chunk by chunk while it is sent. */
import { FileBroken, FileOpener, sealedSizeOf } from "#domain/attachments/chunked-cipher";
import { type FileObjects, objectName } from "#domain/attachments/ports";
import type { OpenedAttachment } from "#domain/attachments/store";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { SHOWN_IN_PLACE } from "#protocol/attachment-constants";

/**
 * @returns the file in plain; refuses `file_missing`, and `file_damaged` where that shows by its size or in its first chunk.
 *   Damage further on ends the stream with an error, so that nobody takes a part for the whole.
 */
export async function openFile(
  objects: FileObjects,
  { row, fileKey }: OpenedAttachment,
): Promise<Result<AsyncGenerator<Uint8Array>>> {
  const found = await objects.read(objectName({ kind: row.ownerKind, id: row.ownerId }, row.id));
  if (found === undefined) return refuse("file_missing");
  if (found.sizeBytes !== sealedSizeOf(row.sizeBytes)) {
    await found.body.cancel();
    return refuse("file_damaged");
  }
  const pieces = openedPieces(found.body, fileKey, row.id);
  const first = await firstOf(pieces);
  if (typeof first === "string") return refuse(first);
  return ok(withFirst(first, pieces));
}

async function firstOf(pieces: AsyncGenerator<Uint8Array>): Promise<Uint8Array | Failure> {
  try {
    const { value, done } = await pieces.next();
    return done === true ? "file_damaged" : value;
  } catch (error) {
    if (error instanceof FileBroken) return "file_damaged";
    throw error;
  }
}

async function* withFirst(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

async function* openedPieces(
  body: ReadableStream<Uint8Array>,
  fileKey: Uint8Array,
  attachmentId: string,
): AsyncGenerator<Uint8Array> {
  const opener = new FileOpener(fileKey);
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield* opener.push(value);
    }
    yield opener.finish();
  } catch (error) {
    if (error instanceof FileBroken) {
      console.error(JSON.stringify({ level: "error", event: "attachment damaged", attachment: attachmentId }));
    }
    throw error;
  } finally {
    await reader.cancel();
  }
}

export function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}

/** Nothing of it runs, wherever it is opened, and nothing keeps a copy on the way. */
export function headersOf({ row, name }: OpenedAttachment, isInline: boolean): Record<string, string> {
  const isShown = isInline && SHOWN_IN_PLACE.includes(row.type);
  const isText = row.type.startsWith("text/");
  return {
    "content-type": isText ? `${row.type}; charset=utf-8` : row.type,
    // RFC 6266: the name in UTF-8, percent-encoded by RFC 8187.
    "content-disposition": `${isShown ? "inline" : "attachment"}; filename*=UTF-8''${encoded(name)}`,
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  };
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
