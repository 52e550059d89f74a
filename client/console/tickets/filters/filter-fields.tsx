import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { countTicketFilters, type TicketSearch } from "#client/console/tickets/search.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketFilterWords } from "#client/i18n/console-ticket-filters.ts";
import { TICKET_DUE_WITHIN, TICKET_SORTS } from "#protocol/constants";
import { useNarrow } from "./use-narrow.ts";

/** Each filter that has no field of its own above the list; what is chosen narrows it at once. */
export default function FilterFields({ search }: { search: TicketSearch }) {
  const { t } = useWordsOf(ticketFilterWords);
  const navigate = useNavigate();
  const narrow = useNarrow(search);
  const teams = useQuery(teamsQuery).data ?? [];
  const agents = useQuery(agentsQuery).data ?? [];
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const common = { clearable: true, placeholder: t("ticketFilter.any"), comboboxProps: { withinPortal: false } };
  const { view, sort, ...filters } = search;
  const isDueView = view === "overdue" || search.due !== undefined;
  return (
    <>
      <Select
        {...common}
        label={t("ticketFilter.due")}
        data={TICKET_DUE_WITHIN.map((value) => ({ value, label: t(`ticketFilter.due.${value}`) }))}
        value={search.due ?? null}
        onChange={(value) => narrow({ due: TICKET_DUE_WITHIN.find((each) => each === value) })}
        data-autofocus
        data-testid="ticket-filter-due"
      />
      <Select
        {...common}
        searchable
        label={t("ticketFilter.team")}
        data={named(teams)}
        value={search.teamId ?? null}
        onChange={(value) => narrow({ teamId: value ?? undefined })}
        data-testid="ticket-filter-team"
      />
      <Select
        {...common}
        searchable
        label={t("ticketFilter.assignee")}
        data={named(agents)}
        value={search.assigneeId ?? null}
        onChange={(value) => narrow({ assigneeId: value ?? undefined })}
        data-testid="ticket-filter-assignee"
      />
      <Select
        label={t("ticketFilter.sort")}
        comboboxProps={{ withinPortal: false }}
        allowDeselect={false}
        data={TICKET_SORTS.map((value) => ({ value, label: t(`ticketFilter.sort.${value}`) }))}
        value={sort ?? (isDueView ? "due" : "updated")}
        onChange={(value) => narrow({ sort: TICKET_SORTS.find((each) => each === value) })}
        data-testid="ticket-sort"
      />
      {countTicketFilters(filters) > 0 && (
        <Button
          variant="subtle"
          onClick={() => void navigate({ to: "/tickets", search: { view, ...(sort === undefined ? {} : { sort }) } })}
          data-testid="ticket-filter-clear"
        >
          {t("ticketFilter.clear")}
        </Button>
      )}
    </>
  );
}
