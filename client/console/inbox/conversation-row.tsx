import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { duration } from "#client/console/format/time.ts";
import { LabelChips } from "#client/console/labels/label-chips.tsx";
import { PriorityFlag } from "#client/console/labels/priority-flag.tsx";
import { useMarks } from "#client/console/labels/use-marks.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWarming } from "#client/console/thread/live-threads.tsx";
import { useWords, useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { ConversationView } from "#protocol/constants";
import type { ConversationRow } from "#protocol/vocabulary";
import { contactNameOf } from "./contact-name.ts";
import classes from "./conversation-row.module.css";
import { type ListFilters, toSearch } from "./filters.ts";
import { useUnread } from "./use-unread.ts";

/** A marketplace rates a shop on answering within this time. */
const LONG_WAIT_MS = 3 * 60_000;

const MAX_LABELS_SHOWN = 2;

/** One conversation in a list: three lines, none of which moves when its state changes. */
export const ConversationRowLink = memo(function ConversationRowLink(props: {
  row: ConversationRow;
  view: ConversationView;
  filters: ListFilters;
  nowMs: number;
}) {
  const { row, view, filters, nowMs } = props;
  const warm = useWarming(row.conversation.id);
  const { t, locale } = useWords();
  const name = contactNameOf(row.conversation, row.contactName, t);
  const unread = useUnread()(row);
  const marks = useMarks(row.conversation);
  const lastMs = Date.parse(row.lastActivityAt);
  return (
    <Link
      to="/inbox/$view/$conversationId"
      params={{ view, conversationId: row.conversation.id }}
      search={toSearch(filters)}
      onPointerEnter={warm.enter}
      onPointerLeave={warm.leave}
      onFocus={warm.enter}
      className={classes.row}
      data-testid="conversation-row"
      data-conversation-id={row.conversation.id}
    >
      <span className={classes.face}>
        <Avatar id={row.conversation.contactId} name={name} />
        <ChannelGlyph />
      </span>
      <span className={classes.first}>
        <span className={classes.name}>
          <strong className="ellipsis">{name}</strong>
          <PriorityFlag priority={marks.priority} />
        </span>
        <time className={classes.age} dateTime={row.lastActivityAt} title={formatInstant(locale, lastMs)}>
          {formatAgo(locale, lastMs, nowMs)}
        </time>
      </span>
      <span className={classes.second} data-unread={unread > 0 || undefined}>
        <Preview row={row} />
        {unread > 0 && (
          <span className={classes.unread} data-testid="row-unread">
            <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
            <span className="visually-hidden">{t("row.unread", { count: unread })}</span>
          </span>
        )}
      </span>
      <span className={classes.third}>
        <State row={row} view={view} labels={marks.labels} />
        <Waiting row={row} nowMs={nowMs} />
      </span>
    </Link>
  );
});

function Preview({ row }: { row: ConversationRow }) {
  const { t } = useWords();
  const me = useMe();
  const { preview } = row;
  if (preview === undefined) return <span className={`${classes.preview} ellipsis`}>{t("row.empty")}</span>;
  const { sender } = preview;
  return (
    <span className={`${classes.preview} ellipsis`}>
      {preview.private && (
        <span className={classes.mark}>
          <Icon name="lock" size={14} />
          <span className="visually-hidden">{t("row.note")} </span>
        </span>
      )}
      {sender.type === "bot" && (
        <span className={classes.mark}>
          <Icon name="bot" size={14} />
        </span>
      )}
      {sender.type === "agent" && (sender.id === me.id ? t("row.you") : t("row.by", { name: sender.name }))}
      {sender.type === "bot" && t("row.by", { name: t("bot.title") })}
      {preview.text}
    </span>
  );
}

/** Where the customer writes. Every conversation comes by the website so far. */
function ChannelGlyph() {
  const { t } = useWordsOf(inboxWords);
  return (
    <span className={classes.channel} title={t("inbox.channel.web")}>
      <Icon name="web" size={14} />
    </span>
  );
}

/** On the left of the third line: labels, which say more, or else whose it is. There is no room for both. */
function State(props: { row: ConversationRow; view: ConversationView; labels: readonly string[] }) {
  const { row, view, labels } = props;
  const { t } = useWords();
  const { agentName, teamName } = useDirectory();
  const { assigneeId, teamId } = row.conversation;
  const whose = assigneeId === undefined ? t("status.unassigned") : agentName(assigneeId);
  const isShared = view === "all" || view === "team";
  return (
    <span className={classes.tags}>
      <LabelChips ids={labels} max={MAX_LABELS_SHOWN} />
      {labels.length === 0 && <span className={`${classes.tag} ellipsis`}>{isShared ? whose : teamName(teamId)}</span>}
    </span>
  );
}

const STATUS_ICONS = { pending: "bot", snoozed: "clock", resolved: "check" } as const;

/** How long the customer has waited, or in words why nobody waits. */
function Waiting({ row, nowMs }: { row: ConversationRow; nowMs: number }) {
  const { t, locale } = useWordsOf(inboxWords);
  const { status } = row.conversation;
  if (status !== "open") {
    return (
      <span className={classes.waiting}>
        <Icon name={STATUS_ICONS[status]} size={14} />
        {t(`status.${status}`)}
      </span>
    );
  }
  if (row.waitingSince === undefined) {
    if (row.preview?.sender.type !== "agent" || row.preview.private) return null;
    return (
      <span className={classes.waiting}>
        <Icon name="pause" size={14} />
        {t("inbox.waitingOnCustomer")}
      </span>
    );
  }
  const waitedMs = Math.max(0, nowMs - Date.parse(row.waitingSince));
  return (
    <span className={classes.waiting} data-long={waitedMs >= LONG_WAIT_MS || undefined}>
      <Icon name="clock" size={14} />
      {t("row.waiting", { duration: duration(waitedMs, locale) })}
    </span>
  );
}
