import { useRouter } from "@tanstack/react-router";
import { type MouseEvent, memo } from "react";
import { ExceptionChips } from "#client/console/exceptions/exception-chips.tsx";
import { duration } from "#client/console/format/time.ts";
import { LabelChips } from "#client/console/labels/label-chips.tsx";
import { type AskedMarks, type Marks, marksOf } from "#client/console/labels/marks.ts";
import { PriorityFlag } from "#client/console/labels/priority-flag.tsx";
import type { Directory } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { DueRing } from "#client/console/sla/due-ring.tsx";
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

/** A marketplace rates a shop on answering within this time. */
const LONG_WAIT_MS = 3 * 60_000;

const MAX_LABELS_SHOWN = 2;

export interface ConversationRowProps {
  readonly row: ConversationRow;
  readonly view: ConversationView;
  readonly filters: ListFilters;
  readonly nowMs: number;
  /** Whether its thread is on the screen. */
  readonly isOpen: boolean;
  readonly unread: number;
  readonly asked: AskedMarks;
  readonly directory: Directory;
}

/**
 * One conversation in a list: three lines, none of which moves when its state changes. What it shows comes from the list:
 * rows that each ask the router and the caches would all be drawn anew whenever another conversation is opened.
 */
export const ConversationRowLink = memo(function ConversationRowLink(props: ConversationRowProps) {
  const { row, view, filters, nowMs, unread } = props;
  const link = useRowLink(row.conversation.id, view, filters);
  const { t, locale } = useWords();
  const name = contactNameOf(row.conversation, row.contactName, t);
  const marks = marksOf(row.conversation, props.asked);
  const lastMs = Date.parse(row.lastActivityAt);
  return (
    <a
      {...link}
      className={classes.row}
      aria-current={props.isOpen ? "page" : undefined}
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
        <State row={row} view={view} marks={marks} directory={props.directory} />
        <Waiting row={row} nowMs={nowMs} />
      </span>
    </a>
  );
});

/** As the router's own links, without their share in every change of the address. */
function useRowLink(conversationId: string, view: ConversationView, filters: ListFilters) {
  const router = useRouter();
  const warm = useWarming(conversationId);
  const to = {
    to: "/inbox/$view/$conversationId",
    params: { view, conversationId },
    search: toSearch(filters),
  } as const;
  const enter = () => {
    warm.enter();
    void router.preloadRoute(to);
  };
  return {
    href: router.buildLocation(to).publicHref,
    onClick(event: MouseEvent) {
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!isPlain || event.defaultPrevented) return;
      event.preventDefault();
      void router.navigate(to);
    },
    onPointerEnter: enter,
    onPointerLeave: warm.leave,
    onFocus: enter,
  };
}

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
function State(props: Pick<ConversationRowProps, "row" | "view" | "directory"> & { marks: Marks }) {
  const { row, view } = props;
  const { labels, flags } = props.marks;
  const { t } = useWords();
  const { t: inbox } = useWordsOf(inboxWords);
  const urges = row.conversation.sla?.urges ?? 0;
  const { agentName, teamName } = props.directory;
  const { assigneeId, teamId } = row.conversation;
  const whose = assigneeId === undefined ? t("status.unassigned") : agentName(assigneeId);
  const isShared = view === "all" || view === "team";
  return (
    <span className={classes.tags}>
      <ExceptionChips flags={flags} />
      {urges > 0 && <span className={`${classes.tag} ${classes.urged}`}>{inbox("due.urged", { count: urges })}</span>}
      {labels.length > 0 && <LabelChips ids={labels} max={Math.max(1, MAX_LABELS_SHOWN - flags.length)} />}
      {labels.length === 0 && <span className={`${classes.tag} ellipsis`}>{isShared ? whose : teamName(teamId)}</span>}
    </span>
  );
}

const STATUS_ICONS = { pending: "bot", snoozed: "clock", resolved: "check" } as const;

/** When something is due, or how long the customer has waited, or in words why nobody waits. */
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
  const next = row.conversation.sla?.next;
  if (next !== undefined) return <DueRing next={next} />;
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
