/** What somebody says of being busy, in a few words: "Busy · Meal until 14:30 · dentist". */

import type { useWordsOf } from "#client/console/words.tsx";
import type { deskWords } from "#client/i18n/console-desk.ts";
import { formatTime } from "#client/i18n/format.ts";
import type { Presence } from "#client/lib/feed-log.ts";
import type { Locale } from "#protocol/constants";

export type DeskTranslate = ReturnType<typeof useWordsOf<(typeof deskWords)["en"]>>["t"];

/** Status, reason and time; the note besides, where there is room for it. */
export function whereaboutsOf(presence: Presence, t: DeskTranslate, locale: Locale): string {
  const { note } = presence;
  return note === undefined ? briefly(presence, t, locale) : `${briefly(presence, t, locale)} · ${note}`;
}

/** Without the note, as a button has room for: "Meal until 14:30". */
export function briefly({ status, reason, untilMs }: Presence, t: DeskTranslate, locale: Locale): string {
  const plain = t(`presence.${status}`);
  const what = reason === undefined ? plain : t(`busy.${reason}`);
  return untilMs === undefined ? what : t("busy.untilShort", { what, time: formatTime(locale, untilMs) });
}
