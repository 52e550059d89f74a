/** The reader's language: chosen once, kept in this browser, and told to the page so that fonts and readers follow. */
import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useMemo, useState } from "react";
import { commonWords } from "#client/i18n/common.ts";
import { consoleWords } from "#client/i18n/console.ts";
import { pickLocale } from "#client/i18n/locale.ts";
import { type Catalogue, joinWords, type Words as Text, translator } from "#client/i18n/translate.ts";
import type { Locale } from "#protocol/constants";
import { kept } from "./kept.ts";

const catalogue = joinWords(commonWords, consoleWords);
export type Translate = ReturnType<typeof translateIn>;

export interface Words {
  readonly locale: Locale;
  readonly t: Translate;
  readonly setLocale: (locale: Locale) => void;
}

const LOCALE_KEY = "edgedesk.locale";
const WordsContext = createContext<Words | undefined>(undefined);

export function translateIn(locale: Locale) {
  return translator(catalogue, locale);
}

export function WordsProvider({ children }: { children: ReactNode }) {
  const [locale, setShown] = useState(() => pickLocale(kept.get(LOCALE_KEY), navigator.languages));
  const setLocale = useCallback((next: Locale) => {
    kept.set(LOCALE_KEY, next);
    setShown(next);
  }, []);
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const words = useMemo((): Words => ({ locale, t: translateIn(locale), setLocale }), [locale, setLocale]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

export function useWords(): Words {
  const words = use(WordsContext);
  if (words === undefined) throw new Error("WordsProvider is missing");
  return words;
}

/** As {@link useWords}, with the words of a page that is loaded when it is first opened. */
export function useWordsOf<const English extends Record<string, Text>>(words: Catalogue<English>) {
  const { locale } = useWords();
  return useMemo(() => {
    const joined = joinWords(catalogue, words);
    return {
      locale,
      t: translator(joined, locale),
      /** For what is to be found by its words in whichever language. */
      inLocale: (other: Locale) => translator(joined, other),
    };
  }, [locale, words]);
}
