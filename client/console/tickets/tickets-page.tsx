import { Outlet, useParams } from "@tanstack/react-router";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketWords } from "#client/i18n/console-tickets.ts";
import { TicketList } from "./ticket-list.tsx";
import classes from "./tickets.module.css";

/** The list beside the ticket that is open; on a phone one of the two. */
export function TicketsPage() {
  const { ticketId } = useParams({ strict: false });
  return (
    <div className={classes.panes} data-open={ticketId !== undefined || undefined}>
      <TicketList openId={ticketId} />
      <main className={classes.main}>
        <Outlet />
      </main>
    </div>
  );
}

export function NoTicket() {
  const { t } = useWordsOf(ticketWords);
  return <Notice icon={<Icon name="ticket" />} title={t("ticket.none.title")} text={t("ticket.none.text")} />;
}
