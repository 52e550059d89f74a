import { Link } from "@tanstack/react-router";
import { useDirectory } from "#client/console/session/directory.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { DueRing } from "#client/console/sla/due-ring.tsx";
import { StatusMark } from "#client/console/tickets/marks/status-mark.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import type { TicketRow } from "#protocol/http-tickets";
import classes from "./sub-tickets.module.css";

const WHOLE_LIST = { view: "all" } as const;

/** What another team does for the ticket: how far it is, with whom, and until when. */
export function SubTicketLine({ row }: { row: TicketRow }) {
  const { t } = useTicketWords();
  const { agentName, teamName } = useDirectory();
  const { assigneeId } = row;
  return (
    <li>
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: row.id }}
        search={WHOLE_LIST}
        className={classes.line}
        data-testid="ticket-line"
      >
        <StatusMark status={row.status} />
        <span className={`${classes.subject} ellipsis`}>{row.subject ?? t("ticket.locked")}</span>
        <span className={`${classes.team} ellipsis`}>{teamName(row.teamId)}</span>
        {row.sla?.next !== undefined && <DueRing next={row.sla.next} />}
        {assigneeId !== undefined && <Avatar id={assigneeId} name={agentName(assigneeId)} size={20} />}
      </Link>
    </li>
  );
}
