/**
 * The one script that a shop puts on its pages:
 * `<script async src="https://…/widget.js" data-inbox="web"></script>`, with `data-locale` and `data-theme` if it likes.
 * It puts the launcher there and fetches the rest when a visitor moves towards it, or has written before.
 */
import { launcherWords } from "#client/i18n/launcher.ts";
import { pickLocale } from "#client/i18n/locale.ts";
import { type Mount, type Mounted, TAG } from "./contract.ts";
import { ICON_PATHS } from "./icon-paths.ts";
import styles from "./launcher.css?inline";

const script = document.currentScript;
const source = script instanceof HTMLScriptElement ? script.src : location.href;

let fetching: Promise<Mount> | undefined;

/** Fetches the app once; a failure is forgotten, so that the next wish tries again. */
function app(): Promise<Mount> {
  fetching ??= new Promise<Mount>((resolve, reject) => {
    globalThis.edgedeskApp = resolve;
    const tag = document.createElement("script");
    tag.src = new URL("widget-app.js", source).href;
    tag.onerror = () => {
      fetching = undefined;
      reject(new Error("The chat could not be loaded."));
    };
    document.head.append(tag);
  });
  return fetching;
}

/** Attributes: `inbox`, `locale` (else the browser's languages), `data-theme` (else the system's), `open`. */
class EdgedeskWidget extends HTMLElement {
  static readonly observedAttributes = ["locale", "open"];
  #mounted: Mounted | undefined;

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
    this.#mounted?.stop();
    this.#mounted = undefined;
  }

  attributeChangedCallback(): void {
    if (this.#mounted) this.#mounted.update();
    else {
      const locale = pickLocale(this.getAttribute("locale"), navigator.languages);
      this.shadowRoot?.querySelector("button")?.setAttribute("aria-label", launcherWords[locale]["launcher.open"]);
      if (this.hasAttribute("open")) this.#load();
    }
  }

  #load(): void {
    const button = this.shadowRoot?.querySelector("button");
    button?.setAttribute("aria-busy", "true");
    app().then(
      (mount) => {
        if (this.isConnected && this.shadowRoot) this.#mounted ??= mount(this, this.shadowRoot);
      },
      () => {
        this.removeAttribute("open");
        button?.removeAttribute("aria-busy");
      },
    );
  }

  #launcher(): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "launcher";
    button.dataset.testid = "launcher";
    button.setAttribute("aria-expanded", "false");
    const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    icon.setAttribute("class", "icon");
    icon.setAttribute("viewBox", "0 0 20 20");
    icon.setAttribute("width", "24");
    icon.setAttribute("height", "24");
    const path = document.createElementNS(icon.namespaceURI, "path");
    path.setAttribute("d", ICON_PATHS.chat);
    icon.append(path);
    button.append(icon);
    for (const sign of ["pointerenter", "focus", "touchstart"]) {
      button.addEventListener(sign, () => this.#load(), { passive: true });
    }
    button.addEventListener("click", () => this.setAttribute("open", ""));
    return button;
  }
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
  widget.setAttribute("inbox", inbox ?? "");
  widget.setAttribute("server", new URL(script.src).origin);
  if (locale) widget.setAttribute("locale", locale);
  if (theme) widget.setAttribute("data-theme", theme);
  const add = () => document.body.append(widget);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
}
