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

export function wordRefusal(action: ActionName, error: Error, { isFull, to }: RefusalContext, t: Translate): string {
  switch (error instanceof ApiError ? error.code : "unavailable") {
    case "conflict":
      if (action === "accept") return t(isFull ? "refused.full" : "refused.taken");
      return to === undefined ? t("refused.moved") : t("refused.give", { to });
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
