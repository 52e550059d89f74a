/**
 * `window.edgedesk`, on every page. What it can do at once it does; the rest comes as a script of its own when a page first asks
 * for it, and is done in the order in which it was asked. Before this script has run a page has a plain array in its place:
 * `window.edgedesk = window.edgedesk || []; edgedesk.push(["setUser", …])`.
 */
import { TAG } from "./contract.ts";

type Call = (...values: readonly unknown[]) => void;

/** The first three are done here, the rest by `widget-sdk.js`. */
const NAMES = "toggle setLocale setProduct setUser setCustomAttributes setLabel removeLabel reset";

function perform(name: string, values: readonly unknown[]): void {
  const widget = document.querySelector(TAG);
  if (!widget) {
    // A script in the page's head runs before there is one.
    addEventListener("edgedesk:ready", () => perform(name, values), { once: true });
    return;
  }
  const [first] = values;
  if (name === "toggle") widget.toggleAttribute("open", typeof first === "boolean" ? first : undefined);
  else if (name === "setLocale") widget.setAttribute("locale", String(first));
  else if (name === "setProduct") {
    widget.word.product = first;
    widget.word.changed();
  } else widget.ask(name, values, "sdk");
}

export function installSdk(): void {
  const before = globalThis.edgedesk;
  if (before && "toggle" in before) return;
  const sdk: Record<string, Call> = {};
  for (const name of NAMES.split(" ")) sdk[name] = (...values) => perform(name, values);
  sdk.push = (call) => {
    if (Array.isArray(call)) sdk[String(call[0])]?.(...call.slice(1));
  };
  // With what else was put on it; of an array the places come along, which nobody minds.
  globalThis.edgedesk = Object.assign(sdk, before);
  if (Array.isArray(before)) for (const call of before) sdk.push(call);
}
