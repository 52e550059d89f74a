/** Reads one frame off a socket: size, JSON, shape. What is wrong becomes a refusal, never a throw. */
import { z } from "zod";
import type { Failure } from "#domain/failures";
import { ok, type Result, refuse, wireError } from "#domain/failures";
import { MAX_FRAME_BYTES } from "#protocol/constants";
import { clientId } from "#protocol/vocabulary";

/** UTF-8 takes at most three bytes for each UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** @param readCommon reads the commonest frame as the schema would, and faster; undefined: the schema decides */
export function readFrame<Frame>(
  schema: z.ZodType<Frame>,
  data: string | ArrayBuffer,
  readCommon?: (json: unknown) => Frame | undefined,
): Result<Frame> & { clientId?: string } {
  if (typeof data !== "string") return refuse(data.byteLength > MAX_FRAME_BYTES ? "too_large" : "malformed");
  if (isTooLarge(data)) return refuse("too_large");
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    return refuse("malformed");
  }
  const common = readCommon?.(json);
  if (common !== undefined) return ok(common);
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const named = z.object({ clientId }).safeParse(json);
  return { ...refuse("malformed"), ...(named.success ? { clientId: named.data.clientId } : {}) };
}

/** The `error` frame for a refusal, with the message's `clientId` where it had one, and when to try again. */
export function errorFrameOf(failure: Failure, clientIdOfFrame?: string, retryAfterMs?: number): object {
  return {
    type: "error",
    ...wireError(failure),
    ...(clientIdOfFrame === undefined ? {} : { clientId: clientIdOfFrame }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function isTooLarge(text: string): boolean {
  if (text.length > MAX_FRAME_BYTES) return true;
  return text.length * MAX_BYTES_PER_UNIT > MAX_FRAME_BYTES && new TextEncoder().encode(text).length > MAX_FRAME_BYTES;
}
