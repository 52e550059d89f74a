/**
 * The one script that a shop puts on its pages:
 * `<script async src="https://…/widget.js" data-inbox="web"></script>`, with `data-locale` and `data-theme` if it likes.
 * It puts the launcher there and fetches the rest when a visitor moves towards it, or has written before.
 */
import { launcherWords } from "#client/i18n/launcher.ts";
import { pickLocale } from "#client/i18n/locale.ts";
import type { Locale } from "#protocol/constants";
import { type Mount, type Mounted, TAG } from "./contract.ts";
import { ICON_PATHS } from "./icon-paths.ts";
import styles from "./launcher.css?inline";

const script = document.currentScript;
const source = script instanceof HTMLScriptElement ? script.src : location.href;

const SVG = "http://www.w3.org/2000/svg";
const PRESS_CHECK_MS = 50;

const apps = new Map<Locale, Promise<Mount>>();
const arrivals = new Map<Locale, (mount: Mount) => void>();
globalThis.edgedeskApp = (locale, mount) => arrivals.get(locale)?.(mount);

function fetchScript(name: string): HTMLScriptElement {
  const tag = document.createElement("script");
  tag.src = new URL(`widget-${name}.js`, source).href;
  document.head.append(tag);
  return tag;
}

/** Fetches the app of one language once; a failure is forgotten, so that the next wish tries again. */
function app(locale: Locale): Promise<Mount> {
  const fetching =
    apps.get(locale) ??
    new Promise<Mount>((resolve, reject) => {
      arrivals.set(locale, resolve);
      fetchScript(`app.${locale}`).onerror = () => {
        apps.delete(locale);
        reject(new Error());
      };
    });
  apps.set(locale, fetching);
  return fetching;
}

/** Attributes: `inbox`, `locale` (else the browser's languages), `data-theme` (else the system's), `open`. */
class EdgedeskWidget extends HTMLElement {
  static readonly observedAttributes = ["locale", "open"];
  #mounted: Mounted | undefined;
  #spoken: Locale | undefined;
  /** What customers are asked and told comes with the first opening, apart: most inboxes have nothing to say. */
  #asked: HTMLScriptElement | undefined;

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(this.#launcher());
    this.attributeChangedCallback();
    if (hasWritten(this.getAttribute("inbox"))) whenIdle(() => this.#load());
  }

  disconnectedCallback(): void {
    this.#mounted?.leave().stop();
    this.#mounted = undefined;
    this.#spoken = undefined;
  }

  attributeChangedCallback(): void {
    this.#mounted?.update();
    const button = this.shadowRoot?.querySelector("button");
    if (!this.#mounted) button?.setAttribute("aria-label", launcherWords[this.#locale()]["launcher.open"]);
    const isOpen = this.hasAttribute("open");
    if (isOpen) this.#asked ??= fetchScript("consent");
    if (isOpen || this.#mounted) this.#load();
  }

  #locale(): Locale {
    return pickLocale(this.getAttribute("locale"), navigator.languages);
  }

  /** Puts the app in the launcher's place, or in that of one that speaks another language. */
  #load(): void {
    const locale = this.#locale();
    if (locale === this.#spoken || !this.isConnected) return;
    const button = this.shadowRoot?.querySelector("button");
    button?.setAttribute("aria-busy", "true");
    app(locale).then(
      (mount) => {
        if (!this.isConnected || !this.shadowRoot || locale === this.#spoken || locale !== this.#locale()) return;
        // Taken away while it is pressed, the launcher would never be clicked.
        if (button?.matches(":active")) {
          setTimeout(() => this.#load(), PRESS_CHECK_MS);
          return;
        }
        this.#spoken = locale;
        this.#mounted = mount(this, this.shadowRoot, this.#mounted?.leave());
      },
      () => {
        if (!this.#mounted) this.removeAttribute("open");
        button?.removeAttribute("aria-busy");
      },
    );
  }

  #launcher(): HTMLButtonElement {
    const button = document.createElement("button");
    setAttributes(button, { type: "button", class: "launcher", "data-testid": "launcher", "aria-expanded": "false" });
    const icon = document.createElementNS(SVG, "svg");
    setAttributes(icon, { class: "icon", viewBox: "0 0 20 20", width: "24", height: "24" });
    const path = document.createElementNS(SVG, "path");
    setAttributes(path, { d: ICON_PATHS.chat });
    icon.append(path);
    button.append(icon);
    for (const sign of ["pointerenter", "focus", "touchstart"]) {
      button.addEventListener(sign, () => this.#load(), { passive: true });
    }
    button.addEventListener("click", () => this.setAttribute("open", ""));
    return button;
  }
}

function setAttributes(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

/** Somebody who has written before, or tried to, waits for an answer: the badge has to be right. */
function hasWritten(inbox: string | null): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(`edgedesk:${inbox}:`));
  } catch {
    return false;
  }
}

/** The shop's page comes first. */
function whenIdle(run: () => void): void {
  const idle = () =>
    "requestIdleCallback" in window ? requestIdleCallback(run, { timeout: 2_000 }) : setTimeout(run, 200);
  if (document.readyState === "complete") idle();
  else addEventListener("load", idle, { once: true });
}

if (!customElements.get(TAG)) customElements.define(TAG, EdgedeskWidget);

// A page may also place the element itself.
if (script instanceof HTMLScriptElement && !document.querySelector(TAG)) {
  const { inbox, locale, theme } = script.dataset;
  const widget = document.createElement(TAG);
  setAttributes(widget, {
    inbox: inbox ?? "",
    server: new URL(source).origin,
    ...(locale && { locale }),
    ...(theme && { "data-theme": theme }),
  });
  const add = () => document.body.append(widget);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
}
