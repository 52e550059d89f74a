/** Why something about labels was refused, in words that say what to do next. */
import type { useWordsOf } from "#client/console/words.tsx";
import type { labelsWords } from "#client/i18n/console-labels.ts";
import { ApiError } from "#client/lib/api.ts";

export type LabelsTranslate = ReturnType<typeof useWordsOf<(typeof labelsWords)["en"]>>["t"];

/** Whether the name is what was refused: that stands at its field. */
export function isNameTaken(error: Error | null): boolean {
  return error instanceof ApiError && error.reason === "name_taken";
}

export function wordLabelRefusal(error: Error, t: LabelsTranslate): string {
  if (!(error instanceof ApiError)) return t("labels.refused.unavailable");
  switch (error.reason) {
    case "too_many_labels":
      return t("labels.refused.tooMany");
    case "changed_meanwhile":
      return t("labels.refused.changed");
    case "name_taken":
      return t("labels.refused.taken");
  }
  switch (error.code) {
    case "not_found":
      return t("labels.refused.gone");
    case "forbidden":
    case "unauthenticated":
      return t("labels.refused.forbidden");
    case "rate_limited":
      return t("labels.refused.tooFast");
    default:
      return t("labels.refused.unavailable");
  }
}
