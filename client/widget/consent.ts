/**
 * What a shop asks or tells its customers about their data: a script of its own, `/widget-consent.js`, that the loader
 * fetches with the first opening, so that nobody waits for it. It puts a notice at the foot of the open panel and never
 * stands in the way of writing.
 */
import { pickLocale } from "#client/i18n/locale.ts";
import { browserStore } from "#client/lib/storage.ts";
import { ConsentChoices } from "./consent-choices.ts";
import { ConsentNotice } from "./consent-notice.ts";
import type { WidgetElement } from "./contract.ts";
import { CustomerSession, tabLock } from "./session.ts";

const asked = new WeakSet<WidgetElement>();

/** Once for each element. */
export function perform(host: WidgetElement): void {
  const root = host.shadowRoot;
  if (root === null || asked.has(host)) return;
  asked.add(host);
  const inboxId = host.getAttribute("inbox") ?? "";
  const baseUrl = host.getAttribute("server") ?? location.origin;
  const locale = pickLocale(host.getAttribute("locale"), navigator.languages);
  // As another tab would: what the widget itself has goes through the same storage, under the same lock.
  const session = new CustomerSession({
    inboxId,
    baseUrl,
    locale: () => locale,
    store: browserStore(),
    fetch: (input, init) => fetch(input, init),
    nowMs: () => Date.now(),
    lock: tabLock(`edgedesk:${inboxId}`),
    replaced: () => void choices.load(),
  });
  const choices = new ConsentChoices({ inboxId, baseUrl, session, fetch: (input, init) => fetch(input, init) });
  new ConsentNotice(root, locale, choices).start();
}
