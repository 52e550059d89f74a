import { Link } from "@tanstack/react-router";
import { ExceptionChips } from "#client/console/exceptions/exception-chips.tsx";
import { duration } from "#client/console/format/time.ts";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { PriorityFlag } from "#client/console/labels/priority-flag.tsx";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { DueRing } from "#client/console/sla/due-ring.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { todayWords } from "#client/i18n/console-today.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { ConversationRow } from "#protocol/vocabulary";
import classes from "./today.module.css";

/** One conversation of a section: who, what they wrote last, and how pressing it is. */
export function ConversationLine({ row, nowMs }: { row: ConversationRow; nowMs: number }) {
  const { t, locale } = useWordsOf(todayWords);
  const me = useMe();
  const { agentName } = useDirectory();
  const { conversation } = row;
  const { id, assigneeId, flags = [], priority = "normal", sla } = conversation;
  const name = contactNameOf(conversation, row.contactName, t);
  const isMine = assigneeId === me.id;
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: isMine ? "mine" : "all", conversationId: id }}
        className={classes.line}
        data-today-row=""
        data-testid="today-conversation"
      >
        <Avatar id={conversation.contactId} name={name} size={28} />
        <span className={classes.who}>
          <strong className="ellipsis">{name}</strong>
          <PriorityFlag priority={priority} />
        </span>
        <span className={`${classes.what} ellipsis`} data-unread={row.unread > 0 || undefined}>
          {row.preview?.text ?? t("row.empty")}
        </span>
        <span className={classes.marks}>
          <ExceptionChips flags={flags} />
          {!isMine && (
            <span className={classes.tag}>{assigneeId === undefined ? t("today.nobody") : agentName(assigneeId)}</span>
          )}
          {row.unread > 0 && (
            <span className={classes.unread}>
              <span aria-hidden="true">{row.unread > 99 ? "99+" : row.unread}</span>
              <span className="visually-hidden">{t("row.unread", { count: row.unread })}</span>
            </span>
          )}
        </span>
        <span className={classes.when}>
          {sla?.next !== undefined ? (
            <DueRing next={sla.next} />
          ) : row.waitingSince !== undefined ? (
            <>
              <Icon name="clock" size={14} />
              {duration(Math.max(0, nowMs - Date.parse(row.waitingSince)), locale)}
            </>
          ) : (
            <time title={formatInstant(locale, Date.parse(row.lastActivityAt))}>
              {formatAgo(locale, Date.parse(row.lastActivityAt), nowMs)}
            </time>
          )}
        </span>
      </Link>
    </li>
  );
}
