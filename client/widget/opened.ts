import { TAG } from "./contract.ts";

/** Resolves when the widget is open; never once `signal` has been aborted. */
export function opened(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => look());
    const look = () => {
      if (signal.aborted || !document.querySelector(`${TAG}[open]`)) return;
      observer.disconnect();
      resolve();
    };
    signal.addEventListener("abort", () => observer.disconnect());
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ["open"] });
    look();
  });
}
