import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useParams } from "@tanstack/react-router";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { useAskedMarks } from "#client/console/labels/use-marks.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import type { ConversationView } from "#protocol/constants";
import classes from "./conversation-list.module.css";
import { ConversationRowLink } from "./conversation-row.tsx";
import type { ListFilters } from "./filters.ts";
import { heldRows } from "./held.ts";
import type { List } from "./use-list.ts";
import { useUnread } from "./use-unread.ts";

/** Relative times need not be truer than this. */
const TICK_MS = 15_000;
/** All rows of a list are of one height: three lines. */
const ROW_PX = 82;
const PHONE_ROW_PX = 86;
const EDGE_PX = 8;
/** This near the end more is fetched. */
const AHEAD_ROWS = 20;

/** The rows in sight and a few beside them. What comes new does not move them while somebody points at them or has scrolled. */
export function VirtualRows({ list, view, filters }: { list: List; view: ConversationView; filters: ListFilters }) {
  const { t } = useWordsOf(inboxWords);
  const nowMs = useNow(TICK_MS);
  const isPhone = useMediaQuery("(max-width: 767px)", undefined, { getInitialValueInEffect: false });
  const { conversationId: openId } = useParams({ strict: false });
  const unreadOf = useUnread();
  const askedOf = useAskedMarks();
  const directory = useDirectory();
  const scroller = useRef<HTMLDivElement>(null);
  /** By its id: what comes in above a row moves it. */
  const focused = useRef<string>(undefined);
  const [isPointed, setPointed] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  const { rows, waiting, letGo } = useHeld(list, isPointed || isScrolled);
  const indexOf = (id: string | undefined) => rows.findIndex(({ conversation }) => conversation.id === id);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    // The same two functions as long as they say the same, or all rows would be placed anew with each that comes into sight.
    estimateSize: useCallback(() => (isPhone ? PHONE_ROW_PX : ROW_PX), [isPhone]),
    getItemKey: useCallback((index: number) => rows[index]?.conversation.id ?? index, [rows]),
    paddingStart: EDGE_PX,
    paddingEnd: EDGE_PX,
    overscan: 8,
    // The row that has the focus stays, however far it is scrolled away, or the keyboard would lose its place.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      const kept = focused.current === undefined ? -1 : indexOf(focused.current);
      if (kept === -1 || indexes.includes(kept)) return indexes;
      return [...indexes, kept].sort((a, b) => a - b);
    },
  });
  const step = (by: number) => {
    const at = indexOf(focused.current ?? openId);
    const next = Math.max(0, Math.min(rows.length - 1, at + by));
    virtual.scrollToIndex(next);
    focused.current = rows[next]?.conversation.id;
    // The row may come into the page with the next drawing only.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`li[data-index="${next}"] > a`)?.focus({ preventScroll: true }),
      ),
    );
  };
  useOffers({ next: () => step(1), previous: () => step(-1) });
  const items = virtual.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const { hasMore, loadingMore, loadMore } = list;
  useEffect(() => {
    if (hasMore && !loadingMore && lastIndex >= rows.length - AHEAD_ROWS) loadMore();
  }, [hasMore, loadingMore, loadMore, lastIndex, rows.length]);
  return (
    <div className={classes.wrap}>
      <div
        ref={scroller}
        className={classes.scroll}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop > EDGE_PX)}
        onPointerEnter={(event) => setPointed(event.pointerType === "mouse")}
        onPointerLeave={() => setPointed(false)}
        data-testid="list-scroll"
      >
        <ul
          className={classes.rows}
          style={{ height: virtual.getTotalSize() }}
          data-scrolling={virtual.isScrolling || undefined}
          onFocus={({ target }) => {
            focused.current = target.closest<HTMLElement>("[data-conversation-id]")?.dataset.conversationId;
          }}
          onBlur={() => {
            focused.current = undefined;
          }}
        >
          {items.map(({ key, index, start }) => {
            const row = rows[index];
            return (
              row && (
                <li
                  key={key}
                  data-index={index}
                  aria-setsize={hasMore ? -1 : rows.length}
                  aria-posinset={index + 1}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <ConversationRowLink
                    row={row}
                    view={view}
                    filters={filters}
                    nowMs={nowMs}
                    isOpen={row.conversation.id === openId}
                    unread={unreadOf(row)}
                    asked={askedOf(row.conversation.id)}
                    directory={directory}
                  />
                </li>
              )
            );
          })}
        </ul>
        {loadingMore && (
          <p className={classes.loading} role="status">
            {t("inbox.loadingMore")}
          </p>
        )}
      </div>
      {waiting > 0 && (
        <Button
          className={classes.news}
          leftSection={<Icon name="up" size={16} />}
          onClick={() => {
            letGo();
            virtual.scrollToOffset(0);
          }}
          data-testid="list-news"
        >
          {t("inbox.news", { count: waiting })}
        </Button>
      )}
    </div>
  );
}

/** @param isHeld somebody is looking at rows that are not to move */
function useHeld({ rows }: List, isHeld: boolean) {
  const [order, setOrder] = useState<readonly string[]>();
  const idsNow = useCallback(() => rows.map(({ conversation }) => conversation.id), [rows]);
  if (isHeld && order === undefined) setOrder(idsNow());
  if (!isHeld && order !== undefined) setOrder(undefined);
  const held = useMemo(() => heldRows(rows, order), [rows, order]);
  return { ...held, letGo: () => setOrder(idsNow()) };
}
