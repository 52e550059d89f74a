/** The widget itself, `/widget-app.<locale>.js`: the loader fetches it when somebody wants to chat, or has before. */
import { browserPlatform } from "#client/lib/platform.ts";
import { browserStore } from "#client/lib/storage.ts";
import type { Mount } from "./contract.ts";
import { Desk } from "./desk.ts";
import { followKeyboard } from "./keyboard-height.ts";
import { tabLock } from "./session.ts";
import { locale } from "./ui.ts";
import { View } from "./view.tsx";
import styles from "./widget.css?inline";

const mount: Mount = (host, root, known) => {
  const desk = known ?? deskOf(host);
  desk.locale = locale;
  const stopping = new AbortController();
  const hadFocus = root.activeElement !== null;

  dress(root);
  root.replaceChildren();
  const view = new View(desk, root);
  if (hadFocus) root.querySelector("button")?.focus();
  followKeyboard(() => root.querySelector(".panel"), stopping.signal);
  const update = () => desk.toggle(host.hasAttribute("open"));
  // The attribute speaks first: a page, or the app of another language, may have opened it already.
  update();
  if (!known) {
    desk.subscribe(() => host.toggleAttribute("open", desk.get().open));
    desk.start();
  }
  return {
    update,
    leave: () => {
      stopping.abort();
      view.stop();
      return desk;
    },
  };
};

function deskOf(host: HTMLElement): Desk {
  const inboxId = host.getAttribute("inbox") ?? "";
  return new Desk({
    inboxId,
    baseUrl: host.getAttribute("server") ?? location.origin,
    platform: browserPlatform,
    store: browserStore(),
    fetch: (input, init) => fetch(input, init),
    lock: tabLock(`edgedesk:${inboxId}`),
  });
}

/** Beside the loader's sheet. A constructed one needs no exception in a shop's content security policy, as `<style>` would. */
function dress(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets.push(sheet);
}

globalThis.edgedeskApp?.(locale, mount);
