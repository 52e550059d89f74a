/**
 * For shops whose server writes the customer's identity into the page, one more script beside the widget's:
 * `<script async src="https://…/widget-identity.js" data-inbox="web" data-token="…"></script>`. The token is the one that the
 * shop's server signs for this customer, good for some minutes. It is `setUser` in other words; a page without reloads calls
 * `edgedesk.identify(token)` itself, and every page `edgedesk.signOut()` when its customer signs out.
 */
import { pickLocale } from "#client/i18n/locale.ts";
import { ApiError } from "#client/lib/api.ts";
import { browserStore } from "#client/lib/storage.ts";
import { beginAnew } from "./begin-anew.ts";
import { TAG } from "./contract.ts";
import { type ExchangeOptions, exchange, forget, isKnown } from "./identity-exchange.ts";
import { opened } from "./opened.ts";
import { tabLock } from "./session.ts";

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
let waiting = new AbortController();

const identity = {
  async identify(identityToken: string): Promise<void> {
    waiting.abort();
    waiting = new AbortController();
    if (!isKnown(options)) await opened(waiting.signal);
    const { replaced } = await exchange(options, { identityToken });
    if (replaced) beginAnew(document.querySelector(TAG));
  },
  signOut(): void {
    waiting.abort();
    forget(options);
    beginAnew(document.querySelector(TAG));
  },
};

// The widget's own script may be there already, or come later and find what a page has pushed meanwhile.
globalThis.edgedesk = Object.assign(globalThis.edgedesk ?? [], identity);

const { token } = script?.dataset ?? {};
if (token) {
  identity.identify(token).catch((error: unknown) => {
    // For whoever builds the shop; it names nobody.
    console.warn("Edgedesk:", error instanceof ApiError ? (error.reason ?? error.code) : "not identified");
  });
}
