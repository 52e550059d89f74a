/** The card with the question: yes or not yet, then stars and a comment. Drawn with the few elements that it has. */
import { translator } from "#client/i18n/translate.ts";
import { widgetClosingWords } from "#client/i18n/widget-closing.ts";
import { MAX_CLOSING_COMMENT_CHARS, MAX_RATING } from "#protocol/closing";
import type { Locale } from "#protocol/constants";
import type { ConversationClosing } from "#protocol/vocabulary";
import type { ThreadSource } from "./thread-source.ts";

type Words = Exclude<keyof (typeof widgetClosingWords)["en"], "closing.stars" | "closing.thanks">;
type Child = Node | string | false;

const STARS = Array.from({ length: MAX_RATING }, (_, index) => index + 1);

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== false));
  return made;
}

export class ClosingCard {
  readonly #place: HTMLElement;
  readonly #locale: Locale;
  readonly #t;
  readonly #confirm: NonNullable<ThreadSource["confirm"]>;
  #closing: ConversationClosing = {};
  /** What is drawn: the same is not drawn again, or what somebody types would be lost. */
  #drawn = "";
  #step = "";
  #isBusy = false;
  /** This page has answered: whoever comes back to "not yet" is not shown it again. */
  #hasAnswered = false;
  #isChanging = false;
  #failure: Words | undefined;

  constructor(place: HTMLElement, locale: Locale, confirm: NonNullable<ThreadSource["confirm"]>) {
    this.#place = place;
    this.#locale = locale;
    this.#confirm = confirm;
    this.#t = translator(widgetClosingWords, locale);
  }

  show(closing: ConversationClosing): void {
    if (closing.askedAtMs !== this.#closing.askedAtMs) this.#hasAnswered = this.#isChanging = false;
    this.#closing = closing;
    this.#draw();
  }

  #draw(): void {
    const { state, rating } = this.#closing;
    // The socket may be faster than the answer: the card stays, and the focus in it.
    const isKnown = state === "satisfied" || (state === "unsatisfied" && (this.#hasAnswered || this.#isBusy));
    const step = state === "asked" ? "ask" : !isKnown ? "" : rating === undefined || this.#isChanging ? "rate" : "done";
    // What comes next is drawn once, when the answer is in: drawn twice, it would lose what somebody has begun to fill in.
    if (this.#isBusy && this.#step !== "" && step !== this.#step) return;
    this.#step = step;
    const drawn = JSON.stringify([step, state, rating, this.#isBusy, this.#failure]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const root = this.#place.getRootNode();
    const hadFocus = root instanceof ShadowRoot && this.#place.contains(root.activeElement);
    const failure = this.#failure && make("p", { class: "closing-failed", role: "alert" }, this.#t(this.#failure));
    const content = step === "ask" ? this.#question() : step === "rate" ? this.#rating() : this.#thanks(rating ?? 0);
    const attributes = {
      class: "closing-card",
      lang: this.#locale,
      tabindex: "-1",
      "aria-label": this.#t("closing.question"),
    };
    const card = make("section", { ...attributes, "data-testid": "closing" }, ...content, failure ?? false);
    this.#place.replaceChildren(...(step === "" ? [] : [card]));
    // Whoever answers with the keyboard goes on in the card.
    if (hadFocus) (card.querySelector<HTMLElement>("input,button:not([disabled])") ?? card).focus();
  }

  #question(): Child[] {
    return [
      make("strong", {}, this.#t("closing.question")),
      make(
        "div",
        { class: "closing-buttons" },
        this.#button("closing.yes", () => this.#answer({ satisfied: true })),
        this.#button("closing.notYet", () => this.#answer({ satisfied: false })),
      ),
    ];
  }

  #rating(): Child[] {
    const satisfied = this.#closing.state === "satisfied";
    const stars = STARS.map((star) => {
      const input = make("input", { type: "radio", name: "stars", value: String(star), required: "" });
      input.setAttribute("aria-label", this.#t("closing.stars", { stars: String(star) }));
      input.checked = star === this.#closing.rating;
      return make("label", { class: "closing-star" }, input, make("span", { "aria-hidden": "true" }, "★"));
    });
    const comment = make("textarea", { rows: "2", maxlength: String(MAX_CLOSING_COMMENT_CHARS) });
    const send = this.#button("closing.send", () => undefined, "submit");
    const form = make(
      "form",
      {},
      make("fieldset", {}, make("legend", {}, this.#t("closing.rate")), ...stars),
      make("label", { class: "closing-comment" }, this.#t("closing.comment"), comment),
      make("div", { class: "closing-buttons" }, send),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const rating = Number(form.querySelector<HTMLInputElement>("input:checked")?.value);
      const said = comment.value.trim();
      this.#answer({ satisfied, rating, ...(said === "" ? {} : { comment: said }) });
    });
    const status = this.#t(satisfied ? "closing.glad" : "closing.reopened");
    return [make("p", { role: "status" }, status), form];
  }

  #thanks(rating: number): Child[] {
    const change = this.#button("closing.change", () => {
      this.#isChanging = true;
      this.#draw();
    });
    return [
      make("p", { role: "status" }, this.#t("closing.thanks", { stars: String(rating) })),
      make("div", { class: "closing-buttons" }, change),
    ];
  }

  #button(words: Words, act: () => void, type = "button"): HTMLButtonElement {
    const button = make("button", { type, "data-testid": words }, this.#t(words));
    button.disabled = this.#isBusy;
    button.addEventListener("click", act);
    return button;
  }

  #answer(answer: { readonly satisfied: boolean; readonly rating?: number; readonly comment?: string }): void {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#failure = undefined;
    for (const button of this.#place.querySelectorAll("button")) button.disabled = true;
    this.#confirm(answer).then(
      (closing) => {
        this.#isBusy = false;
        this.#hasAnswered = true;
        this.#isChanging = false;
        this.#closing = closing;
        this.#draw();
      },
      (error: unknown) => {
        const isOver = error instanceof Error && "code" in error && error.code === "conflict";
        this.#isBusy = false;
        for (const button of this.#place.querySelectorAll("button")) button.disabled = false;
        this.#failure = isOver ? "closing.over" : "closing.failed";
        this.#say();
      },
    );
  }

  /** What somebody typed stays where it is. */
  #say(): void {
    if (this.#failure === undefined) return;
    this.#place.querySelector(".closing-failed")?.remove();
    const note = make("p", { class: "closing-failed", role: "alert" }, this.#t(this.#failure));
    this.#place.querySelector(".closing-card")?.append(note);
  }
}
