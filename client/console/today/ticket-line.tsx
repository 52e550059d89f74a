import { Link } from "@tanstack/react-router";
import { upcoming } from "#client/console/format/time.ts";
import { PriorityFlag } from "#client/console/labels/priority-flag.tsx";
import { StatusChip } from "#client/console/tickets/marks/status-chip.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { todayWords } from "#client/i18n/console-today.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { TicketRow } from "#protocol/http-tickets";
import classes from "./today.module.css";

/** One ticket of a section: its number, what it is about, and when it is due. */
export function TicketLine({ row, nowMs }: { row: TicketRow; nowMs: number }) {
  const { t, locale } = useWordsOf(todayWords);
  const { t: ticket, typeName } = useTicketWords();
  const { dueAtMs } = row;
  return (
    <li>
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: row.id }}
        className={classes.line}
        data-today-row=""
        data-kind="ticket"
        data-testid="today-ticket"
      >
        <span className={classes.number}>{`#${row.number}`}</span>
        <span className={classes.who}>
          <strong className="ellipsis">{row.subject ?? ticket("ticket.locked")}</strong>
          <PriorityFlag priority={row.priority} />
        </span>
        <span className={`${classes.what} ellipsis`}>{typeName(row.type)}</span>
        <span className={classes.marks}>
          {row.assigneeId === undefined && <span className={classes.tag}>{t("today.nobody")}</span>}
          <StatusChip status={row.status} />
        </span>
        <span className={classes.when} data-late={(dueAtMs !== undefined && dueAtMs <= nowMs) || undefined}>
          {dueAtMs === undefined ? (
            <time title={formatInstant(locale, row.updatedAtMs)}>{formatAgo(locale, row.updatedAtMs, nowMs)}</time>
          ) : (
            <time title={formatInstant(locale, dueAtMs)}>
              {t(dueAtMs <= nowMs ? "today.overdue" : "today.dueBy", { time: upcoming(dueAtMs, nowMs, locale) })}
            </time>
          )}
        </span>
      </Link>
    </li>
  );
}
