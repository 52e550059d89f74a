import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { TicketSearch } from "#client/console/tickets/search.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { TICKET_VIEWS } from "#protocol/constants";
import { searchOf, useKeptViews } from "./use-kept-views.ts";
import { useViewCounts } from "./use-view-counts.ts";
import classes from "./view-tabs.module.css";

/** Else the router takes a view for the current one that the list only begins with. */
const EXACT = { exact: true };

/** The views in a line that is pushed sideways, where there is no room for a column of them. */
export function ViewTabs({ search }: { search: TicketSearch }) {
  const { t } = useTicketWords();
  const countOf = useViewCounts();
  const { views, isOpen } = useKeptViews(search);
  const openId = views.find(isOpen)?.id;
  const current = openId ?? search.view;
  const line = useRef<HTMLElement>(null);
  useEffect(() => {
    const tab = current === undefined ? null : line.current?.querySelector("[aria-current]");
    tab?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <nav ref={line} className={classes.tabs} aria-label={t("ticket.views")}>
      {TICKET_VIEWS.map((view) => (
        <Link
          key={view}
          to="/tickets"
          search={{ view }}
          activeOptions={EXACT}
          aria-current={current === view ? "page" : undefined}
          data-testid={`ticket-view-${view}`}
        >
          {t(`ticket.view.${view}`)}
          <i>{countOf(view)}</i>
        </Link>
      ))}
      {views.map((each) => (
        <Link
          key={each.id}
          to="/tickets"
          search={searchOf(each)}
          activeOptions={EXACT}
          aria-current={current === each.id ? "page" : undefined}
          data-testid="ticket-kept-view"
        >
          {each.name}
        </Link>
      ))}
    </nav>
  );
}
