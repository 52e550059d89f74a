/** What opens first, `/widget-app.<locale>.js`: the loader fetches it when somebody wants to chat, or has before. */
import { browserPlatform } from "#client/lib/platform.ts";
import { browserStore, isLasting } from "#client/lib/storage.ts";
import { Asking } from "./asking.ts";
import type { Mount, WidgetElement } from "./contract.ts";
import { Desk, type Talk } from "./desk.ts";
import { followKeyboard } from "./keyboard-height.ts";
import { giveSigns } from "./page-signs.ts";
import { tabLock } from "./session.ts";
import { locale } from "./ui.ts";
import { View } from "./view.tsx";
import styles from "./widget.css?inline";

/** The thread in this language, once it is there. */
let talk: Talk | undefined;

async function loadTalk(): Promise<Talk> {
  talk = await import("./talk.ts");
  return talk;
}

const loadAsk = () => import("./ask.ts");

export const mount: Mount = (host, root, known) => {
  const desk = known ?? deskOf(host);
  // The thread that is shown goes on in this language.
  desk.speak(locale, loadTalk);
  const asking = new Asking(desk, loadAsk);
  const stopping = new AbortController();
  const hadFocus = root.activeElement !== null;

  dress(root, styles);
  root.replaceChildren();
  const view = new View(desk, root, asking, () => {
    if (talk) dress(root, talk.styles);
    if (asking.script) dress(root, asking.script.styles);
    return talk;
  });
  if (hadFocus) root.querySelector("button")?.focus();
  followKeyboard(() => root.querySelector(".panel"), stopping.signal);
  const update = () => desk.toggle(host.hasAttribute("open"));
  if (!known) {
    giveSigns(host, desk);
    desk.start();
  }
  // The attribute speaks first: a page, or the app of another language, may have opened it already.
  update();
  return {
    update,
    leave: () => {
      stopping.abort();
      view.stop();
      return desk;
    },
  };
};

function deskOf(host: WidgetElement): Desk {
  const inboxId = host.getAttribute("inbox") ?? "";
  const options = {
    inboxId,
    baseUrl: host.getAttribute("server") ?? location.origin,
    platform: browserPlatform,
    store: browserStore(),
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
    lock: tabLock(`edgedesk:${inboxId}`),
    word: host.word,
    keeps: isLasting(),
  };
  return new Desk(options, loadTalk);
}

const sheets = new Map<string, CSSStyleSheet>();

/** Beside the loader's sheet. A constructed one needs no exception in a shop's content security policy, as `<style>` would. */
function dress(root: ShadowRoot, css: string): void {
  const sheet = sheets.get(css) ?? new CSSStyleSheet();
  if (root.adoptedStyleSheets.includes(sheet)) return;
  sheets.set(css, sheet);
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
}
