/** @jsxImportSource preact */
import { useState } from "preact/hooks";
import { formatInstant, formatTime } from "#client/i18n/format.ts";
import { offeredChanges } from "#client/lib/change-windows.ts";
import type { SendState } from "#client/lib/entries.ts";
import { Icon, type IconName } from "./icon.tsx";
import type { Placed } from "./thread-layout.ts";
import { useWords } from "./words.ts";

export interface BubbleActions {
  readonly edit: (messageId: string, content: string) => void;
  readonly recall: (messageId: string) => void;
  readonly retry: (clientId: string) => void;
  readonly discard: (clientId: string) => void;
}

/** One message with what stands around it: name and time above, state or a refusal below, what can be done beside. */
export function Bubble({ placed, nowMs, actions }: { placed: Placed; nowMs: number; actions: BubbleActions }) {
  const { t } = useWords();
  const { entry, newGroup } = placed;
  const recalled = entry.kind === "message" && entry.message.recalledAt !== undefined;
  return (
    <li
      class={`message ${entry.own ? "own" : "other"} ${newGroup ? "first" : ""}`}
      data-testid="message"
      data-own={entry.own}
      data-state={entry.state}
    >
      <Speaker placed={placed} />
      {recalled ? (
        <p class="recalled">{t(entry.own ? "message.recalledByYou" : "message.recalled")}</p>
      ) : (
        <Text placed={placed} nowMs={nowMs} actions={actions} />
      )}
      {!recalled && entry.own && <Below placed={placed} actions={actions} />}
    </li>
  );
}

/** Who speaks, and when. A run of own messages needs no name on the screen, but a screen reader has no sides. */
function Speaker({ placed: { entry, atMs, newGroup } }: { placed: Placed }) {
  const { t, locale } = useWords();
  if (!newGroup) return null;
  const time = (
    <time dateTime={new Date(atMs).toISOString()} title={formatInstant(locale, atMs)}>
      {formatTime(locale, atMs)}
    </time>
  );
  if (entry.kind === "outgoing" || entry.own) {
    return (
      <div class="speaker hidden">
        {t("message.you")} · {time}
      </div>
    );
  }
  const { type, name } = entry.message.sender;
  return (
    <div class="speaker">
      {type === "bot" && (
        <span class="tag">
          <Icon name="bot" size={12} />
          {t("thread.bot")}
        </span>
      )}
      <span>{name === "" ? t("message.somebody") : name}</span> · {time}
    </div>
  );
}

function Text({ placed: { entry }, nowMs, actions }: { placed: Placed; nowMs: number; actions: BubbleActions }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const sent = entry.kind === "message" ? entry : undefined;
  const text = entry.kind === "outgoing" ? entry.item.content : (entry.change?.content ?? entry.message.content);
  const offered = sent?.own && !sent.change ? offeredChanges(sent.message.createdAt, nowMs) : undefined;
  const choose = (act: (messageId: string, content: string) => void) => () => {
    setOpen(false);
    if (sent) act(sent.message.id, sent.message.content);
  };
  return (
    <>
      <div class="line">
        {offered?.edit && (
          <button
            type="button"
            class="icon-button small options"
            data-testid="message-options"
            aria-label={t("message.options")}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? "close" : "more"} size={16} />
          </button>
        )}
        <p class="bubble" dir="auto">
          {text}
          {sent?.message.editedAt && <span class="edited"> {t("message.edited")}</span>}
        </p>
      </div>
      {open && offered?.edit && (
        <div class="chips">
          {offered.recall && (
            <button type="button" class="chip" onClick={choose(actions.recall)}>
              {t("action.recall")}
            </button>
          )}
          <button type="button" class="chip" onClick={choose(actions.edit)}>
            {t("action.edit")}
          </button>
        </div>
      )}
    </>
  );
}

const STATE_ICONS: Record<SendState, IconName> = {
  queued: "clock",
  sending: "clock",
  sent: "check",
  delivered: "checks",
  read: "checks",
  failed: "alert",
};

function Below({ placed: { entry, showState }, actions }: { placed: Placed; actions: BubbleActions }) {
  const { t } = useWords();
  const change = entry.kind === "message" ? entry.change : undefined;
  if (change) return <p class="state">{t(change.content === undefined ? "message.recalling" : "message.saving")}</p>;
  if (!showState || !entry.state) return null;
  const failed = entry.kind === "outgoing" ? entry.failedCode : undefined;
  return (
    <div class={`state ${entry.state}`} data-testid="send-state">
      <Icon name={STATE_ICONS[entry.state]} size={14} />
      <span>{failed ? `${t("send.failed")} · ${t(`error.${failed}`)}` : t(`send.${entry.state}`)}</span>
      {failed && (
        <>
          <button type="button" class="text-button" onClick={() => actions.retry(entry.key)}>
            {t("action.retry")}
          </button>
          <button type="button" class="text-button" onClick={() => actions.discard(entry.key)}>
            {t("action.discard")}
          </button>
        </>
      )}
    </div>
  );
}
