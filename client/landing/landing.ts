/** The landing page's language. */
import { languageSwitch, showIn } from "#client/i18n/page.ts";
import "#client/tokens.css";

languageSwitch((locale) => showIn(locale, "landing.title"));
