/** The demo store's page: its language, its prices, and the widget that follows both, as a shop's own script would do it. */
import { formatMoney } from "#client/i18n/format.ts";
import { languageSwitch, showIn } from "#client/i18n/page.ts";
import type { Locale } from "#protocol/constants";
import "#client/tokens.css";

const CURRENCIES = { en: ["usd", "USD"], "zh-CN": ["cny", "CNY"] } as const;

function widget(): Element | null {
  return document.querySelector("edgedesk-widget");
}

function showPrices(locale: Locale): void {
  const [field, currency] = CURRENCIES[locale];
  for (const price of document.querySelectorAll<HTMLElement>(".price")) {
    price.textContent = formatMoney(locale, Number(price.dataset[field]), currency);
  }
}

languageSwitch((locale) => {
  showIn(locale, "shop.name");
  showPrices(locale);
  // The widget's script is async: it is there already, or will find the language on its tag.
  widget()?.setAttribute("locale", locale);
  const script = document.querySelector<HTMLScriptElement>("script[data-inbox]");
  if (script) script.dataset.locale = locale;
});

for (const button of document.querySelectorAll(".ask"))
  button.addEventListener("click", () => widget()?.setAttribute("open", ""));
