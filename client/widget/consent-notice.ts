/** Draws the notice with the few elements that it has; it stands in the panel beside what the app draws there. */
import { consentWords } from "#client/i18n/consent.ts";
import { translator } from "#client/i18n/translate.ts";
import type { Locale } from "#protocol/constants";
import type { OwnConsent } from "#protocol/http-privacy";
import styles from "./consent.css?inline";
import type { ConsentChoices } from "./consent-choices.ts";

type Child = Node | string | false;

function element(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== false));
  return made;
}

export class ConsentNotice {
  readonly #root: ShadowRoot;
  readonly #locale: Locale;
  readonly #choices: ConsentChoices;
  readonly #t;
  readonly #box: HTMLElement;
  /** The customer looks at all of it, to change their mind. */
  #showsAll = false;
  #failed = false;

  constructor(root: ShadowRoot, locale: Locale, choices: ConsentChoices) {
    this.#root = root;
    this.#locale = locale;
    this.#choices = choices;
    this.#t = translator(consentWords, locale);
    const label = this.#t("consent.label");
    this.#box = element("section", { class: "consent", lang: locale, "aria-label": label, "data-testid": "consent" });
  }

  start(): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.#root.adoptedStyleSheets.push(sheet);
    this.#choices.changed = () => this.#draw();
    // The app draws its panel anew with each opening; the notice goes where the panel is.
    new MutationObserver(() => this.#place()).observe(this.#root, { childList: true, subtree: true });
    void this.#choices.load();
  }

  #place(): void {
    const panel = this.#root.querySelector(".panel");
    const isWanted = panel !== null && this.#box.childElementCount > 0;
    if (isWanted && this.#box.parentElement !== panel) panel.append(this.#box);
  }

  #draw(): void {
    const [next] = this.#choices.unanswered;
    const optional = this.#choices.items.filter(({ purpose }) => purpose !== "service");
    const parts: Child[] = this.#showsAll
      ? [...optional.map((item) => this.#choice(item)), this.#button("consent.close", () => this.#show(false))]
      : next !== undefined
        ? [this.#question(next)]
        : optional.length > 0
          ? [this.#button("consent.choices", () => this.#show(true))]
          : [];
    const failure = this.#failed && element("p", { class: "consent-failed", role: "alert" }, this.#t("consent.failed"));
    const hadFocus = this.#box.contains(this.#root.activeElement);
    this.#box.replaceChildren(...[...parts, failure].filter((part) => part !== false));
    // Whoever answers with the keyboard goes on with the next question, or with writing.
    if (hadFocus) (this.#box.querySelector("button") ?? this.#root.querySelector("textarea"))?.focus();
    if (this.#box.childElementCount === 0) this.#box.remove();
    this.#place();
  }

  #show(showsAll: boolean): void {
    this.#showsAll = showsAll;
    this.#failed = false;
    this.#draw();
  }

  #question(item: OwnConsent): HTMLElement {
    const answers =
      item.purpose === "service"
        ? [this.#button("consent.read", () => this.#answer(item, true))]
        : [
            this.#button("consent.no", () => this.#answer(item, false)),
            this.#button("consent.yes", () => this.#answer(item, true)),
          ];
    return this.#item(item, false, answers);
  }

  #choice(item: OwnConsent): HTMLElement {
    const isGiven = item.answer?.given === true && item.answer.version === item.version;
    const status = element("p", { role: "status" }, this.#t(isGiven ? "consent.given" : "consent.declined"));
    const change = this.#button(isGiven ? "consent.withdraw" : "consent.give", () => this.#answer(item, !isGiven));
    return this.#item(item, status, [change]);
  }

  #item({ purpose, texts }: OwnConsent, status: Child, answers: readonly Child[]): HTMLElement {
    const { title, body } = texts[this.#locale];
    return element(
      "div",
      { class: "consent-question", "data-purpose": purpose },
      element("strong", {}, title),
      element("p", {}, body),
      status,
      element("div", { class: "consent-buttons" }, ...answers),
    );
  }

  #button(words: keyof (typeof consentWords)["en"], act: () => void): HTMLElement {
    const button = element("button", { type: "button", "data-testid": words }, this.#t(words));
    button.addEventListener("click", act);
    return button;
  }

  #answer(item: OwnConsent, given: boolean): void {
    this.#failed = false;
    this.#choices.answer(item, given).catch(() => {
      this.#failed = true;
      // Perhaps the text has changed meanwhile.
      void this.#choices.load().then(() => this.#draw());
    });
  }
}
