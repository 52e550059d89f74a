/** Preact's side of an {@link Observable}. */
import { useEffect, useState } from "preact/hooks";

interface Watched<Value> {
  readonly get: () => Value;
  readonly subscribe: (listener: () => void) => () => void;
}

/** The current value; the component is drawn again when it changes. */
export function useObservable<Value>(watched: Watched<Value>): Value {
  const [, redraw] = useState<unknown>();
  useEffect(() => {
    const look = () => redraw(watched.get());
    // Something may have changed between drawing and now.
    look();
    return watched.subscribe(look);
  }, [watched]);
  return watched.get();
}

/** The time of now, drawn again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
