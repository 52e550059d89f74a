/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import { formatDay } from "#client/i18n/format.ts";
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import { hasOlder } from "#client/lib/conversation-log.ts";
import { answering, entries, lastSeqOfOthers } from "#client/lib/entries.ts";
import type { ErrorCode } from "#protocol/constants";
import { Banner } from "./banner.tsx";
import { Bubble, type BubbleActions } from "./bubble.tsx";
import { Composer, type Editing } from "./composer.tsx";
import { ThreadHeader } from "./thread-header.tsx";
import { type Placed, placeEntries } from "./thread-layout.ts";
import type { ThreadSource } from "./thread-source.ts";
import { useNow, useObservable } from "./use-observable.ts";
import { useScroll } from "./use-scroll.ts";
import { useWords } from "./words.ts";

interface ThreadProps {
  readonly source: ThreadSource;
  readonly refusal: ErrorCode | undefined;
  readonly back: () => void;
  readonly close: () => void;
  readonly startNew: () => void;
}

/** Scrolled up this far, the page before is fetched without asking. */
const NEAR_TOP_PX = 120;

/** One conversation: who answers, what was said, how the line is, and where to write. */
export function Thread({ source, refusal, back, close, startNew }: ThreadProps) {
  const { t, locale } = useWords();
  const snapshot = useObservable(source);
  const { log, link } = snapshot;
  const nowMs = useNow(30_000);
  const [editing, setEditing] = useState<Editing>();
  const placed = placeEntries(entries(log), (atMs) => formatDay(locale, atMs, nowMs));
  const { list, missed, toEnd, scrolled, isAtEnd } = useScroll(placed.at(0)?.entry.key, placed.at(-1)?.entry.key);
  useReading(source, lastSeqOfOthers(log), missed, isAtEnd);
  const loadOlder = () => void source.loadOlder?.();

  const actions: BubbleActions = {
    edit: (messageId, content) => setEditing({ messageId, content }),
    recall: (messageId) => source.recall?.(messageId),
    retry: (clientId) => source.retry(clientId),
    discard: (clientId) => source.discard(clientId),
  };
  const submit = (text: string) => {
    if (editing && text !== editing.content) source.edit?.(editing.messageId, text);
    if (!editing) {
      source.send(text);
      toEnd();
    }
    setEditing(undefined);
  };

  return (
    <div class="thread" data-testid="thread">
      <ThreadHeader log={log} back={back} close={close} />
      <Banner link={link} caughtUp={log.caughtUp} retryNow={() => source.retryNow()} startNew={startNew} />
      <div
        class="messages"
        ref={list}
        data-testid="messages"
        onScroll={({ currentTarget }) => {
          scrolled();
          if (currentTarget.scrollTop < NEAR_TOP_PX && snapshot.older === "idle") loadOlder();
        }}
      >
        <Older snapshot={snapshot} load={loadOlder} />
        {placed.length === 0 && link.phase === "open" && log.caughtUp && <p class="hint">{t("thread.begin")}</p>}
        <div role="log" aria-label={t("thread.log")}>
          <ol>
            {placed.map((one) => (
              <DayAndBubble key={one.entry.key} placed={one} nowMs={nowMs} actions={actions} />
            ))}
          </ol>
        </div>
        <Footnote snapshot={snapshot} />
      </div>
      {missed && (
        <button type="button" class="latest" data-testid="to-latest" onClick={toEnd}>
          {t("thread.latest")}
        </button>
      )}
      {refusal && (
        <p class="refusal" role="alert">
          {t(refusal === "conflict" ? "message.editFailed" : `error.${refusal}`)}
        </p>
      )}
      <Composer
        draftOf={source}
        editing={editing}
        stopEditing={() => setEditing(undefined)}
        submit={submit}
        typing={() => source.typing?.()}
      />
    </div>
  );
}

/** What the visitor has before their eyes is read: at the end of the thread, on a page that is looked at. */
function useReading(source: ThreadSource, seq: number, missed: boolean, isAtEnd: () => boolean): void {
  useEffect(() => {
    const read = () => {
      if (seq > 0 && !missed && isAtEnd() && document.visibilityState === "visible") source.markRead?.();
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [source, seq, missed, isAtEnd]);
}

function Older({ snapshot: { log, older }, load }: { snapshot: ConversationSnapshot; load: () => void }) {
  const { t } = useWords();
  if (!hasOlder(log)) return null;
  const words = { idle: "thread.older", loading: "thread.olderLoading", failed: "thread.olderFailed" } as const;
  return (
    <button type="button" class="older" data-testid="load-older" disabled={older === "loading"} onClick={load}>
      {t(words[older])}
    </button>
  );
}

function DayAndBubble(props: { placed: Placed; nowMs: number; actions: BubbleActions }) {
  const { locale } = useWords();
  const { newDay, atMs } = props.placed;
  return (
    <>
      {newDay && <li class="day">{formatDay(locale, atMs, props.nowMs)}</li>}
      <Bubble {...props} />
    </>
  );
}

/** What comes next, where the eye is: below the last message. */
function Footnote({ snapshot: { log } }: { snapshot: ConversationSnapshot }) {
  const { t } = useWords();
  if (log.typing.some(({ by }) => by.type !== "contact")) {
    return (
      <p class="dots" aria-hidden="true" data-testid="typing">
        <i />
        <i />
        <i />
      </p>
    );
  }
  if (log.conversation?.status === "resolved") return <p class="hint">{t("thread.resolved")}</p>;
  if (log.queuePosition === undefined || answering(log)) return null;
  return (
    <p class="hint" data-testid="queue-note">
      {t("thread.positionNote")}
    </p>
  );
}
