/**
 * The one script that a shop puts on its pages:
 * `<script async src="https://…/widget.js" data-inbox="web"></script>`, with `data-locale` and `data-theme` if it likes.
 */
import { EdgedeskWidget } from "./element.tsx";

const TAG = "edgedesk-widget";
const script = document.currentScript;

if (!customElements.get(TAG)) customElements.define(TAG, EdgedeskWidget);

// A page may also place the element itself.
if (script instanceof HTMLScriptElement && !document.querySelector(TAG)) {
  const { inbox, locale, theme } = script.dataset;
  const widget = document.createElement(TAG);
  widget.setAttribute("inbox", inbox ?? "");
  widget.setAttribute("server", new URL(script.src).origin);
  if (locale) widget.setAttribute("locale", locale);
  if (theme) widget.setAttribute("data-theme", theme);
  const add = () => document.body.append(widget);
  if (document.body) add();
  else addEventListener("DOMContentLoaded", add);
}
