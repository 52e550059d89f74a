/** Which of Edgedesk's languages a reader gets. */
import { LOCALES, type Locale } from "#protocol/constants";

/**
 * The first wish that can be met, else English. A language without its region is met, too: `zh`, `zh-SG` and `zh-TW` read
 * Chinese, `en-GB` reads English.
 * @param explicit what somebody has set (a script tag's attribute, a stored choice); anything unknown is passed over
 * @param languages the browser's list, most wanted first
 */
export function pickLocale(explicit: string | null | undefined, languages: readonly string[]): Locale {
  for (const wish of explicit ? [explicit, ...languages] : languages) {
    const language = wish.toLowerCase().split(/[-_]/)[0];
    const locale = LOCALES.find((known) => known.split("-")[0] === language);
    if (locale) return locale;
  }
  return "en";
}
