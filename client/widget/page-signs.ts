/** What the widget lets the shop's page know and show: window events, and the count in its title. */
import type { WidgetElement } from "./contract.ts";
import type { Desk } from "./desk.ts";
import { arrivals } from "./summary.ts";
import { countInTitle } from "./title-count.ts";

/** `edgedesk:opened`, `edgedesk:closed` and `edgedesk:message`; `data-title="off"` leaves the title alone. */
export function giveSigns(host: WidgetElement, desk: Desk): void {
  const inbox = host.getAttribute("inbox");
  const tell = (event: string, detail: object = {}) =>
    dispatchEvent(new CustomEvent(`edgedesk:${event}`, { detail: { inbox, ...detail } }));
  let before = desk.get();
  // Until the list was there, what it brings is old.
  let isKnown = false;
  const count = () => {
    const { open, unread } = desk.get();
    const isLookedAt = open && document.visibilityState === "visible";
    const isWanted = host.isConnected && host.dataset.title !== "off" && !isLookedAt;
    countInTitle(document, host, isWanted ? unread : 0);
  };
  desk.subscribe(() => {
    const now = desk.get();
    if (now.open !== before.open) {
      host.toggleAttribute("open", now.open);
      tell(now.open ? "opened" : "closed");
    }
    if (isKnown) {
      for (const { key, by, text } of arrivals(before.summaries, now.summaries)) {
        tell("message", { conversationId: key, from: by?.type, name: by?.name, text });
      }
    }
    isKnown ||= now.list === "known" || now.list === "unknown";
    before = now;
    count();
  });
  document.addEventListener("visibilitychange", () => {
    count();
    if (host.isConnected && document.visibilityState === "visible") desk.lookAgain();
  });
}
