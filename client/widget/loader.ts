/**
 * The one script that a shop puts on its pages:
 * `<script async src="https://…/widget.js" data-inbox="web"></script>`; `docs/widget.md` has the attributes it takes.
 * It puts the launcher there and fetches what opens when the page is idle, or as soon as a visitor moves towards it.
 */
import { TAG } from "./contract.ts";
import { EdgedeskWidget } from "./element.ts";
import { setAttributes } from "./launcher.ts";
import { ownOrigin, ownScript } from "./own-script.ts";
import { installSdk } from "./sdk-front.ts";

if (!customElements.get(TAG)) customElements.define(TAG, EdgedeskWidget);
installSdk();

if (ownScript) {
  const { inbox = "", locale, theme, title } = ownScript.dataset;
  const add = () => {
    // A page may place the element itself, or have the script twice; each inbox has one. Its id needs no escaping.
    if (document.querySelector(TAG + (inbox && `[inbox="${inbox}"]`))) return;
    const widget = document.createElement(TAG);
    setAttributes(widget, { inbox, server: ownOrigin, locale, "data-theme": theme, "data-title": title });
    document.body.append(widget);
  };
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
}
