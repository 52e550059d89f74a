/** The widget's element as every page of a shop has it: a launcher, and a way to fetch the rest. */
import { launcherWords } from "#client/i18n/launcher.ts";
import { pickLocale } from "#client/i18n/locale.ts";
import type { Locale } from "#protocol/constants";
import type { Mounted, PageWord, Part, WidgetElement } from "./contract.ts";
import { dressAsInbox, readInbox } from "./inbox-look.ts";
import styles from "./launcher.css?inline";
import { newLauncher } from "./launcher.ts";
import { ownOrigin } from "./own-script.ts";
import { partsOf } from "./parts.ts";

const PRESS_CHECK_MS = 50;
/** The launcher waits for the inbox's colour and side, but not for long: it would jump if it came before them. */
const LOOK_WAIT_MS = 1_000;
/**
 * Whatever a page says of all its elements ends at the host: of important rules those of the shadow root win, and in no other
 * way could they.
 */
const HOST_RULES =
  ":host{all:initial!important;position:fixed!important;inset:auto 0 0 auto!important}:host([hidden]){display:none!important}";

/** Attributes: `inbox`, `locale` (else the browser's languages), `data-theme` (else the system's), `data-title`, `open`. */
export class EdgedeskWidget extends HTMLElement implements WidgetElement {
  static readonly observedAttributes = ["locale", "open"];
  readonly word: PageWord = { changed: () => undefined, begun: () => undefined };
  #mounted: Mounted | undefined;
  #spoken: Locale | undefined;

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // Put there anew it keeps the sheets that other scripts have added.
    if (!root.adoptedStyleSheets.length) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles + HOST_RULES);
      root.adoptedStyleSheets = [sheet];
    }
    const button = newLauncher(
      () => this.#load(),
      () => this.setAttribute("open", ""),
    );
    root.replaceChildren();
    // In the top layer nothing of the page lies above it, moves it or cuts it off.
    this.popover = "manual";
    this.showPopover?.();
    const show = () => {
      if (!root.childElementCount) root.append(button);
      this.attributeChangedCallback();
    };
    setTimeout(show, LOOK_WAIT_MS);
    const asked = readInbox(this.#server, this.getAttribute("inbox") ?? "", (input) => fetch(input));
    this.word.inbox = asked;
    void asked.then((inbox) => {
      dressAsInbox(this, inbox);
      show();
      // Who has written before waits for an answer; for all others it is there when they press, unless data is dear to them.
      whenIdle(() => {
        if (!navigator.connection?.saveData || hasWritten(this.getAttribute("inbox"))) this.#load();
      });
    });
    this.attributeChangedCallback();
    dispatchEvent(new CustomEvent("edgedesk:ready", { detail: { inbox: this.getAttribute("inbox") } }));
  }

  disconnectedCallback(): void {
    this.#mounted?.leave().stop();
    this.#mounted = undefined;
    this.#spoken = undefined;
  }

  attributeChangedCallback(): void {
    this.#mounted?.update();
    if (!this.#mounted) this.#say("launcher.open");
    const isOpen = this.hasAttribute("open");
    if (isOpen || this.#mounted) this.#load();
    // What customers are asked and told comes apart and after: most inboxes have nothing to say.
    if (isOpen) this.ask("consent", []);
  }

  /** Loads a further script of the widget, from where this one came. */
  fetchPart(name: string): Promise<Part> {
    return partsOf(this.#server).load(new URL(`widget-${name}.js`, this.#server).href);
  }

  /** Has it done by another script; if that does not come, the next wish asks for it again. */
  ask(name: string, values: readonly unknown[], part = name): void {
    this.fetchPart(part).then(
      ({ perform }) => perform?.(this, name, values),
      () => undefined,
    );
  }

  get #server(): string {
    return this.getAttribute("server") ?? ownOrigin;
  }

  #locale(): Locale {
    return pickLocale(this.getAttribute("locale"), navigator.languages);
  }

  #say(words: keyof (typeof launcherWords)["en"]): string {
    const text = launcherWords[this.#locale()][words];
    this.shadowRoot?.querySelector("button")?.setAttribute("aria-label", text);
    return text;
  }

  /** Puts the app in the launcher's place, or in that of one that speaks another language. */
  #load(): void {
    const locale = this.#locale();
    if (locale === this.#spoken || !this.isConnected) return;
    const button = this.shadowRoot?.querySelector("button");
    button?.setAttribute("aria-busy", "true");
    this.fetchPart(`app.${locale}`).then(
      ({ mount }) => {
        if (!mount || !this.isConnected || !this.shadowRoot) return;
        if (locale === this.#spoken || locale !== this.#locale()) return;
        // Taken away while it is pressed, the launcher would never be clicked.
        if (button?.matches(":active")) {
          setTimeout(() => this.#load(), PRESS_CHECK_MS);
          return;
        }
        this.#spoken = locale;
        this.#mounted = mount(this, this.shadowRoot, this.#mounted?.leave());
      },
      () => this.#failed(button),
    );
  }

  /** It did not come: says so if somebody waits for it, and tries again when there is a network, or when it is pressed. */
  #failed(button: HTMLButtonElement | null | undefined): void {
    button?.removeAttribute("aria-busy");
    if (this.#mounted || !button || !this.hasAttribute("open")) return;
    this.removeAttribute("open");
    const note = document.createElement("p");
    note.className = "unreachable";
    note.role = "alert";
    note.textContent = this.#say("launcher.unreachable");
    button.nextSibling?.remove();
    button.after(note);
    addEventListener("online", () => note.isConnected && this.setAttribute("open", ""), { once: true });
  }
}

/** Or has tried to: the badge has to be right. */
function hasWritten(inbox: string | null): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`edgedesk:${inbox}:`));
  } catch {
    return false;
  }
}

/** The shop's page comes first. */
function whenIdle(run: () => void): void {
  const idle = () => window.requestIdleCallback?.(run, { timeout: 2_000 }) ?? setTimeout(run, 200);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}

declare global {
  interface Navigator {
    /** Not in every browser. */
    readonly connection?: { readonly saveData: boolean };
  }
  interface HTMLElementTagNameMap {
    readonly "edgedesk-widget": EdgedeskWidget;
  }
}
