/** What gave an exception away, in the reader's words. */
import type { Translate } from "#client/console/words.tsx";
import { EXCEPTION_KINDS, EXCEPTION_SIGNS, type ExceptionSign } from "#protocol/constants";

const KNOWN: readonly ExceptionSign[] = EXCEPTION_KINDS.flatMap((kind) => EXCEPTION_SIGNS[kind]);

/** @param signs one that is not known, of a later release, is left out. @returns "" for none */
export function wordSigns(signs: readonly string[] = [], t: Translate): string {
  return KNOWN.filter((sign) => signs.includes(sign))
    .map((sign) => t(`sign.${sign}`))
    .join(t("activity.and"));
}
