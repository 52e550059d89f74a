/** The words of requests, in the one language of their script. */
import { monolingual, type Translate } from "#client/i18n/translate.ts";
import { locale } from "./ui.ts";
import type { requestWords } from "./words.ts";

type English = (typeof requestWords)["en"];

declare global {
  /** The build puts the words of one language in the place of this name. */
  const EDGEDESK_REQUEST_WORDS: (typeof requestWords)[keyof typeof requestWords];
}

export const t: Translate<English> = monolingual<English>(EDGEDESK_REQUEST_WORDS, locale);
