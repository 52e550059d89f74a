import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useDirectory } from "#client/console/session/directory.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { DueRing } from "#client/console/sla/due-ring.tsx";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { TicketRow } from "#protocol/http-tickets";
import type { TicketSearch } from "./search.ts";
import classes from "./tickets.module.css";
import { useTicketWords } from "./words.ts";

/** One line of a list of tickets. */
export function TicketLine(props: {
  row: TicketRow;
  search: TicketSearch;
  isOpen: boolean;
  /** What selects it, where it can be. */
  check?: ReactNode;
}) {
  const { row, search, isOpen, check } = props;
  const { t, locale, typeName } = useTicketWords();
  const { agentName } = useDirectory();
  const { assigneeId } = row;
  return (
    <li data-ticket={row.id}>
      {check}
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: row.id }}
        search={search}
        className={classes.line}
        aria-current={isOpen ? "true" : undefined}
        data-testid="ticket-line"
      >
        <span className={classes.first}>
          <span className={classes.number}>{`#${row.number}`}</span>
          <StatusChip status={row.status} />
          {(row.priority === "high" || row.priority === "urgent") && (
            <span className={classes.pressing} data-pressing={row.priority}>
              {t(`ticket.priority.${row.priority}`)}
            </span>
          )}
          {row.sla?.next !== undefined && <DueRing next={row.sla.next} />}
          <time className={classes.when} title={formatInstant(locale, row.updatedAtMs)}>
            {formatAgo(locale, row.updatedAtMs, Date.now())}
          </time>
        </span>
        <span className={classes.second}>
          <strong className="ellipsis">{row.subject ?? t("ticket.locked")}</strong>
          <span className={classes.type}>{typeName(row.type)}</span>
          {assigneeId !== undefined && <Avatar id={assigneeId} name={agentName(assigneeId)} size={20} />}
        </span>
      </Link>
    </li>
  );
}

const TONES: Readonly<Record<TicketRow["status"], "accent" | "warn" | "ok" | "quiet">> = {
  new: "accent",
  open: "accent",
  waiting_customer: "warn",
  waiting_third_party: "warn",
  resolved: "ok",
  closed: "quiet",
};

export function StatusChip({ status }: Pick<TicketRow, "status">) {
  const { t } = useTicketWords();
  return (
    <span className={classes.chip} data-tone={TONES[status]} data-testid="ticket-status">
      {t(`ticket.status.${status}`)}
    </span>
  );
}
