/** A page with nothing on it but the widget of the inbox that the address names, embedded as a shop embeds it. */
import { pickLocale } from "#client/i18n/locale.ts";
import { translator } from "#client/i18n/translate.ts";
import { tryWidgetWords } from "#client/i18n/try-widget.ts";
import "#client/tokens.css";

const asked = new URLSearchParams(location.search);
const locale = pickLocale(asked.get("lang"), navigator.languages);
const t = translator(tryWidgetWords, locale);
const inboxId = asked.get("inbox") ?? "";

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

document.documentElement.lang = locale;
document.title = t("try.title");
const main = document.createElement("main");
const isNamed = /^[\w-]{1,64}$/.test(inboxId);
main.append(element("h1", t("try.title")), element("p", t(isNamed ? "try.text" : "try.missing", { inbox: inboxId })));
document.body.append(main);

if (isNamed) {
  const script = document.createElement("script");
  script.async = true;
  script.src = "/widget.js";
  script.dataset.inbox = inboxId;
  script.dataset.locale = locale;
  document.head.append(script);
}
