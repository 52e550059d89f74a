/** The last resort: what nobody refused but broke. The log names where; the client gets a request id and no more. */
import type { ErrorHandler } from "hono";
import { isUnopenable, KeyMissing } from "#domain/privacy/key-ring";
import type { AppBindings } from "#worker/environment";
import { problemResponse } from "#worker/problem";

export const brokenHandler: ErrorHandler<AppBindings> = (error, c) => {
  const requestId = c.get("requestId");
  if (isUnopenable(error)) {
    const keyId = error instanceof KeyMissing ? error.keyId : undefined;
    console.error(JSON.stringify({ level: "error", event: "key missing", requestId, keyId }));
    return problemResponse("key_missing", { requestId });
  }
  // The error's message may quote what a customer wrote (a database names its parameters), its name and stack frames do not.
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const where = frames.slice(0, 6).map((line) => line.trim());
  console.error(JSON.stringify({ level: "error", event: "broken", requestId, error: error.name, where }));
  return problemResponse("broken", { requestId });
};
