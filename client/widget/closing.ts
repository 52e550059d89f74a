/**
 * Asks the customer whether it is settled: a script of its own, `/widget-closing.js`, that the thread fetches where there is
 * something to ask. The thread keeps a place for it and says, with each drawing, how things stand.
 */
import { pickLocale } from "#client/i18n/locale.ts";
import type { ConversationClosing } from "#protocol/vocabulary";
import styles from "./closing.css?inline";
import { ClosingCard } from "./closing-card.ts";
import type { WidgetElement } from "./contract.ts";
import type { ThreadSource } from "./thread-source.ts";

const cards = new WeakMap<Element, ClosingCard>();
const dressed = new WeakSet<ShadowRoot>();

/** What the thread hands over. */
export type ClosingPlace = readonly [
  place: HTMLElement,
  closing: ConversationClosing,
  confirm: NonNullable<ThreadSource["confirm"]>,
];

export function perform(host: WidgetElement, _name: string, [place, closing, confirm]: ClosingPlace): void {
  const root = host.shadowRoot;
  if (root === null) return;
  if (!dressed.has(root)) {
    dressed.add(root);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets.push(sheet);
  }
  const locale = pickLocale(host.getAttribute("locale"), navigator.languages);
  const card = cards.get(place) ?? new ClosingCard(place, locale, confirm);
  cards.set(place, card);
  card.show(closing);
}
