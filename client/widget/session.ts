/**
 * The customer's session on this device: a short-lived token that is renewed while it can be, and begun anew when not.
 * All tabs of a shop share it through storage; a lock lets only one of them ask the server.
 */

import { widgetSession } from "#client/lib/answers.ts";
import { ApiError, type ApiOptions } from "#client/lib/api.ts";
import { type Credentials, isRunOut } from "#client/lib/credentials.ts";
import { openSession, type SessionRequest } from "#client/lib/customer-api.ts";
import { attemptJson } from "#client/lib/decoder.ts";
import type { KeyValueStore } from "#client/lib/storage.ts";
import type { Locale } from "#protocol/constants";
import type { WidgetSession } from "#protocol/http";

export interface SessionOptions {
  readonly baseUrl: string;
  readonly inboxId: string;
  readonly locale: () => Locale;
  readonly store: KeyValueStore;
  readonly fetch: typeof fetch;
  readonly nowMs: () => number;
  /** Runs one at a time over all tabs. */
  readonly lock: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** The customer goes on as somebody else: what belonged to the old contact is out of reach. */
  readonly replaced: () => void;
}

const NONE: WidgetSession = { token: "", contactId: "", expiresAtMs: 0 };

export class CustomerSession implements Credentials {
  readonly #options: SessionOptions;
  readonly #key: string;
  #session: WidgetSession | undefined;
  #renewing: Promise<boolean> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#key = `edgedesk:${options.inboxId}:session`;
    this.#session = this.#stored();
  }

  /** Has somebody written from here before? */
  get exists(): boolean {
    // Another tab may have begun it.
    this.#session ??= this.#stored();
    return this.#session !== undefined;
  }

  current(): WidgetSession {
    return this.#session ?? NONE;
  }

  /** A token that lasts for one request at least; the first call makes the contact. @throws ApiError */
  async token(): Promise<string> {
    if (!this.#session || isRunOut(this.#session.expiresAtMs, this.#options.nowMs())) await this.renew();
    return this.current().token;
  }

  /** @returns false when the customer had to begin anew as somebody else; rejects when nobody could be asked */
  renew(): Promise<boolean> {
    this.#renewing ??= this.#options
      .lock(() => this.#renew())
      .finally(() => {
        this.#renewing = undefined;
      });
    return this.#renewing;
  }

  async #renew(): Promise<boolean> {
    const old = this.#session;
    const stored = this.#stored();
    // Another tab was faster.
    if (stored && stored.token !== old?.token && !isRunOut(stored.expiresAtMs, this.#options.nowMs())) {
      return this.#take(stored, old);
    }
    return this.#take(await this.#ask(stored ?? old), old);
  }

  async #ask(known: WidgetSession | undefined): Promise<WidgetSession> {
    if (!known) return this.#open();
    try {
      return await this.#open(known.token);
    } catch (error) {
      // Too old to renew, erased, or of another secret: nothing is left but to begin anew.
      if (error instanceof ApiError && error.code === "unauthenticated") return this.#open();
      throw error;
    }
  }

  #open(token?: string): Promise<WidgetSession> {
    const { baseUrl, inboxId, locale, fetch } = this.#options;
    const api: ApiOptions = { baseUrl, fetch, token: async () => token ?? "" };
    const request: SessionRequest = { inboxId, locale: locale() };
    return openSession(api, request);
  }

  #take(session: WidgetSession, old: WidgetSession | undefined): boolean {
    this.#session = session;
    this.#options.store.set(this.#key, JSON.stringify(session));
    if (old === undefined || old.contactId === session.contactId) return true;
    this.#options.replaced();
    return false;
  }

  #stored(): WidgetSession | undefined {
    return attemptJson(widgetSession, this.#options.store.get(this.#key) ?? "");
  }
}

/** Uses the browser's locks where it has them (only on secure pages); else each tab is on its own. */
export function tabLock(name: string): SessionOptions["lock"] {
  return async (work) => (navigator.locks ? await navigator.locks.request(name, work) : await work());
}
