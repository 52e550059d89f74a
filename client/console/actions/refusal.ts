/** Why an action on a conversation was refused, in words that say what to do next. */
import type { Translate } from "#client/console/words.tsx";
import type { ConversationActions } from "#client/lib/agent-api.ts";
import { ApiError } from "#client/lib/api.ts";

export type ActionName = keyof ConversationActions;

export interface RefusalContext {
  /** The agent has as many conversations as they take. */
  readonly isFull: boolean;
  /** The colleague who was to get it; absent for a team or no receiver. */
  readonly to?: string | undefined;
}

export function wordRefusal(action: ActionName, error: Error, context: RefusalContext, t: Translate): string {
  const { code, reason } = error instanceof ApiError ? error : { code: "unavailable" as const, reason: undefined };
  switch (code) {
    case "conflict":
      return wordReason(reason, context, t) ?? wordConflict(action, context, t);
    case "forbidden":
    case "unauthenticated":
      return t("refused.forbidden");
    case "not_found":
      return t("refused.gone");
    case "rate_limited":
      return t("refused.tooFast");
    case "bad_frame":
    case "too_large":
      return t("refused.moved");
    case "unavailable":
      return t("refused.unavailable");
  }
}

/** @returns undefined for a reason that is not told, or of a later release */
function wordReason(reason: string | undefined, { to }: RefusalContext, t: Translate): string | undefined {
  switch (reason) {
    case "taken":
      return t("refused.taken");
    case "stale_epoch":
      return t("refused.moved");
    case "wrong_status":
      return t("refused.status");
    case "not_assigned":
      return t("refused.unassigned");
    case "agent_full":
      return to === undefined ? t("refused.full") : t("refused.toFull", { to });
    case "agent_offline":
      return to === undefined ? undefined : t("refused.toOffline", { to });
    case "agent_out_of_scope":
      return to === undefined ? undefined : t("refused.toOutOfScope", { to });
    case "tier_unserved":
      return t("refused.tierUnserved");
    case "time_passed":
      return t("refused.timePassed");
    case "time_too_far":
      return t("refused.timeTooFar");
    default:
      return undefined;
  }
}

/** As near as one can guess from what is on the screen. */
function wordConflict(action: ActionName, { isFull, to }: RefusalContext, t: Translate): string {
  if (action === "accept") return t(isFull ? "refused.full" : "refused.taken");
  return to === undefined ? t("refused.moved") : t("refused.give", { to });
}
