import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { useMay } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { CreateDialog } from "#client/console/tickets/create-dialog.tsx";
import { FilterChips } from "#client/console/tickets/filters/filter-chips.tsx";
import { sortOf, type TicketSearch } from "#client/console/tickets/search.ts";
import { TriageParts } from "#client/console/tickets/triage-parts.tsx";
import { useTicketList } from "#client/console/tickets/use-ticket.ts";
import { useTriage } from "#client/console/tickets/use-triage.ts";
import { ViewTabs } from "#client/console/tickets/views/view-tabs.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { EmptyList } from "./empty-list.tsx";
import classes from "./list.module.css";
import { ListHeader } from "./list-header.tsx";
import { ListSkeleton } from "./list-skeleton.tsx";
import { TicketGroups } from "./ticket-groups.tsx";

interface TicketListProps {
  readonly search: TicketSearch;
  readonly openId: string | undefined;
  /** The views stand in a column of their own beside it. */
  readonly hasRail: boolean;
}

/** The tickets of a view, in groups, a page after the other. */
export function TicketList({ search, openId, hasRail }: TicketListProps) {
  const { t } = useTicketWords();
  const navigate = useNavigate();
  const { view = "mine", ...filters } = search;
  const list = useTicketList(view, filters);
  const pages = list.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  const [isCreating, setCreating] = useState(false);
  const mayCreate = useMay("ticket.create");
  const onNew = mayCreate ? () => setCreating(true) : undefined;
  const open = (ticketId: string) => void navigate({ to: "/tickets/$ticketId", params: { ticketId }, search });
  const step = (by: 1 | -1) => () => {
    const at = rows.findIndex(({ id }) => id === openId);
    const next = rows[at === -1 ? 0 : at + by];
    if (next !== undefined) open(next.id);
  };
  const triage = useTriage(rows, openId);
  useOffers({ next: step(1), previous: step(-1) });
  return (
    <section className={classes.list} aria-label={t("ticket.list")}>
      <ListHeader search={search} hasRail={hasRail} onNew={onNew} />
      {!hasRail && <ViewTabs search={search} />}
      <FilterChips search={search} />
      <TriageParts triage={triage} />
      <div className={classes.scroll} data-testid="list-scroll">
        {list.isPending && <ListSkeleton />}
        {list.isError && rows.length === 0 && (
          <Notice alert icon={<Icon name="warn" />} title={t("ticket.failed.title")} text={t("ticket.failed.text")}>
            <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
          </Notice>
        )}
        {list.isSuccess && rows.length === 0 && <EmptyList search={search} onNew={onNew} />}
        {rows.length > 0 && (
          <TicketGroups
            rows={rows}
            sort={sortOf(search)}
            hasMore={list.hasNextPage}
            search={search}
            openId={openId}
            triage={triage}
          />
        )}
        {list.hasNextPage && (
          <Button
            className={classes.more ?? ""}
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t("ticket.more")}
          </Button>
        )}
      </div>
      {isCreating && <CreateDialog of={{}} onClose={() => setCreating(false)} />}
    </section>
  );
}
