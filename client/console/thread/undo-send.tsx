import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { threadWords } from "#client/i18n/console-thread.ts";
import classes from "./bubble.module.css";
import { type ThreadItem, textOf } from "./thread-items.ts";
import type { ThreadCommands } from "./use-conversation.ts";

/** Under a message that was sent a moment ago: takes it back. */
export function UndoSend({ item, commands }: { item: ThreadItem; commands: ThreadCommands }) {
  const { t } = useWordsOf(threadWords);
  const text = textOf(item);
  if (item.entry.kind !== "message" || text === undefined || item.entry.change !== undefined) return null;
  const { message } = item.entry;
  return (
    <button
      type="button"
      className={classes.undo}
      title={t("message.undoHint")}
      onClick={() => commands.unsend(message, text)}
      data-testid="undo-send"
    >
      <Icon name="recall" size={14} />
      {t("message.undo")}
    </button>
  );
}
