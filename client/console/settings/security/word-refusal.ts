/** Why a change of one's own sign-in was refused, in words that say what to do. */
import { wordCommonRefusal } from "#client/console/session/entry-refusal.ts";
import { PasskeyCancelled, PasskeyKnown } from "#client/console/session/passkey-browser.ts";
import type { securityWords } from "#client/i18n/console-security.ts";
import type { Translate } from "#client/i18n/translate.ts";
import { ApiError } from "#client/lib/api.ts";

export function wordRefusal(error: Error, t: Translate<(typeof securityWords)["en"]>): string {
  if (error instanceof PasskeyCancelled) return t("passkeys.cancelled");
  if (error instanceof PasskeyKnown) return t("passkeys.known");
  const { reason, code } = error instanceof ApiError ? error : { reason: undefined, code: undefined };
  if (reason === "second_factor_needed") return t("security.required");
  if (reason === "password_wrong") return t("password.wrong");
  if (reason === "proof_wanted") return t("proof.wanted");
  if (reason === "proof_wrong") return t("proof.wrong");
  if (reason === "passkey_refused") return t("passkeys.cancelled");
  if (code === "conflict" || code === "not_found") return t("security.changed");
  return wordCommonRefusal(error, t) ?? t("security.failed");
}
