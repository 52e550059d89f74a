import { Button } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { TicketFilterMenu } from "#client/console/tickets/filters/filter-menu.tsx";
import { TicketSortMenu } from "#client/console/tickets/filters/sort-menu.tsx";
import type { TicketSearch } from "#client/console/tickets/search.ts";
import { TicketViewsMenu } from "#client/console/tickets/views/ticket-views-menu.tsx";
import { useOpenView } from "#client/console/tickets/views/use-kept-views.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import classes from "./list.module.css";

interface ListHeaderProps {
  readonly search: TicketSearch;
  /** The views stand in a column of their own. */
  readonly hasRail: boolean;
  readonly onNew: (() => void) | undefined;
}

/** Which view it is, what narrows and orders it, and how another ticket is made. */
export function ListHeader({ search, hasRail, onNew }: ListHeaderProps) {
  const { t } = useTicketWords();
  const kept = useOpenView(search);
  const name = kept?.name ?? t(`ticket.view.${search.view ?? "mine"}`);
  return (
    <header className={classes.bar}>
      <h1 className="ellipsis" title={name} data-testid="ticket-view-name">
        {name}
      </h1>
      <TicketFilterMenu search={search} />
      <TicketSortMenu search={search} />
      {!hasRail && <TicketViewsMenu search={search} />}
      {onNew !== undefined && (
        <Button
          variant="filled"
          className={classes.new ?? ""}
          aria-label={t("ticket.new")}
          onClick={onNew}
          data-testid="ticket-new"
        >
          <Icon name="plus" size={16} />
          <span className={classes.newWord}>{t("ticket.new")}</span>
        </Button>
      )}
    </header>
  );
}
