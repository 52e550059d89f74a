/** Amounts and currencies in the reader's language. */
import { formatMoney } from "#client/i18n/format.ts";
import type { Locale } from "#protocol/constants";
import type { Refund } from "#protocol/http-refunds";

export function sayMoney(locale: Locale, { amount, currency }: Refund["amount"]): string {
  return formatMoney(locale, Number(amount), currency);
}

/** What a currency is called, with its code. */
export function currencyName(locale: Locale, currency: string): string {
  return new Intl.DisplayNames(locale, { type: "currency" }).of(currency) ?? currency;
}

/** All that there are, for a field that is searched by code or name; those of most shops first. */
export function currencyChoices(locale: Locale): { value: string; label: string }[] {
  const first = locale === "zh-CN" ? ["CNY", "USD", "EUR"] : ["USD", "EUR", "CNY"];
  const others = Intl.supportedValuesOf("currency").filter((code) => !first.includes(code));
  return [...first, ...others].map((code) => ({ value: code, label: `${code} · ${currencyName(locale, code)}` }));
}
