import { Avatar } from "#client/console/shell/avatar.tsx";
import { MaskedBubble } from "#client/console/thread/masked-bubble.tsx";
import { NoteText } from "#client/console/thread/note-text.tsx";
import { ProductBubble } from "#client/console/thread/product-bubble.tsx";
import { SendState } from "#client/console/thread/send-state.tsx";
import { type ThreadItem, textOf } from "#client/console/thread/thread-items.ts";
import type { ThreadCommands } from "#client/console/thread/use-conversation.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketReplyWords } from "#client/i18n/console-ticket-replies.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import classes from "./replies.module.css";

/** What was said in the ticket's conversation: what the customer can read is told apart from what stays inside. */
export function MessageEntry(props: {
  item: ThreadItem;
  customerName: string;
  commands: Pick<ThreadCommands, "retry" | "discard">;
}) {
  const { item, customerName, commands } = props;
  const { t, locale } = useWordsOf(ticketReplyWords);
  const { entry, sender } = item;
  const fromCustomer = sender.type === "contact";
  const who = fromCustomer ? customerName : sender.name || t("ticketReply.system");
  const side = fromCustomer ? "customer" : item.private ? "note" : sender.type === "bot" ? "bot" : "public";
  const text = textOf(item);
  const words = (shown: string) =>
    item.contentType === "product" ? (
      <ProductBubble content={shown} />
    ) : (
      <p className={classes.text} dir="auto">
        {item.private ? <NoteText text={shown} /> : shown}
      </p>
    );
  return (
    <li className={classes.message} data-side={side} data-testid="entry-message" data-private={item.private}>
      <Avatar id={sender.id} name={who} size={28} />
      <div className={classes.box}>
        <p className={classes.who}>
          <b className="ellipsis">{who}</b>
          <span className={classes.tag}>{t(`ticketReply.${side}`)}</span>
          <time dateTime={new Date(item.createdAtMs).toISOString()} title={formatInstant(locale, item.createdAtMs)}>
            {formatAgo(locale, item.createdAtMs, Date.now())}
          </time>
        </p>
        {text === undefined && <p className={classes.quiet}>{t("ticketReply.recalled")}</p>}
        {text !== undefined &&
          (entry.kind === "message" && entry.message.masked ? (
            <MaskedBubble key={entry.message.changedSeq} message={entry.message} render={words} />
          ) : (
            words(text)
          ))}
        {entry.kind === "outgoing" && <SendState item={item} state={entry.state} commands={commands} />}
      </div>
    </li>
  );
}
