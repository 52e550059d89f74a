import { ActionIcon, Button, Select, Skeleton } from "@mantine/core";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { useMay } from "#client/console/session/me.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { MAX_LIST_COUNT, PRIORITIES, TICKET_STATUSES, TICKET_TYPES, TICKET_VIEWS } from "#protocol/constants";
import { CreateDialog } from "./create-dialog.tsx";
import { FilterChips } from "./filters/filter-chips.tsx";
import { TicketFilterMenu } from "./filters/filter-menu.tsx";
import { TicketViewsMenu } from "./filters/ticket-views-menu.tsx";
import { useNarrow } from "./filters/use-narrow.ts";
import { readTicketSearch, type TicketSearch } from "./search.ts";
import { TicketLine } from "./ticket-line.tsx";
import classes from "./tickets.module.css";
import { RowCheck, selectableClass, TriageParts } from "./triage-parts.tsx";
import { useTicketCounts, useTicketList } from "./use-ticket.ts";
import { useTriage } from "./use-triage.ts";
import { useTicketTypes } from "./use-types.ts";
import { useTicketWords } from "./words.ts";

/** Views with their counts, what narrows them, and a page after the other. */
export function TicketList({ openId }: { openId: string | undefined }) {
  const { t } = useTicketWords();
  const navigate = useNavigate();
  const { view = "mine", ...filters } = readTicketSearch(useSearch({ strict: false }));
  const list = useTicketList(view, filters);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const [isCreating, setCreating] = useState(false);
  const mayCreate = useMay("ticket.create");
  const search: TicketSearch = { view, ...filters };
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
      <header className={classes.bar}>
        <h1>{t("ticket.title")}</h1>
        <TicketFilterMenu search={search} />
        <TicketViewsMenu search={search} />
        {mayCreate && (
          <ActionIcon
            aria-label={t("ticket.new")}
            data-tip={t("ticket.new")}
            onClick={() => setCreating(true)}
            data-testid="ticket-new"
          >
            <Icon name="plus" />
          </ActionIcon>
        )}
      </header>
      <Views search={search} />
      <Filters search={search} />
      <FilterChips search={search} />
      <TriageParts triage={triage} />
      <div className={classes.rows} data-testid="list-scroll">
        {list.isPending && <Loading />}
        {list.isError && rows.length === 0 && (
          <Notice alert icon={<Icon name="warn" />} title={t("ticket.failed.title")} text={t("ticket.failed.text")}>
            <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
          </Notice>
        )}
        {list.isSuccess && rows.length === 0 && (
          <Notice icon={<Icon name="ticket" />} title={t("ticket.empty.title")} text={t("ticket.empty.text")} />
        )}
        <ul className={selectableClass(triage)}>
          {rows.map((row) => (
            <TicketLine
              key={row.id}
              row={row}
              search={search}
              isOpen={row.id === openId}
              check={triage.mayChange && <RowCheck row={row} triage={triage} />}
            />
          ))}
        </ul>
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("ticket.more")}
          </Button>
        )}
      </div>
      {isCreating && <CreateDialog of={{}} onClose={() => setCreating(false)} />}
    </section>
  );
}

function Loading() {
  return (
    <div className={classes.loading} aria-hidden="true">
      {["a", "b", "c", "d"].map((row) => (
        <Skeleton key={row} height={48} />
      ))}
    </div>
  );
}

function Views({ search }: { search: TicketSearch }) {
  const { t } = useTicketWords();
  const counts = useTicketCounts();
  return (
    <nav className={classes.views} aria-label={t("ticket.views")}>
      {TICKET_VIEWS.map((view) => {
        const count = view === "all" ? undefined : counts?.[view];
        return (
          <Link
            key={view}
            to="/tickets"
            search={{ ...search, view }}
            className={classes.view}
            aria-current={search.view === view ? "page" : undefined}
            data-testid={`ticket-view-${view}`}
          >
            {t(`ticket.view.${view}`)}
            <i>{count !== undefined && count >= MAX_LIST_COUNT ? `${count}+` : count}</i>
          </Link>
        );
      })}
    </nav>
  );
}

function Filters({ search }: { search: TicketSearch }) {
  const { t, typeName } = useTicketWords();
  const types = useTicketTypes();
  const narrow = useNarrow(search);
  return (
    <div className={classes.filters}>
      <Select
        aria-label={t("ticket.status")}
        placeholder={t("ticket.status")}
        data={TICKET_STATUSES.map((value) => ({ value, label: t(`ticket.status.${value}`) }))}
        value={search.status ?? null}
        onChange={(value) => narrow({ status: TICKET_STATUSES.find((each) => each === value) })}
        clearable
        data-testid="ticket-filter-status"
      />
      <Select
        aria-label={t("ticket.priority")}
        placeholder={t("ticket.priority")}
        data={PRIORITIES.map((value) => ({ value, label: t(`ticket.priority.${value}`) }))}
        value={search.priority ?? null}
        onChange={(value) => narrow({ priority: PRIORITIES.find((each) => each === value) })}
        clearable
      />
      <Select
        aria-label={t("ticket.type")}
        placeholder={t("ticket.type")}
        data={[...TICKET_TYPES, ...types.map(({ id }) => id)].map((value) => ({ value, label: typeName(value) }))}
        value={search.type ?? null}
        onChange={(value) => narrow({ type: value ?? undefined })}
        clearable
        data-testid="ticket-filter-type"
      />
    </div>
  );
}
