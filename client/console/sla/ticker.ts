/** One tick a second for all countdowns on the page. Whoever shows one is drawn anew only when it shows something else. */
import { useCallback, useSyncExternalStore } from "react";

const TICK_MS = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** @param read what is shown at a moment */
export function useTicked(read: (nowMs: number) => number): number {
  return useSyncExternalStore(
    subscribe,
    useCallback(() => read(Date.now()), [read]),
  );
}
