/** Why a step of signing in was refused, where every page says the same. */

import type { securityWords } from "#client/i18n/console-security.ts";
import type { Translate } from "#client/i18n/translate.ts";
import { ApiError } from "#client/lib/api.ts";

type T = Translate<(typeof securityWords)["en"]>;

/** @returns the words for too many attempts and for no answer, or undefined if it is something else */
export function wordCommonRefusal(error: Error, t: T): string | undefined {
  if (!(error instanceof ApiError) || error.code === "unavailable") return t("entry.unreachable");
  if (error.code !== "rate_limited") return undefined;
  return t("entry.tooMany", { count: Math.max(1, Math.ceil((error.retryAfterMs ?? 0) / 60_000)) });
}

/** The password policy's refusals, as they stand below the field. */
export function wordPasswordRefusal(error: Error | null, t: T): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  switch (error.reason) {
    case "password_too_short":
      return t("password.tooShort");
    case "password_too_common":
      return t("password.tooCommon");
    case "password_is_personal":
      return t("password.isPersonal");
    default:
      return undefined;
  }
}
