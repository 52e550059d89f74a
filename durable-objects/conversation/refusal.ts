/** Whether somebody may do in this conversation what a table of `access.ts` declares. */
import type { Room } from "#actors/conversation/room";
import { logStranger } from "#actors/runtime/log";
import type { Failure } from "#domain/failures";
import type { Declared } from "#domain/identity/define";
import { isPermitted } from "#domain/identity/permissions";
import type { Principal } from "#domain/identity/principal";
import { isInScope } from "#domain/identity/scope";

/** @returns undefined if they may */
export function refusalOf(room: Room, principal: Principal, declared: Declared): Failure | undefined {
  // Who it was of nobody knows any more, so a customer is not told that there was one.
  if (room.isClosed) return principal.type === "agent" ? "erased" : "not_found";
  const { record, isLocked } = room;
  if (record === undefined) return "not_found";
  if (!isInScope(principal, record)) {
    logStranger("conversation", principal);
    return "not_found";
  }
  if (!isPermitted(principal, declared.permission)) return "no_permission";
  return isLocked ? "key_missing" : undefined;
}
