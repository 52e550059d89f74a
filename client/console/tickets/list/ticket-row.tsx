import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useDirectory } from "#client/console/session/directory.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { PriorityMark } from "#client/console/tickets/marks/priority-mark.tsx";
import { StatusMark } from "#client/console/tickets/marks/status-mark.tsx";
import { SubsMark } from "#client/console/tickets/marks/subs-mark.tsx";
import type { TicketSearch } from "#client/console/tickets/search.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketListWords } from "#client/i18n/console-ticket-list.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { TicketRow } from "#protocol/http-tickets";
import classes from "./row.module.css";
import { RowDue } from "./row-due.tsx";

interface TicketRowLineProps {
  readonly row: TicketRow;
  readonly search: TicketSearch;
  readonly isOpen: boolean;
  /** What selects it, where it can be: it takes the place of the priority. */
  readonly check: ReactNode;
  /** The present time, where the list goes by the last change: then each says when that was. */
  readonly changedByMs: number | undefined;
}

/** One ticket of the list: how pressing, how far, what about, whose, and when it is due. */
export function TicketRowLine({ row, search, isOpen, check, changedByMs }: TicketRowLineProps) {
  const { t, typeName } = useTicketWords();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // By the keyboard one goes on beyond what is in sight.
    if (isOpen) link.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen]);
  return (
    <li className={classes.item} data-ticket={row.id}>
      {check}
      <Link
        ref={link}
        to="/tickets/$ticketId"
        params={{ ticketId: row.id }}
        search={search}
        className={classes.row}
        aria-current={isOpen ? "true" : undefined}
        data-testid="ticket-line"
      >
        <PriorityMark priority={row.priority} />
        <StatusMark status={row.status} />
        <span className={classes.about}>
          <span className={classes.first}>
            <span className="ellipsis">{row.subject ?? t("ticket.locked")}</span>
            {row.subs !== undefined && <SubsMark {...row.subs} />}
          </span>
          <span className={`${classes.second} ellipsis`}>
            <span>{`#${row.number}`}</span>
            {row.contactName !== undefined && <span>{row.contactName}</span>}
            <span>{typeName(row.type)}</span>
            {changedByMs !== undefined && <Changed atMs={row.updatedAtMs} nowMs={changedByMs} />}
          </span>
        </span>
        <RowDue row={row} />
        <Face assigneeId={row.assigneeId} />
      </Link>
    </li>
  );
}

function Changed({ atMs, nowMs }: { readonly atMs: number; readonly nowMs: number }) {
  const { locale } = useTicketWords();
  return <time title={formatInstant(locale, atMs)}>{formatAgo(locale, atMs, nowMs)}</time>;
}

function Face({ assigneeId }: Pick<TicketRow, "assigneeId">) {
  const { t } = useWordsOf(ticketListWords);
  const { agentName } = useDirectory();
  if (assigneeId === undefined) return <span className={classes.face} />;
  const name = agentName(assigneeId);
  return (
    <span className={classes.face} title={name}>
      <Avatar id={assigneeId} name={name} size={24} />
      <span className="visually-hidden">{t("ticketList.assignee", { name })}</span>
    </span>
  );
}
