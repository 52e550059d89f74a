/** Why something about a customer's data was refused, in words that say what to do next. */
import type { useWordsOf } from "#client/console/words.tsx";
import type { privacyWords } from "#client/i18n/console-privacy.ts";
import { ApiError } from "#client/lib/api.ts";

type Translate = ReturnType<typeof useWordsOf<(typeof privacyWords)["en"]>>["t"];

export function wordPrivacyRefusal(error: Error, t: Translate): string {
  const { code, reason } = error instanceof ApiError ? error : { code: "unavailable" as const, reason: undefined };
  switch (reason) {
    case "already_running":
      return t("requests.refused.already_running");
    case "erased":
      return t("requests.refused.erased");
    case "changed_meanwhile":
      return t("privacy.changed");
    default:
      return t(`error.${code}`);
  }
}
