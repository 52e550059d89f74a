/**
 * For shops whose customers sign in, one more script beside the widget's:
 * `<script async src="https://…/widget-identity.js" data-inbox="web" data-token="…"></script>`. The token is the one that the
 * shop's server signs for this customer, good for some minutes. A page without reloads calls `edgedesk.identify(token)`
 * itself, and every page `edgedesk.signOut()` when its customer signs out.
 *
 * It asks nobody before the customer opens the widget, unless somebody has written from this browser: whoever only looks at
 * the shop leaves nothing behind.
 */
import { pickLocale } from "#client/i18n/locale.ts";
import { ApiError } from "#client/lib/api.ts";
import { browserStore } from "#client/lib/storage.ts";
import { TAG } from "./contract.ts";
import { type ExchangeOptions, exchange, forget, isKnown } from "./identity-exchange.ts";
import { tabLock } from "./session.ts";

declare global {
  /** What a shop's page may tell the widget. */
  var edgedesk:
    | { readonly identify: (identityToken: string) => Promise<void>; readonly signOut: () => void }
    | undefined;
}

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
const inboxId = script?.dataset.inbox ?? "";
const options: ExchangeOptions = {
  inboxId,
  baseUrl: new URL(script?.src ?? location.href).origin,
  locale: pickLocale(script?.dataset.locale ?? null, navigator.languages),
  store: browserStore(),
  fetch: (input, init) => fetch(input, init),
  lock: tabLock(`edgedesk:${inboxId}`),
};
let stopWaiting: () => void = () => undefined;

globalThis.edgedesk = {
  async identify(identityToken) {
    stopWaiting();
    if (!isKnown(options)) await opened();
    if (await exchange(options, identityToken)) beginAnew();
  },
  signOut() {
    stopWaiting();
    forget(options);
    beginAnew();
  },
};

/** Resolves when the widget is open; a later word on who it is ends the wait for good. */
function opened(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(`${TAG}[open]`)) return;
      stopWaiting();
      resolve();
    };
    const observer = new MutationObserver(look);
    stopWaiting = () => observer.disconnect();
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ["open"] });
    look();
  });
}

/** The widget reads its session when it is put into the page. What somebody is just writing is not taken from them. */
function beginAnew(): void {
  const widget = document.querySelector(TAG);
  if (!widget || widget.shadowRoot?.querySelector("textarea")?.value) return;
  widget.replaceWith(widget);
}

const { token } = script?.dataset ?? {};
if (token) {
  globalThis.edgedesk.identify(token).catch((error: unknown) => {
    // For whoever builds the shop; it names nobody.
    console.warn("Edgedesk:", error instanceof ApiError ? (error.reason ?? error.code) : "not identified");
  });
}
