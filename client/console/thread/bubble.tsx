import type { ReactNode } from "react";
import { useWords } from "#client/console/words.tsx";
import { formatInstant, formatTime } from "#client/i18n/format.ts";
import classes from "./bubble.module.css";
import { MaskedBubble } from "./masked-bubble.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { NoteText } from "./note-text.tsx";
import { ProductBubble } from "./product-bubble.tsx";
import { SendState } from "./send-state.tsx";
import { type ThreadItem, textOf } from "./thread-items.ts";
import type { ThreadCommands } from "./use-conversation.ts";

/** One message: the customer's filled, agents' tinted, the bot's outlined, notes amber, what was recalled dashed. */
export function Bubble(props: { item: ThreadItem; showState: boolean; commands: ThreadCommands; nowMs: number }) {
  const { item, showState, commands, nowMs } = props;
  const { t, locale } = useWords();
  const { entry } = item;
  const text = textOf(item);
  const editedAt = entry.kind === "message" ? entry.message.editedAt : undefined;
  const state = entry.state;
  const marks: ReactNode[] = [];
  if (text !== undefined && editedAt !== undefined) {
    marks.push(
      <span key="edited" title={formatInstant(locale, Date.parse(editedAt))}>
        {t("message.edited")}
      </span>,
    );
  }
  if (entry.kind === "message" && entry.change !== undefined)
    marks.push(<span key="changing">{t("message.changing")}</span>);
  const words = (shown: string) =>
    item.contentType === "product" && text !== undefined ? (
      <ProductBubble content={shown} />
    ) : (
      <p
        className={classes.bubble}
        data-recalled={text === undefined || undefined}
        data-outgoing={entry.kind === "outgoing" || undefined}
        title={formatInstant(locale, item.createdAtMs)}
      >
        {item.private && text !== undefined ? <NoteText text={shown} /> : shown}
      </p>
    );
  const problem = entry.kind === "outgoing" && (state === "failed" || state === "queued");
  return (
    <div className={classes.line} data-testid="message" data-state={state} data-private={item.private}>
      {entry.kind === "message" && item.own && text !== undefined && (
        <MessageMenu message={entry.message} text={text} commands={commands} nowMs={nowMs} />
      )}
      <div className={classes.stack}>
        {entry.kind === "message" && entry.message.masked && text !== undefined ? (
          // Anew with each change, so that what was shown of the old text is gone.
          <MaskedBubble key={entry.message.changedSeq} message={entry.message} render={words} />
        ) : (
          words(text ?? t("message.recalled"))
        )}
        {(marks.length > 0 || showState || problem) && (
          <div className={classes.below}>
            {marks}
            {(showState || problem) && state !== undefined ? (
              <SendState item={item} state={state} commands={commands} />
            ) : (
              marks.length > 0 && (
                <time dateTime={new Date(item.createdAtMs).toISOString()}>{formatTime(locale, item.createdAtMs)}</time>
              )
            )}
          </div>
        )}
      </div>
    </div>
  );
}
