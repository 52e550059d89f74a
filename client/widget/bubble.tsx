/** @jsxImportSource preact */
import { formatInstant, formatTime } from "#client/i18n/format.ts";
import { offeredChanges } from "#client/lib/change-windows.ts";
import type { SendState } from "#client/lib/entries.ts";
import { Icon, type IconName } from "./icon.tsx";
import { ProductBubble } from "./product-bubble.tsx";
import type { Placed } from "./thread-layout.ts";
import type { ThreadSource } from "./thread-source.ts";
import { t } from "./thread-words.ts";
import { locale, t as said, type Ui } from "./ui.ts";

interface BubbleProps {
  readonly ui: Ui;
  readonly source: ThreadSource;
  readonly placed: Placed;
}

/** One message with what stands around it: name and time above, state or a refusal below, what can be done beside. */
export function Bubble(props: BubbleProps) {
  const { entry, newGroup } = props.placed;
  const recalled = entry.kind === "message" && entry.message.recalledAt !== undefined;
  return (
    <li
      class={`message ${entry.own ? "own" : "other"} ${newGroup ? "first" : ""}`}
      data-testid="message"
      data-own={entry.own}
      data-state={entry.state}
    >
      {newGroup && <Speaker {...props} />}
      {recalled ? (
        <p class="recalled">{t(entry.own ? "message.recalledByYou" : "message.recalled")}</p>
      ) : (
        <>
          <Text {...props} />
          <Below {...props} />
        </>
      )}
    </li>
  );
}

/** Who speaks, and when. Own messages need no name on the screen, but a screen reader sees no sides. */
function Speaker({ placed: { entry, atMs } }: BubbleProps) {
  const by = entry.kind === "message" && !entry.own ? entry.message.sender : undefined;
  return (
    <div class={by ? "speaker" : "hidden"}>
      {by?.type === "bot" && (
        <span class="tag">
          <Icon name="bot" size={12} />
          {t("thread.bot")}
        </span>
      )}
      <span>{by ? <bdi>{by.name || said("team.name")}</bdi> : t("message.you")}</span> ·{" "}
      <time dateTime={new Date(atMs).toISOString()} title={formatInstant(locale, atMs)}>
        {formatTime(locale, atMs)}
      </time>
    </div>
  );
}

function Text({ ui, source, placed: { entry } }: BubbleProps) {
  const sent = entry.kind === "message" ? entry : undefined;
  const text = entry.kind === "outgoing" ? entry.item.content : (entry.change?.content ?? entry.message.content);
  const { contentType } = entry.kind === "outgoing" ? entry.item : entry.message;
  const offered = sent?.own && !sent.change ? offeredChanges(sent.message.createdAt, ui.nowMs) : undefined;
  const mayEdit = offered?.edit && contentType === "text";
  const open = ui.optionsOf === entry.key;
  return (
    <>
      <div class="line">
        {(mayEdit || offered?.recall) && (
          <button
            type="button"
            class="icon-button small options"
            data-testid="message-options"
            aria-label={t("message.options")}
            aria-expanded={open}
            onClick={() => ui.showOptions(open ? undefined : entry.key)}
          >
            <Icon name={open ? "close" : "more"} size={16} />
          </button>
        )}
        {contentType === "product" ? (
          <ProductBubble content={text} />
        ) : (
          <p class="bubble" dir="auto">
            {text}
            {sent?.message.editedAt && <span class="edited"> {t("message.edited")}</span>}
          </p>
        )}
      </div>
      {open && offered && sent && (
        <div class="chips">
          {offered.recall && (
            <button type="button" class="chip" onClick={() => source.recall?.(sent.message.id)}>
              {t("action.recall")}
            </button>
          )}
          {mayEdit && (
            <button
              type="button"
              class="chip"
              onClick={() => ui.edit({ messageId: sent.message.id, content: sent.message.content })}
            >
              {t("action.edit")}
            </button>
          )}
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

function Below({ source, placed: { entry, showState } }: BubbleProps) {
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
          <button type="button" class="text-button" onClick={() => source.retry(entry.key)}>
            {t("action.retry")}
          </button>
          <button type="button" class="text-button" onClick={() => source.discard(entry.key)}>
            {t("action.discard")}
          </button>
        </>
      )}
    </div>
  );
}
