/** Reads a JSON body with a limit that holds whatever Content-Length claims. */

import { ok, type Result, refuse } from "#domain/failures";
import { MAX_FRAME_BYTES } from "#protocol/constants";

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** @returns the parsed JSON, or `{}` for no body, whatever type it has; refuses `too_large` or `malformed` */
export async function readJson(request: Request): Promise<Result<unknown>> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_FRAME_BYTES) return refuse("too_large");
  const bytes = await readAtMost(request.body, MAX_FRAME_BYTES);
  if (bytes === undefined) return refuse("too_large");
  const type = request.headers.get("content-type");
  if (bytes.length === 0) return ok({});
  if (type === null || !JSON_TYPE.test(type)) return refuse("malformed");
  try {
    return ok(JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)));
  } catch {
    return refuse("malformed");
  }
}

async function readAtMost(
  body: ReadableStream<Uint8Array> | null,
  limitBytes: number,
): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limitBytes) {
      await reader.cancel();
      return undefined;
    }
    parts.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
