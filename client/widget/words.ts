/** The words and the locale that the widget's components draw with. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { commonWords } from "#client/i18n/common.ts";
import { launcherWords } from "#client/i18n/launcher.ts";
import { joinWords, translator } from "#client/i18n/translate.ts";
import { widgetWords } from "#client/i18n/widget.ts";
import type { Locale } from "#protocol/constants";

const catalogue = joinWords(launcherWords, joinWords(commonWords, widgetWords));

export function wordsIn(locale: Locale) {
  return { locale, t: translator(catalogue, locale) };
}

export const WordsContext = createContext(wordsIn("en"));

export function useWords() {
  return useContext(WordsContext);
}
