/** The thread's words, in the one language of its script. */
import { monolingual, type Translate } from "#client/i18n/translate.ts";
import { locale } from "./ui.ts";
import type { threadWords } from "./words.ts";

type English = (typeof threadWords)["en"];

declare global {
  /** The build puts the words of one language in the place of this name. */
  const EDGEDESK_THREAD_WORDS: (typeof threadWords)[keyof typeof threadWords];
}

export const t: Translate<English> = monolingual<English>(EDGEDESK_THREAD_WORDS, locale);
