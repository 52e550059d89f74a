/** @jsxImportSource preact */
import type { ConversationLog } from "#client/lib/conversation-log.ts";
import { answering } from "#client/lib/entries.ts";
import { Avatar } from "./avatar.tsx";
import { Close } from "./close.tsx";
import { Icon } from "./icon.tsx";
import { opening } from "./reply-time.ts";
import { promiseOf } from "./team.tsx";
import { t } from "./thread-words.ts";
import { locale, t as said, type Ui } from "./ui.ts";

/** Who answers, a bot or a person, and how soon. */
export function ThreadHeader({ ui, log }: { ui: Ui; log: ConversationLog }) {
  const { desk } = ui;
  const by = log.conversation?.status === "resolved" ? undefined : answering(log)?.by;
  const last = log.messages.findLast(({ sender, contentType }) => sender.type === "contact" && contentType === "text");
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
      <Avatar by={by} here={by?.type === "agent"} />
      <div class="who">
        <div class="who-line">
          <h2 data-testid="answering" dir="auto">
            {by?.name || said("team.name")}
          </h2>
          {by && (
            <span class="tag">
              <Icon name={isBot ? "bot" : "person"} size={12} />
              {t(isBot ? "thread.bot" : "thread.person")}
            </span>
          )}
        </div>
        <p class="small cut" data-testid="thread-status" aria-live="polite">
          {status(ui, log)}
        </p>
      </div>
      {last && (
        <button
          type="button"
          class="icon-button"
          data-testid="to-request"
          title={t("thread.toRequest")}
          aria-label={t("thread.toRequest")}
          onClick={() => void ui.asking.open({ conversationId: last.conversationId, text: last.content })}
        >
          <Icon name="form" />
        </button>
      )}
      <Close close={() => desk.toggle(false)} />
    </header>
  );
}

function status(ui: Ui, log: ConversationLog): string {
  const typing = log.typing.find(({ by }) => by.type !== "contact");
  if (typing) return t("thread.typing", { name: typing.by.name || said("team.name") });
  if (log.conversation?.status === "resolved") return t("thread.closed");
  if (answering(log)) return t("thread.answering");
  if (log.queuePosition === 1) return t("thread.next");
  if (log.queuePosition !== undefined) return t("thread.position", { position: log.queuePosition });
  // Nobody now: until when, as far as the shop has said.
  const { team } = ui.state.shop ?? {};
  if (team?.state === "away") return said("team.away");
  if (team?.opensAt) return t("thread.opens", { time: opening(locale, Date.parse(team.opensAt), ui.nowMs) });
  return team ? promiseOf(ui) : t("thread.waiting");
}
