import { Button, Skeleton } from "@mantine/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { useCategoryName } from "#client/console/closing/use-closing.ts";
import { useLabels } from "#client/console/labels/use-labels.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWords } from "#client/console/words.tsx";
import { formatDay } from "#client/i18n/format.ts";
import { wordActivity } from "./activity.ts";
import { FindBar } from "./find-bar.tsx";
import { type Block, blockOf, estimatePx, layOut } from "./group.ts";
import classes from "./message-list.module.css";
import { Run } from "./run.tsx";
import { lastOwnKey, type ThreadItem } from "./thread-items.ts";
import { Typing, type Typist } from "./typing.tsx";
import type { ThreadCommands } from "./use-conversation.ts";
import { MAX_WHOLE_ROWS, useThreadScroll } from "./use-thread-scroll.ts";

export interface MessageListProps {
  readonly items: readonly ThreadItem[];
  readonly customerName: string;
  readonly firstNewKey: string | undefined;
  readonly loaded: boolean;
  readonly older: "none" | "idle" | "loading" | "failed";
  readonly typing: readonly Typist[];
  readonly commands: ThreadCommands;
  /** The message to show and mark, once it is there. */
  readonly soughtKey: string | undefined;
  /** Own messages that were sent a moment ago. */
  readonly undoable: ReadonlySet<string>;
  /** Called whenever the end is in sight of a reader who is looking. */
  readonly onSeen: () => void;
}

/** Today becomes yesterday, and a message can be changed no more, under the reader's eyes. */
const TICK_MS = 10_000;

/** The messages, the latest at the bottom and in sight unless the reader has scrolled up. */
export function MessageList(props: MessageListProps) {
  const { items, loaded, older, typing, commands, customerName, firstNewKey, soughtKey } = props;
  const { t } = useWords();
  const nowMs = useNow(TICK_MS);
  const [finding, setFinding] = useState(false);
  const [foundKey, setFoundKey] = useState<string>();
  const blocks = useMemo(() => layOut(items, firstNewKey), [items, firstNewKey]);
  const rows = useMemo(() => blocks.map((block) => ({ key: block.key, estimatePx: estimatePx(block) })), [blocks]);
  const scroll = useThreadScroll({
    rows,
    items,
    hasTop: older !== "none",
    onSeen: props.onSeen,
    // A page that failed is asked for by hand.
    onNearStart: () => older === "idle" && commands.loadOlder(),
  });
  const { toRow } = scroll;
  const shownKey = foundKey ?? soughtKey;
  const shownIndex = shownKey === undefined ? -1 : blockOf(blocks, shownKey);
  // Once for each that is sought: what comes above it meanwhile does not bring the reader back.
  const broughtTo = useRef<string>(undefined);
  useEffect(() => {
    const isThere = shownIndex !== -1;
    if (isThere && broughtTo.current !== shownKey) toRow(shownIndex);
    broughtTo.current = isThere ? shownKey : undefined;
  }, [shownKey, shownIndex, toRow]);

  const wrap = useFindKey(rows.length > MAX_WHOLE_ROWS && !finding, () => setFinding(true));

  const forRuns = {
    customerName,
    stateKey: lastOwnKey(items),
    commands,
    nowMs,
    markedKey: shownKey,
    undoable: props.undoable,
  };
  return (
    <div ref={wrap} className={classes.wrap}>
      {finding && (
        <FindBar
          items={items}
          canLoadOlder={older !== "none"}
          onLoadOlder={commands.loadOlder}
          onFound={setFoundKey}
          onClose={() => {
            setFinding(false);
            setFoundKey(undefined);
            scroll.ref.current?.focus();
          }}
        />
      )}
      <div
        ref={scroll.ref}
        onScroll={scroll.onScroll}
        className={classes.scroll}
        role="log"
        aria-label={t("thread.messages")}
        aria-busy={!loaded}
        // Rows that come into the page because somebody scrolls are no news.
        aria-live={scroll.atEnd ? "polite" : "off"}
        data-testid="messages"
      >
        {older !== "none" && <Older state={older} onLoad={commands.loadOlder} />}
        {!loaded && items.length === 0 && <Loading />}
        {loaded && items.length === 0 && <p className={classes.empty}>{t("thread.empty")}</p>}
        <ol
          className={classes.column}
          style={{ height: scroll.virtual.getTotalSize() }}
          onFocus={({ target }) => scroll.onFocusRow(target.closest("li")?.dataset.key)}
          onBlur={() => scroll.onFocusRow(undefined)}
        >
          {scroll.virtual.getVirtualItems().map(({ index, start }) => {
            const block = blocks[index];
            return (
              block && (
                <li
                  key={block.key}
                  ref={scroll.virtual.measureElement}
                  className={classes.row}
                  data-index={index}
                  data-key={block.key}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <Drawn block={block} nowMs={nowMs} forRuns={forRuns} />
                </li>
              )
            );
          })}
        </ol>
      </div>
      <Typing who={typing} />
      {!scroll.atEnd && (
        <Button
          className={classes.latest}
          leftSection={<Icon name="arrowDown" size={16} />}
          onClick={scroll.toEnd}
          data-testid="jump-to-latest"
        >
          {scroll.unseen > 0 ? t("thread.newCount", { count: scroll.unseen }) : t("thread.latest")}
        </Button>
      )}
    </div>
  );
}

/** Takes the browser's search key within a thread that is not in the page as a whole: that search would miss most of it. */
function useFindKey(isTaken: boolean, find: () => void) {
  const wrap = useRef<HTMLDivElement>(null);
  const latest = useRef(find);
  useEffect(() => {
    latest.current = find;
  });
  useEffect(() => {
    const element = wrap.current;
    if (!isTaken || element === null) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === "f";
      if (!isFind) return;
      event.preventDefault();
      latest.current();
    };
    element.addEventListener("keydown", onKeyDown);
    return () => element.removeEventListener("keydown", onKeyDown);
  }, [isTaken]);
  return wrap;
}

type ForRuns = Omit<Parameters<typeof Run>[0], "items">;

function Drawn({ block, nowMs, forRuns }: { block: Block<ThreadItem>; nowMs: number; forRuns: ForRuns }) {
  const { t, locale } = useWords();
  switch (block.kind) {
    case "day":
      return <div className={classes.divider}>{formatDay(locale, block.atMs, nowMs)}</div>;
    case "activity":
      return <ActivityLine item={block.item} />;
    case "run":
      return <Run items={block.items} {...forRuns} />;
    case "new":
      return (
        <div className={classes.divider} data-new data-testid="new-divider">
          {t("thread.new")}
        </div>
      );
  }
}

function ActivityLine({ item }: { item: ThreadItem }) {
  const { t } = useWords();
  const { nameOf } = useDirectory();
  const labels = useLabels();
  const content = item.entry.kind === "message" ? item.entry.message.content : "";
  const categoryNameOf = useCategoryName(content.includes('"category"'));
  if (item.entry.kind !== "message") return null;
  const { icon, text } = wordActivity(content, { nameOf, labelNameOf: labels.nameOf, categoryNameOf }, t);
  return (
    <div className={classes.activity} data-testid="activity">
      <Icon name={icon} size={14} />
      <span>{text}</span>
    </div>
  );
}

function Older({ state, onLoad }: { state: "idle" | "loading" | "failed"; onLoad: () => void }) {
  const { t } = useWords();
  return (
    <div className={classes.older}>
      {state === "failed" && <span role="alert">{t("thread.olderFailed")}</span>}
      <Button variant="subtle" loading={state === "loading"} onClick={onLoad} data-testid="load-older">
        {t("thread.older")}
      </Button>
    </div>
  );
}

function Loading() {
  const { t } = useWords();
  return (
    <div className={classes.loading} data-testid="messages-loading">
      <span className="visually-hidden">{t("console.loading")}</span>
      <Skeleton height={34} width="58%" />
      <Skeleton height={54} width="46%" ml="auto" />
      <Skeleton height={34} width="36%" />
      <Skeleton height={34} width="52%" ml="auto" />
    </div>
  );
}
