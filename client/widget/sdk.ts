/**
 * What a shop's page tells of its customer, `/widget-sdk.js`: it comes when a page first says such a thing. Nothing is asked of
 * the server before the customer opens the widget, unless somebody has written from this browser: whoever only looks at the
 * shop leaves nothing behind.
 */
import { pickLocale } from "#client/i18n/locale.ts";
import { ApiError } from "#client/lib/api.ts";
import { browserStore } from "#client/lib/storage.ts";
import { beginAnew } from "./begin-anew.ts";
import type { WidgetElement } from "./contract.ts";
import { type ExchangeOptions, exchange, forget, isKnown } from "./identity-exchange.ts";
import { opened } from "./opened.ts";
import { PageMarks } from "./page-marks.ts";
import { tabLock } from "./session.ts";
import { identityIn } from "./user-details.ts";

class PageSdk {
  readonly #host: WidgetElement;
  readonly #options: ExchangeOptions;
  readonly #marks: PageMarks;
  #waiting = new AbortController();

  constructor(host: WidgetElement) {
    const inboxId = host.getAttribute("inbox") ?? "";
    this.#host = host;
    this.#options = {
      inboxId,
      baseUrl: host.getAttribute("server") ?? location.origin,
      locale: pickLocale(host.getAttribute("locale"), navigator.languages),
      store: browserStore(),
      fetch: (input, init) => fetch(input, init),
      lock: tabLock(`edgedesk:${inboxId}`),
    };
    this.#marks = new PageMarks(this.#options);
    host.word.begun = (conversationId) => void this.#marks.begun(conversationId);
  }

  async perform(name: string, [first, second]: readonly unknown[]): Promise<void> {
    if (name === "setUser") await this.#setUser(first, second);
    else if (name === "reset") this.#reset();
    else if (name === "setCustomAttributes") await this.#marks.setAttributes(first);
    else if (name === "setLabel") await this.#marks.label(first, true);
    else if (name === "removeLabel") await this.#marks.label(first, false);
  }

  /** A later word on who it is ends the wait of an earlier one for good. */
  async #setUser(identifier: unknown, details: unknown): Promise<void> {
    const identity = identityIn(identifier, details);
    if (!identity) throw new TypeError("setUser wants an identifier, and an identityToken or identifierHash beside it");
    this.#waiting.abort();
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    if (!isKnown(this.#options)) await opened(signal);
    const { replaced, name } = await exchange(this.#options, identity);
    if (signal.aborted) return;
    this.#host.word.customerName = name;
    this.#host.word.changed();
    if (replaced) beginAnew(this.#host);
  }

  #reset(): void {
    this.#waiting.abort();
    this.#marks.forget();
    this.#host.word.customerName = undefined;
    forget(this.#options);
    beginAnew(this.#host);
  }
}

const sdks = new WeakMap<WidgetElement, PageSdk>();

export function perform(host: WidgetElement, name: string, values: readonly unknown[]): void {
  const sdk = sdks.get(host) ?? new PageSdk(host);
  sdks.set(host, sdk);
  sdk.perform(name, values).catch((error: unknown) => {
    // For whoever builds the shop; it names nobody.
    const why = error instanceof ApiError ? (error.reason ?? error.code) : error instanceof TypeError && error.message;
    console.warn("Edgedesk:", name, why || "did not work");
  });
}
