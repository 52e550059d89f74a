/** Keeps the end of a thread in sight, unless the reader has scrolled away from it. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ThreadItem } from "./thread-items.ts";

/** This near the end counts as at the end. */
const NEAR_PX = 64;

export interface StickToEnd {
  /** For the element that scrolls; it takes the focus so that keys can scroll it. */
  readonly props: {
    readonly ref: RefObject<HTMLDivElement | null>;
    readonly onScroll: () => void;
    readonly tabIndex: 0;
  };
  readonly atEnd: boolean;
  /** Messages that came while the reader was looking further up. */
  readonly unseen: number;
  readonly toEnd: () => void;
}

/**
 * @param extraRows whatever else stands at the end and may push it out of sight
 * @param onSeen called when the end is in sight and the page is being looked at
 */
export function useStickToEnd(items: readonly ThreadItem[], extraRows: number, onSeen: () => void): StickToEnd {
  const ref = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [seenKey, setSeenKey] = useState<string>();
  /** How far the first row was from the end, so that older rows above it do not move what is being read. */
  const before = useRef<{
    items?: readonly ThreadItem[];
    extraRows: number;
    firstKey: string | undefined;
    fromEndPx: number;
  }>({
    extraRows: 0,
    firstKey: items[0]?.key,
    fromEndPx: 0,
  });
  const lastKey = items.at(-1)?.key;
  const lastIsOwn = items.at(-1)?.entry.kind === "outgoing";

  useLayoutEffect(() => {
    const element = ref.current;
    const isSame = before.current.items === items && before.current.extraRows === extraRows;
    if (element === null || isSame) return;
    if (atEnd || lastIsOwn) element.scrollTop = element.scrollHeight;
    else if (items[0]?.key !== before.current.firstKey)
      element.scrollTop = element.scrollHeight - before.current.fromEndPx;
    const fromEndPx = element.scrollHeight - element.scrollTop;
    before.current = { items, extraRows, firstKey: items[0]?.key, fromEndPx };
  }, [items, extraRows, atEnd, lastIsOwn]);

  useEffect(() => {
    const seen = () => {
      if (!atEnd || document.visibilityState !== "visible") return;
      setSeenKey(lastKey);
      if (lastKey !== undefined) onSeen();
    };
    seen();
    document.addEventListener("visibilitychange", seen);
    return () => document.removeEventListener("visibilitychange", seen);
  }, [atEnd, lastKey, onSeen]);

  // The pane grows and shrinks with the composer, the window and a phone's keyboard.
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      if (atEnd) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [atEnd]);

  const seenIndex = items.findIndex((item) => item.key === seenKey);
  function onScroll() {
    const element = ref.current;
    if (element === null) return;
    const fromEndPx = element.scrollHeight - element.scrollTop;
    before.current = { ...before.current, fromEndPx };
    setAtEnd(fromEndPx - element.clientHeight < NEAR_PX);
  }
  return {
    props: { ref, onScroll, tabIndex: 0 },
    atEnd,
    unseen: seenIndex === -1 ? 0 : items.slice(seenIndex + 1).filter((item) => !item.own).length,
    toEnd() {
      ref.current?.scrollTo({ top: ref.current.scrollHeight });
    },
  };
}
