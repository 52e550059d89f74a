/** Puts a static page into the reader's language: elements name their words with `data-words` and keep their English inside. */
import { landingWords } from "#client/i18n/landing.ts";
import { pickLocale } from "#client/i18n/locale.ts";
import { translator } from "#client/i18n/translate.ts";
import { browserStore } from "#client/lib/storage.ts";
import type { Locale } from "#protocol/constants";

type Key = keyof (typeof landingWords)["en"];

const LOCALE_KEY = "edgedesk:demo:locale";
const store = browserStore();

function isKey(key: string | undefined): key is Key {
  return key !== undefined && Object.hasOwn(landingWords.en, key);
}

/** From `?lang=`, the choice made before, or the browser's languages. */
export function currentLocale(): Locale {
  const wished = new URLSearchParams(location.search).get("lang") ?? store.get(LOCALE_KEY);
  return pickLocale(wished, navigator.languages);
}

export function rememberLocale(locale: Locale): void {
  store.set(LOCALE_KEY, locale);
  // A language in the address would win again at the next load.
  if (new URLSearchParams(location.search).has("lang")) history.replaceState(null, "", location.pathname);
}

/** Draws the page's words in `locale` and remembers it. @param titleKey words of the window's title */
export function showIn(locale: Locale, titleKey: Key): void {
  const t = translator(landingWords, locale);
  rememberLocale(locale);
  document.documentElement.lang = locale;
  document.title = t(titleKey);
  for (const element of document.querySelectorAll<HTMLElement>("[data-words]")) {
    if (isKey(element.dataset.words)) element.textContent = t(element.dataset.words);
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    if (isKey(element.dataset.label)) element.setAttribute("aria-label", t(element.dataset.label));
  }
}

/** Lets the buttons with `data-locale` choose the language. */
export function languageSwitch(choose: (locale: Locale) => void): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("button[data-locale]")];
  const press = (locale: Locale) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.locale === locale));
    choose(locale);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => press(pickLocale(button.dataset.locale, [])));
  }
  press(currentLocale());
}
