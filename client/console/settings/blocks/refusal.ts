/** Why something about a block was refused, in words that say what to do next. */
import type { useWordsOf } from "#client/console/words.tsx";
import type { blocksWords } from "#client/i18n/console-blocks.ts";
import { ApiError } from "#client/lib/api.ts";

export type BlocksTranslate = ReturnType<typeof useWordsOf<(typeof blocksWords)["en"]>>["t"];

/** Whether the range itself is what was refused. */
export function isRangeRefused(error: Error | null): boolean {
  return error instanceof ApiError && error.reason === "range_unknown";
}

export function wordBlockRefusal(error: Error, t: BlocksTranslate): string {
  if (!(error instanceof ApiError)) return t("block.refused.unavailable");
  switch (error.reason) {
    case "already_blocked":
      return t("block.refused.already");
    case "no_network":
      return t("block.refused.noNetwork");
  }
  switch (error.code) {
    case "not_found":
    case "conflict":
      return t("block.refused.gone");
    case "forbidden":
    case "unauthenticated":
      return t("block.refused.forbidden");
    case "rate_limited":
      return t("block.refused.tooFast");
    default:
      return t("block.refused.unavailable");
  }
}
