/** Keeps the end of a thread in sight, unless the reader has scrolled away from it, with only the rows in sight in the page. */
import { defaultRangeExtractor, measureElement, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ThreadItem } from "./thread-items.ts";

/** This near the end counts as at the end. */
const NEAR_PX = 64;
/** This near the beginning older messages are fetched. */
const NEAR_START_PX = 600;
/** A thread of so few rows is in the page as a whole: the browser's own search finds all of it. */
export const MAX_WHOLE_ROWS = 60;
/** Rows out of sight may wait so long for a free moment. */
const WHOLE_WITHIN_MS = 500;
const GAP_PX = 10;
/** Room for what offers older messages. */
const TOP_PX = 48;
const BOTTOM_PX = 12;

export interface ScrolledRow {
  readonly key: string;
  /** How high it is, roughly, until it has been drawn. */
  readonly estimatePx: number;
}

/**
 * @param rows from the top
 * @param hasTop something stands above the first row
 * @param onSeen called when the end is in sight and the page is being looked at
 */
export function useThreadScroll(props: {
  readonly rows: readonly ScrolledRow[];
  readonly items: readonly ThreadItem[];
  readonly hasTop: boolean;
  readonly onSeen: () => void;
  readonly onNearStart: () => void;
}) {
  const { rows, items, hasTop, onSeen, onNearStart } = props;
  const ref = useRef<HTMLDivElement>(null);
  const focused = useRef<string>(undefined);
  const [atEnd, setAtEnd] = useState(true);
  /** The same, known before the next drawing: what changes the pane's height may do so in the moment of a jump. */
  const sticks = useRef(true);
  const [seenKey, setSeenKey] = useState<string>();
  const lastKey = items.at(-1)?.key;
  const lastIsOwn = items.at(-1)?.entry.kind === "outgoing";
  const isWhole = useSoon(WHOLE_WITHIN_MS);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => ref.current,
    // The same two functions as long as they say the same, or all rows would be placed anew with each that comes into sight.
    estimateSize: useCallback((index: number) => rows[index]?.estimatePx ?? 0, [rows]),
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    gap: GAP_PX,
    paddingStart: hasTop ? TOP_PX : GAP_PX,
    paddingEnd: BOTTOM_PX,
    overscan: 6,
    // As if it were drawn already, at its end: otherwise nothing is, at first, and all of it a second time.
    initialRect: { width: innerWidth, height: innerHeight },
    initialOffset: () => rows.reduce((sumPx, { estimatePx }) => sumPx + estimatePx + GAP_PX, 0),
    measureElement: measuredAfterLayout,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_PX,
    rangeExtractor(range) {
      if (isWhole && range.count <= MAX_WHOLE_ROWS) return Array.from({ length: range.count }, (_, index) => index);
      const indexes = defaultRangeExtractor(range);
      // The row that has the focus stays, or the keyboard would lose its place.
      const kept = focused.current === undefined ? -1 : rows.findIndex(({ key }) => key === focused.current);
      return kept === -1 || indexes.includes(kept) ? indexes : [...indexes, kept].sort((a, b) => a - b);
    },
  });

  const hasRows = rows.length > 0;
  useLayoutEffect(() => {
    if (hasRows) virtual.scrollToEnd();
  }, [hasRows, virtual]);
  // Whoever writes sees what they wrote.
  useLayoutEffect(() => {
    if (lastIsOwn && lastKey !== undefined) virtual.scrollToEnd();
  }, [lastIsOwn, lastKey, virtual]);

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
    // Keys scroll what has the focus, and not every browser lets it into what scrolls by itself.
    element.tabIndex = 0;
    let heightPx = element.clientHeight;
    const observer = new ResizeObserver(() => {
      // It also tells of the size that was there when it began to look.
      if (element.clientHeight === heightPx) return;
      heightPx = element.clientHeight;
      if (sticks.current) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const seenIndex = items.findIndex((item) => item.key === seenKey);
  return {
    virtual,
    ref,
    onScroll() {
      const element = ref.current;
      if (element === null) return;
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      setAtEnd(sticks.current);
      if (element.scrollTop < NEAR_START_PX && element.scrollHeight > element.clientHeight) onNearStart();
    },
    onFocusRow(key: string | undefined) {
      focused.current = key;
    },
    atEnd,
    /** Messages that came while the reader was looking further up. */
    unseen: seenIndex === -1 ? 0 : items.slice(seenIndex + 1).filter((item) => !item.own).length,
    toEnd: () => virtual.scrollToEnd(),
    toRow(index: number) {
      sticks.current = false;
      virtual.scrollToIndex(index, { align: "center" });
    },
  };
}

/**
 * Rows that come into the page are as high as estimated until the browser has laid them out and tells of all of them, before
 * it paints. Asked one after the other, each would have the page laid out anew.
 */
function measuredAfterLayout(
  row: Element,
  entry: ResizeObserverEntry | undefined,
  list: Virtualizer<HTMLDivElement, Element>,
): number {
  if (entry !== undefined) return measureElement(row, entry, list);
  const index = list.indexFromElement(row);
  return list.measurementsCache[index]?.size ?? list.options.estimateSize(index);
}

/** False in the first drawing, and true once the browser has nothing better to do. */
function useSoon(withinMs: number): boolean {
  const [isSoon, setSoon] = useState(false);
  useEffect(() => {
    const asked = requestIdleCallback(() => setSoon(true), { timeout: withinMs });
    return () => cancelIdleCallback(asked);
  }, [withinMs]);
  return isSoon;
}
