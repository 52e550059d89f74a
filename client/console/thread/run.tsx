import { Avatar } from "#client/console/shell/avatar.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { formatTime } from "#client/i18n/format.ts";
import classes from "./bubble.module.css";
import { Bubble } from "./bubble.tsx";
import type { ThreadItem } from "./thread-items.ts";
import { UndoSend } from "./undo-send.tsx";
import type { ThreadCommands } from "./use-conversation.ts";

export interface RunProps {
  readonly items: readonly [ThreadItem, ...ThreadItem[]];
  readonly customerName: string;
  /** The item under which the send state stands. */
  readonly stateKey: string | undefined;
  readonly commands: ThreadCommands;
  readonly nowMs: number;
  /** The message that was sought. */
  readonly markedKey: string | undefined;
  readonly undoable: ReadonlySet<string>;
}

/** Bubbles of one speaker, with who it is above them. */
export function Run({ items, customerName, stateKey, commands, nowMs, markedKey, undoable }: RunProps) {
  const [first] = items;
  const kind = first.private ? "note" : first.sender.type;
  const fromCustomer = first.sender.type === "contact";
  return (
    <div
      className={classes.run}
      data-side={fromCustomer ? "in" : "out"}
      data-kind={kind}
      data-own={first.own || undefined}
    >
      {fromCustomer && <Avatar id={first.sender.id} name={customerName} size={28} />}
      <div className={classes.column}>
        <Speaker item={first} kind={kind} customerName={customerName} />
        {items.map((item) => (
          <div key={item.key} className={classes.place} data-marked={item.key === markedKey || undefined}>
            <Bubble item={item} showState={item.key === stateKey} commands={commands} nowMs={nowMs} />
            {undoable.has(item.key) && <UndoSend item={item} commands={commands} />}
          </div>
        ))}
      </div>
    </div>
  );
}

function Speaker({ item, kind, customerName }: { item: ThreadItem; kind: string; customerName: string }) {
  const { t, locale } = useWords();
  const time = <time dateTime={new Date(item.createdAtMs).toISOString()}>{formatTime(locale, item.createdAtMs)}</time>;
  const name = item.own ? t("thread.you") : item.sender.name;
  if (kind === "note") {
    return (
      <div className={classes.who} data-testid="note-author">
        <Icon name="lock" size={14} />
        <b>{t("note.title")}</b>
        <span>{name}</span>
        {time}
      </div>
    );
  }
  if (kind === "bot") {
    return (
      <div className={classes.who}>
        <span className={classes.botTag}>
          <Icon name="bot" size={14} />
          {t("bot.title")}
        </span>
        {time}
      </div>
    );
  }
  return (
    <div className={classes.who}>
      <span>{kind === "contact" ? customerName : name}</span>
      {time}
    </div>
  );
}
