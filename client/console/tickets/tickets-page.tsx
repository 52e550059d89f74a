import { useMediaQuery } from "@mantine/hooks";
import { Outlet, useParams, useSearch } from "@tanstack/react-router";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketWords } from "#client/i18n/console-tickets.ts";
import { TicketList } from "./list/ticket-list.tsx";
import { readTicketSearch } from "./search.ts";
import classes from "./tickets-page.module.css";
import { ViewsRail } from "./views/views-rail.tsx";

/** From here on there is room for the views beside the list; the style sheet has the same. */
const WITH_RAIL = "(min-width: 1366px)";

/** The views and the list beside the ticket that is open; on a phone one of the two. */
export function TicketsPage() {
  const { ticketId } = useParams({ strict: false });
  const search = { view: "mine" as const, ...readTicketSearch(useSearch({ strict: false })) };
  const hasRail = useMediaQuery(WITH_RAIL, undefined, { getInitialValueInEffect: false });
  return (
    <div className={classes.panes} data-open={ticketId !== undefined || undefined}>
      {hasRail && <ViewsRail search={search} />}
      <TicketList search={search} openId={ticketId} hasRail={hasRail} />
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
