import { ActionIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ComponentProps, Suspense, useState } from "react";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import type { TicketSearch } from "#client/console/tickets/search.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketListWords } from "#client/i18n/console-ticket-list.ts";
import { TICKET_VIEWS } from "#protocol/constants";
import { ManageViewsDialog, SaveViewDialog } from "./dialogs.ts";
import { searchOf, useKeptViews } from "./use-kept-views.ts";
import { useViewCounts } from "./use-view-counts.ts";
import { VIEW_ICONS } from "./view-icons.ts";
import classes from "./views-rail.module.css";

/** The views that there are and those that the reader keeps, each one press away. */
export function ViewsRail({ search }: { search: TicketSearch }) {
  const { t } = useTicketWords();
  const { t: list } = useWordsOf(ticketListWords);
  const countOf = useViewCounts();
  const { views, isOpen, here, choose, changed, update } = useKeptViews(search);
  const [dialog, setDialog] = useState<"save" | "manage">();
  const close = () => setDialog(undefined);
  const isKept = views.some(isOpen);
  return (
    <nav className={classes.rail} aria-label={t("ticket.views")}>
      <p className={classes.title}>{t("ticket.title")}</p>
      <div className={classes.views}>
        <ul>
          {TICKET_VIEWS.map((view) => (
            <li key={view}>
              <ViewLink
                search={{ view }}
                icon={VIEW_ICONS[view]}
                name={t(`ticket.view.${view}`)}
                count={countOf(view)}
                isCurrent={search.view === view && !isKept}
                data-testid={`ticket-view-${view}`}
              />
            </li>
          ))}
        </ul>
        <div className={classes.heading}>
          <h2>{list("ticketList.saved")}</h2>
          {views.length > 0 && (
            <ActionIcon
              aria-label={list("ticketList.manage")}
              data-tip={list("ticketList.manage")}
              onClick={() => setDialog("manage")}
              data-testid="views-manage"
            >
              <Icon name="edit" size={16} />
            </ActionIcon>
          )}
        </div>
        <ul>
          {views.map((each) => (
            <li key={each.id}>
              <ViewLink
                search={searchOf(each)}
                icon="bookmark"
                name={each.name}
                isCurrent={isOpen(each)}
                onClick={() => choose(each)}
                data-testid="ticket-kept-view"
              />
            </li>
          ))}
        </ul>
        {changed !== undefined && (
          <button type="button" className={classes.view} onClick={() => update(changed)} data-testid="view-update">
            <Icon name="check" size={16} />
            <span className="ellipsis">{list("ticketList.update", { name: changed.name })}</span>
          </button>
        )}
        <button type="button" className={classes.view} onClick={() => setDialog("save")} data-testid="view-save">
          <Icon name="plus" size={16} />
          <span className="ellipsis">{list("ticketList.newView")}</span>
        </button>
      </div>
      <Suspense>
        {dialog === "save" && <SaveViewDialog of={here} onClose={close} />}
        {dialog === "manage" && <ManageViewsDialog subject="tickets" views={views} onClose={close} />}
      </Suspense>
    </nav>
  );
}

interface ViewLinkProps extends Pick<ComponentProps<typeof Link>, "onClick"> {
  readonly search: TicketSearch;
  readonly icon: IconName;
  readonly name: string;
  readonly count?: string | undefined;
  readonly isCurrent: boolean;
  readonly "data-testid": string;
}

function ViewLink({ search, icon, name, count, isCurrent, ...link }: ViewLinkProps) {
  return (
    <Link
      {...link}
      to="/tickets"
      search={search}
      // Else the router takes a view for the current one that the list only begins with.
      activeOptions={{ exact: true }}
      className={classes.view}
      aria-current={isCurrent ? "page" : undefined}
    >
      <Icon name={icon} size={16} />
      <span className="ellipsis" title={name}>
        {name}
      </span>
      {count !== undefined && <span className={classes.count}>{count}</span>}
    </Link>
  );
}
