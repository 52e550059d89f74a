import { ApiError } from "#client/lib/api.ts";

/** Whether nobody of the line can have it: another choice is to be made, and the form stays open for it. */
export function isUnserved(error: Error): boolean {
  return error instanceof ApiError && error.reason === "tier_unserved";
}
