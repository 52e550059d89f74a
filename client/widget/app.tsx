/** @jsxImportSource preact */
/** The widget itself, `/widget-app.js`: the loader fetches it when somebody wants to chat, or has before. */
import { render } from "preact";
import { pickLocale } from "#client/i18n/locale.ts";
import { browserPlatform } from "#client/lib/platform.ts";
import { browserStore } from "#client/lib/storage.ts";
import type { Mount } from "./contract.ts";
import { Desk } from "./desk.ts";
import { Panel } from "./panel.tsx";
import { tabLock } from "./session.ts";
import styles from "./widget.css?inline";
import { WordsContext, wordsIn } from "./words.ts";

const mount: Mount = (host, root) => {
  const locale = () => pickLocale(host.getAttribute("locale"), navigator.languages);
  const inboxId = host.getAttribute("inbox") ?? "";
  const desk = new Desk({
    inboxId,
    baseUrl: host.getAttribute("server") ?? location.origin,
    locale,
    platform: browserPlatform,
    store: browserStore(),
    fetch: (input, init) => fetch(input, init),
    lock: tabLock(`edgedesk:${inboxId}`),
  });
  const draw = () => {
    const words = wordsIn(locale());
    render(
      <WordsContext.Provider value={words}>
        <div class="root" lang={words.locale}>
          <Panel desk={desk} />
        </div>
      </WordsContext.Provider>,
      root,
    );
  };
  const update = () => {
    if (host.hasAttribute("open") !== desk.get().open) desk.toggle(host.hasAttribute("open"));
    draw();
  };

  dress(root);
  const hadFocus = root.activeElement !== null;
  root.replaceChildren();
  desk.subscribe(() => host.toggleAttribute("open", desk.get().open));
  desk.start();
  update();
  if (hadFocus && !desk.get().open) root.querySelector("button")?.focus();
  return {
    update,
    stop: () => {
      desk.stop();
      render(null, root);
    },
  };
};

/** Beside the loader's sheet. A constructed one needs no exception in a shop's content security policy, as `<style>` would. */
function dress(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

globalThis.edgedeskApp?.(mount);
