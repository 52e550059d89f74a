/** @jsxImportSource preact */
import type { ConversationLog } from "#client/lib/conversation-log.ts";
import { answering } from "#client/lib/entries.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { useWords } from "./words.ts";

/** Who answers, a bot or a person, and how soon. */
export function ThreadHeader({ log, back, close }: { log: ConversationLog; back: () => void; close: () => void }) {
  const { t } = useWords();
  const now = log.conversation?.status === "resolved" ? undefined : answering(log);
  return (
    <header class="thread-header">
      <button type="button" class="icon-button" data-testid="back" aria-label={t("action.back")} onClick={back}>
        <Icon name="back" />
      </button>
      <Avatar by={now?.by} />
      <div class="who">
        <div class="who-line">
          <h2 data-testid="answering">{now?.by.name || t("thread.team")}</h2>
          {now && (
            <span class="tag">
              <Icon name={now.by.type === "bot" ? "bot" : "person"} size={12} />
              {t(now.by.type === "bot" ? "thread.bot" : "thread.person")}
            </span>
          )}
        </div>
        <p class="small cut" data-testid="thread-status" aria-live="polite">
          <Status log={log} />
        </p>
      </div>
      <button type="button" class="icon-button" data-testid="close" aria-label={t("launcher.close")} onClick={close}>
        <Icon name="close" />
      </button>
    </header>
  );
}

function Status({ log }: { log: ConversationLog }) {
  const { t } = useWords();
  const typing = log.typing.find(({ by }) => by.type !== "contact");
  if (typing) return <>{t("thread.typing", { name: typing.by.name || t("message.somebody") })}</>;
  if (log.conversation?.status === "resolved") return <>{t("thread.closed")}</>;
  if (answering(log)) return <>{t("thread.answering")}</>;
  if (log.queuePosition === 1) return <>{t("thread.next")}</>;
  if (log.queuePosition !== undefined) return <>{t("thread.position", { position: log.queuePosition })}</>;
  return <>{t("thread.waiting")}</>;
}
