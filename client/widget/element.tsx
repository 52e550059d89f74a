/** @jsxImportSource preact */
/** `<edgedesk-widget>`: the widget as an element whose looks and scripts the shop's page cannot break, nor it the page's. */
import { render } from "preact";
import { pickLocale } from "#client/i18n/locale.ts";
import { browserPlatform } from "#client/lib/platform.ts";
import { browserStore } from "#client/lib/storage.ts";
import type { Locale } from "#protocol/constants";
import { Desk } from "./desk.ts";
import { Panel } from "./panel.tsx";
import { tabLock } from "./session.ts";
import styles from "./widget.css?inline";
import { WordsContext, wordsIn } from "./words.ts";

/**
 * Attributes: `inbox` (its id), `locale` (else the browser's languages), `server` (origin of Edgedesk, else the page's own),
 * `data-theme` (`light` or `dark`, else the system's). `inbox` and `server` are read once.
 */
export class EdgedeskWidget extends HTMLElement {
  static readonly observedAttributes = ["locale"];
  #desk: Desk | undefined;

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    dress(root);
    const inboxId = this.getAttribute("inbox") ?? "";
    this.#desk ??= new Desk({
      inboxId,
      baseUrl: this.getAttribute("server") ?? location.origin,
      locale: () => this.#locale(),
      platform: browserPlatform,
      store: browserStore(),
      fetch: (input, init) => fetch(input, init),
      lock: tabLock(`edgedesk:${inboxId}`),
    });
    this.#desk.start();
    this.#draw();
  }

  disconnectedCallback(): void {
    this.#desk?.stop();
    if (this.shadowRoot) render(null, this.shadowRoot);
  }

  attributeChangedCallback(): void {
    if (this.isConnected && this.#desk) this.#draw();
  }

  /** Opens the panel, as the launcher does. */
  show(): void {
    this.#desk?.toggle(true);
  }

  hide(): void {
    this.#desk?.toggle(false);
  }

  #locale(): Locale {
    return pickLocale(this.getAttribute("locale"), navigator.languages);
  }

  #draw(): void {
    if (!this.shadowRoot || !this.#desk) return;
    const words = wordsIn(this.#locale());
    render(
      <WordsContext.Provider value={words}>
        <div class="root" lang={words.locale}>
          <Panel desk={this.#desk} />
        </div>
      </WordsContext.Provider>,
      this.shadowRoot,
    );
  }
}

/** A constructed sheet needs no exception in the shop's content security policy, as a `<style>` would. */
function dress(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [sheet];
}
