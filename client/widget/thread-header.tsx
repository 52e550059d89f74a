/** @jsxImportSource preact */
import type { ConversationLog } from "#client/lib/conversation-log.ts";
import { answering } from "#client/lib/entries.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { t, type Ui } from "./ui.ts";

/** Who answers, a bot or a person, and how soon. */
export function ThreadHeader({ ui: { desk }, log }: { ui: Ui; log: ConversationLog }) {
  const by = log.conversation?.status === "resolved" ? undefined : answering(log)?.by;
  const isBot = by?.type === "bot";
  return (
    <header class="thread-header">
      <button
        type="button"
        class="icon-button"
        data-testid="back"
        aria-label={t("action.back")}
        onClick={() => desk.home()}
      >
        <Icon name="back" />
      </button>
      <Avatar by={by} />
      <div class="who">
        <div class="who-line">
          <h2 data-testid="answering">{by?.name || t("thread.team")}</h2>
          {by && (
            <span class="tag">
              <Icon name={isBot ? "bot" : "person"} size={12} />
              {t(isBot ? "thread.bot" : "thread.person")}
            </span>
          )}
        </div>
        <p class="small cut" data-testid="thread-status" aria-live="polite">
          {status(log)}
        </p>
      </div>
      <Close close={() => desk.toggle(false)} />
    </header>
  );
}

/** Puts the panel away; the launcher does the same, but on a phone it is not there. */
export function Close({ close }: { close: () => void }) {
  return (
    <button type="button" class="icon-button" data-testid="close" aria-label={t("launcher.close")} onClick={close}>
      <Icon name="close" />
    </button>
  );
}

function status(log: ConversationLog): string {
  const typing = log.typing.find(({ by }) => by.type !== "contact");
  if (typing) return t("thread.typing", { name: typing.by.name || t("thread.team") });
  if (log.conversation?.status === "resolved") return t("thread.closed");
  if (answering(log)) return t("thread.answering");
  if (log.queuePosition === 1) return t("thread.next");
  return log.queuePosition === undefined ? t("thread.waiting") : t("thread.position", { position: log.queuePosition });
}
