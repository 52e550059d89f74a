import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { formatTime } from "#client/i18n/format.ts";
import type { SendState as State } from "#client/lib/entries.ts";
import classes from "./bubble.module.css";
import type { ThreadItem } from "./thread-items.ts";
import type { ThreadCommands } from "./use-conversation.ts";

const ICONS = {
  queued: "clock",
  sending: "clock",
  sent: "check",
  delivered: "checks",
  read: "checks",
  failed: "warn",
} as const;

/** How far an own message has come; a refused one offers what can be done. */
export function SendState(props: {
  item: ThreadItem;
  state: State;
  commands: Pick<ThreadCommands, "retry" | "discard">;
}) {
  const { item, state, commands } = props;
  const { t, locale } = useWords();
  const time = formatTime(locale, item.createdAtMs);
  if (state === "failed") {
    return (
      <span className={classes.failed} role="alert">
        <Icon name="warn" size={14} />
        {t("send.failed")}
        <button type="button" className={classes.link} onClick={() => commands.retry(item.key)}>
          {t("message.retry")}
        </button>
        <button type="button" className={classes.link} onClick={() => commands.discard(item.key)}>
          {t("action.discard")}
        </button>
      </span>
    );
  }
  const words = state === "queued" || state === "sending" ? t(`send.${state}`) : undefined;
  return (
    <span className={classes.state} data-testid="send-state" data-state={state}>
      <span className={classes.stateIcon} data-read={state === "read" || undefined}>
        <Icon name={ICONS[state]} size={14} />
      </span>
      {words ?? (item.private ? time : `${time} · ${t(`send.${state}`)}`)}
    </span>
  );
}
