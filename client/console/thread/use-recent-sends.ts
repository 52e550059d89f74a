/** Which own messages were sent a moment ago, and may still be taken back with one press. */
import { useCallback, useEffect, useRef, useState } from "react";

/** As long as one usually needs to see that it was the wrong one. */
export const UNDO_SEND_MS = 5_000;

const NONE: ReadonlySet<string> = new Set();

/** @returns keys of those messages, and what to call with the key of one that was sent just now */
export function useRecentSends() {
  const [recent, setRecent] = useState(NONE);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running) clearTimeout(timer);
    };
  }, []);
  const sent = useCallback((key: string) => {
    setRecent((before) => new Set(before).add(key));
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      setRecent((before) => new Set([...before].filter((other) => other !== key)));
    }, UNDO_SEND_MS);
    timers.current.add(timer);
  }, []);
  return { recent, sent };
}
